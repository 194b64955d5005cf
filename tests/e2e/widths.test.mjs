// Checks that no state of the page scrolls sideways: lays out each scene of the gallery at widths from a small phone's to a large screen's, as it opens
// and with every disclosure open. The scenes are in an iframe, because a script can change its width and measure the layout within a few milliseconds.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openAll } from '../../web/test/gallery/open.mjs';
import { serveGallery } from '../../web/test/gallery/serve.mjs';
import { launchBrowser } from '../browser.mjs';

const narrowest = 320;
const widest = 1920;
const step = 32;
/** The widths around those at which a media query of the page switches. */
const breakpoints = [480, 640, 960].flatMap((width) => [width, width + 1]);

let browser;

/** The widths for one scene: one every `step` pixels. Each scene starts one pixel further, so that all scenes together cover every width. */
function everyWidth(index) {
  const count = Math.floor((widest - narrowest) / step);
  const regular = Array.from({ length: count }, (_, i) => narrowest + (index % step) + i * step);
  return [narrowest, ...breakpoints, ...regular, widest];
}

/** Shows a scene in the frame and waits until its elements have rendered. */
async function show(page, address) {
  await page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = resolve;
        frame.src = address;
        document.body.replaceChildren(frame);
      }),
    address,
  );
  await page
    .frames()[1]
    .waitForFunction(
      () =>
        document.querySelector('provisioner-app')?.shadowRoot?.querySelector('provision-card')?.shadowRoot
          ?.firstElementChild,
    );
}

/** Runs in the page. @returns {Promise<string[]>} where the scene is wider than its frame, and what sticks out */
async function tooWide(widths) {
  const frame = document.querySelector('iframe');
  const excess = (width) => {
    frame.style.width = `${width}px`;
    return frame.contentDocument.documentElement.scrollWidth - width;
  };
  const nextFrame = () => new Promise((resolve) => frame.contentWindow.requestAnimationFrame(resolve));
  const outside = (root, width) =>
    [...root.querySelectorAll('*')].flatMap((element) => {
      const inside = element.shadowRoot ? outside(element.shadowRoot, width) : [];
      const sticksOut = element.getBoundingClientRect().right > width + 0.5;
      return inside.length > 0 || !sticksOut ? inside : [`${element.localName}.${element.className}`];
    });
  const found = [];
  for (const width of widths) {
    if (excess(width) <= 0) continue;
    for (let i = 0; i < 3; ++i) await nextFrame(); // a chart follows its frame's width some frames later
    const pixels = excess(width);
    if (pixels > 0)
      found.push(`${width} px: ${pixels} px too wide: ${outside(frame.contentDocument, width)}`);
    if (found.length >= 5) return found; // enough to see why
  }
  return found;
}

before(async () => {
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
});

/** Opens an empty page of the gallery's origin, for the frame. */
async function openFrame(gallery, locale) {
  const page = await (await browser.newContext({ reducedMotion: 'reduce', locale })).newPage();
  const body = '<!doctype html><style>iframe { border: 0; height: 800px; }</style>';
  await page.route(`${gallery.origin}/frame`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${gallery.origin}/frame`);
  return page;
}

/** Lays out all scenes, each at its widths, as it opens and with every disclosure open. Returns what was too wide. */
async function layOut(page, gallery, widthsOf) {
  const found = {};
  for (const [index, scene] of gallery.scenes.entries()) {
    await show(page, gallery.addressOf(scene));
    const widths = widthsOf(index);
    const closed = await page.evaluate(tooWide, widths);
    await page.evaluate(`(${openAll})(document.querySelector('iframe').contentDocument)`);
    const narrow = widths.filter((width) => width <= 1000); // what disclosures hold never grows wider than its card
    const open = await page.evaluate(tooWide, narrow);
    if (closed.length > 0) found[scene] = closed;
    if (open.length > 0) found[`${scene}, all open`] = open;
  }
  return found;
}

test('no scene of the gallery scrolls sideways at any width from 320 to 1920 px', async () => {
  const gallery = await serveGallery();
  try {
    assert.ok(gallery.scenes.length > 30, `the gallery has ${gallery.scenes.length} scenes`);
    const page = await openFrame(gallery, 'en-GB');
    assert.deepEqual(await layOut(page, gallery, everyWidth), {});
  } finally {
    await gallery.close();
  }
});

test('with longer texts, accents and wide characters, no scene scrolls sideways either', async () => {
  const gallery = await serveGallery({ pseudo: true });
  try {
    const page = await openFrame(gallery, 'de-DE');
    const found = await layOut(page, gallery, () => [narrowest, 360, ...breakpoints, 1280]);
    assert.deepEqual(found, {});
    const heading = page.frames()[1].getByRole('heading', { level: 1 });
    assert.match(await heading.innerText(), /^\[Böåřd/);
  } finally {
    await gallery.close();
  }
});

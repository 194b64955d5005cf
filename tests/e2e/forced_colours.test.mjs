// Colours that the system forces (high contrast) replace backgrounds, so what is chosen, shown or running has to be marked by a border.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serveGallery } from '../../web/test/gallery/serve.mjs';
import { launchBrowser } from '../browser.mjs';

let browser;
let gallery;
before(async () => {
  [browser, gallery] = await Promise.all([launchBrowser(), serveGallery()]);
});
after(async () => {
  await browser?.close();
  await gallery?.close();
});

/** Runs in the page. The names of the elements that are marked by a border, and of those that should be but are not. */
function marks() {
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  const border = (element, pseudo) => {
    const { borderTopWidth, borderBottomWidth } = getComputedStyle(element, pseudo);
    return `${borderTopWidth} ${borderBottomWidth}`;
  };
  const none = '0px 0px';
  const name = (element) => (element.ariaLabel ?? element.textContent).replace(/\s+/g, ' ').trim();
  const elements = all(document).filter((element) => element.checkVisibility());
  const chosen = elements.filter((element) => element.matches('button[aria-pressed]'));
  const isMarked = (element) => {
    if (element.matches('button')) return (border(element) !== none) === (element.ariaPressed === 'true');
    return border(element, element.matches('a') ? '::after' : null) !== none;
  };
  const others = elements.filter((element) => element.matches('a[aria-current=page], .running .dot'));
  const expected = [...chosen, ...others];
  return {
    marked: expected.filter((element) => element.ariaPressed !== 'false' && isMarked(element)).map(name),
    wrong: expected.filter((element) => !isMarked(element)).map(name),
  };
}

for (const [scene, expected] of [
  ['first', ['System', 'Set up']],
  ['running_whole', ['System', 'Set up', '']],
  ['live', ['System', '1 min', '°C', 'Set up']],
  ['several', ['System', 'AVR-IoT WG · …5EEE Ready', 'Set up']],
  ['live_many_only', ['System', 'All boards', 'All', 'Live']],
])
  test(`with forced colours, the scene ${scene} marks what is chosen, shown and running`, async () => {
    const page = await browser.newPage({ forcedColors: 'active', reducedMotion: 'reduce', locale: 'en-GB' });
    try {
      await page.goto(gallery.addressOf(scene));
      await page.waitForFunction(`(${marks})().marked.length >= ${expected.length}`, undefined, {
        timeout: 20_000,
      });
      const { marked, wrong } = await page.evaluate(marks);
      assert.deepEqual(wrong, []);
      assert.deepEqual(marked.sort(), [...expected].sort());
    } finally {
      await page.close();
    }
  });

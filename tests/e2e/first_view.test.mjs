// The first view: what the built page shows, and how it handles clicks, before its scripts have arrived. The static host of these tests can delay its
// answers for scripts and for the core.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { startSite } from './support/site.mjs';
import { expectSoon } from './support/soon.mjs';

/** How long after a click Chromium lets a page open a list of devices. */
const activationMs = 5_000;
const longerThanActivationMs = activationMs + 500;

let site;
let browser;

before(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Counts, in the page, how often a list of ports was opened. The user chooses nothing until `closeList` is called. */
function countLists() {
  globalThis.lists = 0;
  const openList = () => {
    globalThis.lists += 1;
    return new Promise((_, reject) => {
      globalThis.closeList = () => reject(new DOMException('No port selected by the user.', 'NotFoundError'));
    });
  };
  globalThis.Serial.prototype.requestPort = openList;
  globalThis.USB.prototype.requestDevice = openList;
}

/** Leaves the browser WebUSB only, as on Android. */
function removeSerial() {
  delete Navigator.prototype.serial;
  delete Navigator.prototype.hid;
}

/** Makes the page's clicks expire after that time. Chromium itself would do so, but counts each call of page.evaluate() as a click. */
function endActivation(milliseconds) {
  let last = -Infinity;
  window.addEventListener('click', (event) => event.isTrusted && (last = performance.now()), true);
  const activation = {
    get isActive() {
      return performance.now() - last < milliseconds;
    },
  };
  Object.defineProperty(navigator, 'userActivation', { value: activation });
}

/** Opens the page in a new profile. Requests for `held` wait until `release`, those for `lost` forever. */
async function open(
  { held, lost = /^never$/, byUsb = false, locale = 'en-GB', fragment = '', ...options },
  use,
) {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  const waiting = new Set();
  let isHeld = true;
  await page.route(held, (route) => (isHeld ? void waiting.add(route) : route.continue()));
  await page.route(lost, () => undefined);
  await page.addInitScript(countLists);
  if (byUsb) await page.addInitScript(removeSerial);
  await page.addInitScript(endActivation, activationMs);
  const release = async () => {
    isHeld = false;
    await Promise.all([...waiting].map((route) => route.continue()));
  };
  try {
    await page.goto(site.url + fragment, { waitUntil: 'commit' });
    await use({ page, errors, release });
  } finally {
    await context.close();
  }
}

const scripts = /\.js$/;
const core = /\.wasm$/;
const connect = /^(Connect a board|Board verbinden)$/;
const lists = (page) => page.evaluate(() => globalThis.lists);
const tookOver = (page) =>
  expectSoon(async () => {
    const seen = await page.evaluate(() => document.body.lastElementChild?.localName);
    return { holds: seen === 'provisioner-app', seen };
  }, 'the page in the place of its first view');
const isOpen = (page, count) =>
  expectSoon(async () => {
    const seen = await lists(page);
    return { holds: seen === count, seen };
  }, `${count} lists opened`);

test('the HTML alone shows the page in the language and the theme of the browser', async () => {
  for (const [locale, words] of [
    ['en-GB', 'Connect a board'],
    ['de-DE', 'Board verbinden'],
  ]) {
    for (const [colorScheme, ground] of [
      ['light', 'rgb(247, 248, 247)'],
      ['dark', 'rgb(17, 21, 22)'],
    ]) {
      await open({ held: /\/assets\//, locale, colorScheme }, async ({ page }) => {
        const button = page.getByRole('button', { name: words });
        await button.waitFor();
        assert.equal(await page.getByRole('button', { name: connect }).count(), 1, 'one language is shown');
        const look = await page.evaluate(() => ({
          ground: getComputedStyle(document.documentElement).backgroundColor,
          language: document.documentElement.lang,
        }));
        assert.deepEqual(look, { ground, language: locale.slice(0, 2) });
        const painted = () => performance.getEntriesByName('first-contentful-paint').length === 1;
        await page.waitForFunction(painted);
      });
    }
  }
});

test('at the address of another view, the first view shows its frame and nothing of Set up', async () => {
  for (const [fragment, view] of [
    ['#/live', 'Live'],
    ['#/account', 'Account'],
    ['#/tray', 'Many boards'],
  ])
    await open({ held: scripts, fragment }, async ({ page, errors, release }) => {
      await page.getByRole('button', { name: 'Try without a board' }).waitFor();
      assert.equal(await page.getByRole('button', { name: connect }).count(), 0);
      assert.ok(!(await page.locator('body').ariaSnapshot()).includes('What happens here'));
      await release();
      await page.getByRole('main', { name: view }).waitFor();
      await page.getByRole('link', { name: 'Set up' }).first().click();
      await page.getByRole('button', { name: connect }).waitFor();
      assert.deepEqual(errors, []);
    });
});

test('at the start, the whole page fits a window of 1280x800: later steps are a line each until their turn', async () => {
  for (const locale of ['en-GB', 'de-DE']) {
    await open({ held: /^never$/, locale, viewport: { width: 1280, height: 800 } }, async ({ page }) => {
      await tookOver(page);
      await page.locator('provision-card').waitFor();
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      assert.ok(tall <= 800, `${locale}: ${tall} px`);
    });
  }
});

test('nothing is drawn before all of the first view has arrived', async () => {
  const html = await (await fetch(site.url)).text();
  const middle = html.indexOf('<button data-primary');
  const pauseMs = 600;
  const server = createServer((request, response) => {
    if (request.url !== '/') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html' }).write(html.slice(0, middle));
    setTimeout(() => response.end(html.slice(middle)), pauseMs);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  try {
    await page.goto(`http://localhost:${server.address().port}/`);
    const drawn = await page.waitForFunction(
      () => performance.getEntriesByName('first-paint')[0]?.startTime ?? 0,
    );
    const time = await drawn.jsonValue();
    assert.ok(time >= pauseMs, `drawn after ${time} ms`);
  } finally {
    await page.close();
    server.closeAllConnections();
    server.close();
  }
});

test('a click opens the list of ports before any script has arrived, and the page continues from there', async () => {
  await open({ held: scripts }, async ({ page, release }) => {
    const button = page.getByRole('button', { name: connect });
    await button.dblclick();
    await isOpen(page, 1);
    await release();
    await page.getByText('Waiting for your choice').waitFor();
    assert.ok(await button.isDisabled(), 'the page knows that the list is open');
    await page.evaluate(() => globalThis.closeList());
    await page.getByText('No board chosen').waitFor();
    await button.click();
    await isOpen(page, 2);
  });
});

test('a list that was closed before the page came is opened again by another click', async () => {
  await open({ held: scripts }, async ({ page }) => {
    const button = page.getByRole('button', { name: connect });
    await button.click();
    await page.evaluate(() => globalThis.closeList());
    await button.click();
    await isOpen(page, 2);
  });
});

test('a click that only the page can answer opens the list once the page is there', async () => {
  await open({ held: scripts, byUsb: true }, async ({ page, release }) => {
    await page.getByRole('button', { name: connect }).click();
    assert.equal(await lists(page), 0);
    await release();
    await isOpen(page, 1);
  });
});

test('the page asks for another click if the first one is too old', async () => {
  await open({ held: scripts, byUsb: true }, async ({ page, release }) => {
    await page.getByRole('button', { name: connect }).click();
    await page.waitForTimeout(longerThanActivationMs);
    await release();
    const again = page.getByRole('button', { name: 'Click once more to connect' });
    await again.waitFor();
    assert.equal(await lists(page), 0);
    await again.click();
    await isOpen(page, 1);
  });
});

/** Keeps, in the page, the text of what the page itself clicks, without white space. */
function keepRepeatedClicks() {
  globalThis.repeated = [];
  const keep = (event) =>
    event.isTrusted || globalThis.repeated.push(event.composedPath()[0].textContent.replace(/\s+/g, ''));
  window.addEventListener('click', keep, true);
}

test('a click on any other button is repeated by the page once it is loaded', async () => {
  await open({ held: scripts }, async ({ page, release }) => {
    await page.getByRole('button', { name: 'Help' }).click();
    await release();
    await page.getByRole('dialog', { name: 'How it works' }).waitFor();
  });
  for (const locale of ['en-GB', 'de-DE']) {
    const others = `provisioner-app-still:lang(${locale.slice(0, 2)}) :is(button:not([data-primary]), summary):visible`;
    let count = 1;
    for (let index = 0; index < count; ++index) {
      await open({ held: scripts, locale }, async ({ page, release }) => {
        await page.addInitScript(keepRepeatedClicks);
        await page.reload({ waitUntil: 'commit' });
        const clicked = page.locator(others).nth(index);
        await clicked.waitFor();
        count = await page.locator(others).count();
        const text = (await clicked.textContent()).replace(/\s+/g, '');
        await clicked.click();
        await release();
        await expectSoon(async () => {
          const seen = await page.evaluate(() => globalThis.repeated);
          return { holds: seen.length === 1 && seen[0] === text, seen };
        }, `a repeated click on button ${index}, ${text}`);
      });
    }
    assert.ok(count > 4, `${count} buttons`);
  }
});

test('the list of ports opens while the core is still loading', async () => {
  await open({ held: core }, async ({ page }) => {
    await tookOver(page);
    await page.getByRole('button', { name: connect }).click();
    await isOpen(page, 1);
  });
});

test('the HTML names every file of the start, so that the start takes two round trips', async () => {
  for (const locale of ['en-GB', 'de-DE']) {
    await open({ held: /^never$/, locale }, async ({ page, errors }) => {
      await tookOver(page); // or requests of this first load would be counted, too
      const requests = [];
      page.on('request', (request) => requests.push(new URL(request.url()).pathname.split('/').at(-1)));
      await page.reload({ waitUntil: 'networkidle' });
      await tookOver(page);
      const asked = requests.slice(requests.indexOf('')); // the browser may ask for the first load's icon late
      const html = await (await fetch(site.url)).text();
      const unnamed = asked.filter((name) => name !== '' && !html.includes(name));
      assert.deepEqual(unnamed, [], 'found out only by loading another file');
      assert.ok(
        asked.some((name) => name.endsWith('.wasm')),
        'the core was loaded',
      );
      assert.equal(asked.length, new Set(asked).size, `some file was asked for twice: ${asked}`);
      assert.deepEqual(errors, []);
    });
  }
});

test('an error note is shown if the scripts cannot be loaded', async () => {
  for (const [locale, words] of [
    ['en-GB', /^A part of the page did not load/],
    ['de-DE', /^Ein Teil der Seite wurde nicht geladen/],
  ]) {
    for (const lost of [scripts, /\/index-[^/]*\.js$/]) {
      await open({ held: /^never$/, locale }, async ({ page }) => {
        assert.equal(await page.getByRole('alert').filter({ visible: true }).count(), 0);
        await page.route(lost, (route) => route.abort());
        await page.reload({ waitUntil: 'commit' });
        await page.getByRole('alert').filter({ visible: true, hasText: words }).waitFor({ timeout: 15_000 });
      });
    }
  }
});

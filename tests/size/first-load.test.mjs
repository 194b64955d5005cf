// Compares the download size of each part of the built page (`gzip -9`) with its budget in budgets.json. The first load is everything that Chromium
// requests when the page is opened.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../browser.mjs';
import { startSite } from '../e2e/support/site.mjs';

/** The files of each part. All parts but the first load are fetched only when they are needed. */
const parts = {
  'first load': (name) => loaded.has(name),
  'HTML with the first view': (name) => name === 'index.html',
  'first part of the core': (name) => loaded.has(name) && isOf('provisioner', name),
  'rest of the core': (name) => /^assets\/provisioner-rest-.*\.wasm$/.test(name),
  MQTT: (name) => isOf('mqtt', name),
  chart: (name) => isOf('data-chart', name),
  German: (name) => isOf('de', name),
  simulation: (name) =>
    ['provisioner-simulation', 'simulation_worker', 'start_simulation'].some((stem) => isOf(stem, name)),
  'service worker': (name) => name === 'service_worker.js' || isOf('offline', name),
};
const firmware = /^firmware\//;

let budgets;
let site;
let browser;
/** The names of the files of the first load, relative to the site's folder. @type {Set<string>} */
const loaded = new Set();
/** The compressed sizes of all files of the site, by name. @type {Map<string, number>} */
const sizes = new Map();

/** Vite names a file by the stem of its source and a hash of eight characters. */
function isOf(stem, name) {
  return new RegExp(`^assets/${stem}(-first)?-[\\w-]{8}\\.(js|wasm)$`).test(name);
}

before(async () => {
  budgets = JSON.parse(await readFile(new URL('budgets.json', import.meta.url), 'utf8'));
  site = await startSite();
  for (const name of await readdir(site.folder, { recursive: true })) {
    const content = await readFile(new URL(name, site.folder)).catch(() => null); // null: a folder
    if (content) sizes.set(name, gzipSync(content, { level: 9 }).length);
  }
  browser = await launchBrowser();
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  page.on('response', (answer) => {
    if (answer.ok()) loaded.add(answer.url().slice(site.url.length) || 'index.html');
  });
  await page.goto(site.url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1500);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

test('every part has a budget, and every budget has a part', () => {
  assert.deepEqual(Object.keys(budgets).sort(), [...Object.keys(parts), 'all other parts'].sort());
});

for (const [part, isIn] of Object.entries(parts)) {
  test(`${part} is within its budget`, () => {
    const names = [...sizes.keys()].filter(isIn);
    assert.ok(names.length > 0, `web/dist has no file of it: ${[...sizes.keys()]}`);
    checkBudget(part, names);
  });
}

test('all files without a budget of their own are together within one budget', () => {
  const others = [...sizes.keys()].filter(
    (name) => !firmware.test(name) && !Object.values(parts).some((isIn) => isIn(name)),
  );
  checkBudget('all other parts', others);
});

test('the first load has no files that only some visitors need', () => {
  const lazy = ['rest of the core', 'MQTT', 'chart', 'German', 'simulation'];
  assert.deepEqual(
    [...loaded].filter((name) => lazy.some((part) => parts[part](name))),
    [],
  );
});

function checkBudget(part, names) {
  const total = names.reduce((sum, name) => sum + sizes.get(name), 0);
  console.log(`${part}: ${total} of ${budgets[part].bytes} bytes`);
  const list = names.map((name) => `${name} ${sizes.get(name)}`).join(', ');
  assert.ok(
    total <= budgets[part].bytes,
    `${part}: ${total} bytes, more than ${budgets[part].bytes}: ${list}`,
  );
}

// What a first visit to the built page costs, by `gzip -9`: the page is opened in Chromium and every response is counted that it asks
// for by itself. What the service worker stores afterwards for offline use is not part of showing the page and is left out.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../browser.mjs';

const dist = fileURLToPath(new URL('../../web/dist/', import.meta.url));
// What the product must stay under. Its core comes in two parts (wasm/split.cmake): `core` is what draws the page on a first visit,
// with its JavaScript; `rest`, all else, is fetched when there is work to do, and has a limit a little above what it is.
const limits = { all: 200_000, core: 130_000, page: 70_000, mqtt: 50_000, rest: 330_000 };
const types = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

let server;
let browser;
let loaded = [];

async function serve(request, response) {
  const path = normalize(new URL(request.url, 'http://localhost').pathname).replace(/\/$/, '/index.html');
  try {
    const body = await readFile(join(dist, path));
    response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

const gzipped = async (name) => gzipSync(await readFile(join(dist, name)), { level: 9 }).length;
const isModule = (name) => name.endsWith('.wasm');
/** The JavaScript that Emscripten makes for a module bears its name. */
const stem = (name) => name.replace(/^.*\//, '').replace(/[-.].*$/, '');

function sum(files) {
  console.log(files.map(({ name, size }) => `${name} ${size}`).join(', '));
  return files.reduce((total, { size }) => total + size, 0);
}

function coreFiles() {
  const modules = loaded.filter(({ name }) => isModule(name));
  return loaded.filter(({ name }) => modules.some((module) => stem(module.name) === stem(name)));
}

before(async () => {
  server = createServer(serve);
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await launchBrowser();
  const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  const names = new Set();
  page.on('response', (answer) => {
    if (answer.ok()) names.add(new URL(answer.url()).pathname.replace(/^\//, '') || 'index.html');
  });
  await page.goto(`http://localhost:${server.address().port}/`, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1500);
  loaded = await Promise.all([...names].map(async (name) => ({ name, size: await gzipped(name) })));
});

after(async () => {
  await browser?.close();
  server?.close();
});

test('the first load is at most 200 KB', () => {
  const total = sum(loaded);
  assert.ok(loaded.length > 1, 'the page loaded nothing but itself');
  console.log(`first load: ${total} bytes of ${limits.all}`);
  assert.ok(total <= limits.all, `${total} bytes`);
});

test('the core module that is loaded at once is at most 130 KB with its JavaScript', () => {
  const files = coreFiles();
  assert.ok(
    files.some(({ name }) => isModule(name)),
    'no WebAssembly was loaded',
  );
  const total = sum(files);
  console.log(`core module: ${total} bytes of ${limits.core}`);
  assert.ok(total <= limits.core, `${total} bytes`);
});

test('JavaScript, CSS and HTML of the page are at most 70 KB', () => {
  const core = new Set(coreFiles().map(({ name }) => name));
  const total = sum(loaded.filter(({ name }) => !core.has(name) && /\.(js|css|html)$/.test(name)));
  assert.ok(total <= limits.page, `${total} bytes`);
});

test('neither the rest of the core nor the MQTT module nor the simulation nor another language is in the first load', () => {
  assert.deepEqual(
    loaded
      .map(({ name }) => name)
      .filter((name) => /(provisioner-rest|simulation).*wasm$|mqtt|\bde[-.]/.test(name)),
    [],
  );
});

/** What web/dist has of a module, gzipped. */
async function sizeOf(pattern) {
  const names = (await readdir(dist, { recursive: true })).filter((name) => pattern.test(name));
  assert.ok(names.some(isModule), `web/dist has no module ${pattern}`);
  return sum(await Promise.all(names.map(async (name) => ({ name, size: await gzipped(name) }))));
}

test('the MQTT module of the built page is at most 50 KB', async () => {
  const total = await sizeOf(/(^|\/)mqtt[-.][^/]*(js|wasm)$/);
  assert.ok(total <= limits.mqtt, `${total} bytes`);
});

test('the rest of the core, which is loaded when there is work to do, is at most 330 KB', async () => {
  const total = await sizeOf(/(^|\/)provisioner-rest[-.][^/]*wasm$/);
  assert.ok(total <= limits.rest, `${total} bytes`);
});

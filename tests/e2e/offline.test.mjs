// The page without a network: its service worker, which serves it, and its new versions, which wait.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../browser.mjs';
import { startSite } from './support/site.mjs';
import { expectSoon } from './support/soon.mjs';

let browser;
before(async () => (browser = await launchBrowser()));
after(() => browser?.close());

/** Opens the page in a new profile, and closes both when `work` has ended. */
async function visit(options, work) {
  const site = await startSite(options);
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'allow' });
  try {
    const page = await context.newPage();
    await work({ site, context, page });
  } finally {
    await context.close();
    await site.stop();
  }
}

const workerIsReady = (page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

/** Starts the simulation and, in it, a provisioning. */
async function startProvisioning(page) {
  await page.getByRole('button', { name: 'Try without a board or an account' }).click();
  await page.getByRole('button', { name: 'Use this network' }).click();
  await page.getByRole('button', { name: 'Provision this board' }).click();
}
const isLive = (page) => page.getByText('Your board is live').waitFor({ timeout: 90_000 });

test('after one visit with the simulation, a whole simulated provisioning needs no server', () =>
  visit({}, async ({ site, page }) => {
    await page.goto(site.url);
    await startProvisioning(page);
    await workerIsReady(page);
    const kept = () =>
      page.evaluate(async () => {
        const requests = await Promise.all(
          (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
        );
        return requests.flat().map(({ url }) => url);
      });
    await expectSoon(async () => {
      const seen = await kept();
      const images = seen.filter((url) => url.endsWith('.hex')).length;
      return { holds: images === 4 && seen.some((url) => /provisioner-simulation-.*wasm$/.test(url)), seen };
    }, 'the simulation and the firmware images are kept');
    assert.deepEqual(
      (await kept()).filter((url) => !url.startsWith(site.url)),
      [],
      'only the page’s own files are kept',
    );
    await site.stop();
    await page.reload();
    await startProvisioning(page);
    await isLive(page);
  }));

test('a new version waits for the running job and for other tabs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'versions-'));
  const dist = join(folder, 'dist');
  try {
    await cp(
      process.env.PROVISIONER_DIST ?? fileURLToPath(new URL('../../web/dist', import.meta.url)),
      dist,
      {
        recursive: true,
      },
    );
    await visit({ dist }, async ({ site, context, page }) => {
      await page.goto(site.url);
      await workerIsReady(page);
      await page.reload(); // under the worker from here on
      await startProvisioning(page);

      const document = await readFile(join(dist, 'index.html'), 'utf8');
      await writeFile(join(dist, 'index.html'), document.replace('<html ', '<html data-version="2" '));
      const worker = await readFile(join(dist, 'service_worker.js'), 'utf8');
      await writeFile(
        join(dist, 'service_worker.js'),
        worker.replace(/("index\.html",revision:")\w+/, '$1two'),
      );
      const version = () => page.evaluate(() => globalThis.document.documentElement.dataset.version);
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      const start = page.getByRole('button', { name: 'Start the new version' });
      await start.click();
      await page.getByText('It waits until no job runs here').waitFor();
      await isLive(page);

      const second = await context.newPage();
      await second.goto(site.url);
      // A browser that does not tell which tabs are open.
      await second.evaluate(() => {
        navigator.locks.query = () => Promise.reject(new DOMException('refused', 'SecurityError'));
      });
      await second.getByRole('button', { name: 'Start the new version' }).click();
      await second.getByText('It waits until no job runs here').waitFor();
      await start.click();
      await page.getByText('It waits until no job runs here').waitFor();
      assert.equal(await version(), undefined);
      await second.close();
      await expectSoon(async () => {
        if (await start.isVisible()) await start.click();
        return { holds: (await version()) === '2', seen: await version() };
      }, 'the new version');
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('under the service worker of another page of the origin, the page takes no keys', () => {
  const others = {
    '/other.html': { type: 'text/html', body: '<!doctype html><title>Another page</title>' },
    '/other.js': { type: 'text/javascript', body: 'addEventListener("fetch", () => undefined);' },
  };
  return visit({ others }, async ({ site, page }) => {
    await page.goto(`${site.origin}/other.html`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.register('/other.js');
      await navigator.serviceWorker.ready;
    });
    await page.goto(site.url);
    await page.getByText('No keys under another page’s control').waitFor();
    assert.equal(await page.getByLabel('Secret access key', { exact: true }).count(), 0);
  });
});

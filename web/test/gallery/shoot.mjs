// Screenshots of all scenes (or those named): node test/gallery/shoot.mjs FOLDER [--open] [--german] [scene...]; with --open, of all
// that is behind disclosures. Uses the system's Chromium, or PROVISIONER_CHROMIUM.
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const [folder, ...rest] = process.argv.slice(2);
const opening = rest.includes('--open');
const locale = rest.includes('--german') ? 'de-DE' : 'en-GB';
const wanted = rest.filter((name) => !name.startsWith('--'));
if (!folder) throw new Error('say where the pictures go');
mkdirSync(folder, { recursive: true });

const web = fileURLToPath(new URL('../..', import.meta.url));
const server = await createServer({
  configFile: false,
  root: web,
  server: { host: '127.0.0.1', port: 0 },
  logLevel: 'error',
  optimizeDeps: { entries: ['test/gallery/index.html'] },
});
await server.listen();
const { port } = server.httpServer.address();
const source = readFileSync(new URL('../scenes.ts', import.meta.url), 'utf8');
const all = [...source.slice(source.indexOf('export const scenes')).matchAll(/^ {2}(\w+): view\(/gm)].map(
  ([, name]) => name,
);
const browser = await chromium.launch({
  executablePath: process.env.PROVISIONER_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const [width, height] of [
  [1280, 800],
  [360, 740],
]) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      locale,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    for (const scene of wanted.length > 0 ? wanted : all) {
      await page.goto('about:blank');
      await page.goto(`http://127.0.0.1:${port}/test/gallery/index.html#${scene}`);
      await page.locator('provisioner-app').waitFor();
      await page.waitForTimeout(400);
      if (opening) await open(page);
      // As tall as the page, so that what sticks to the edges stands at the edges.
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.max(height, tall) });
      await page.screenshot({ path: `${folder}/${scene}-${width}-${colorScheme}.png` });
      await page.setViewportSize({ width, height });
    }
    await context.close();
  }
}
/** Opens what is closed until nothing is. */
async function open(page) {
  for (;;) {
    const closed = page
      .locator('.fold[aria-expanded=false], details:not([open]) > summary')
      .filter({ visible: true });
    if ((await closed.count()) === 0) return;
    await closed.first().click();
    await page.waitForTimeout(100);
  }
}

await browser.close();
await server.close();

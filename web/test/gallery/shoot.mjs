// Takes a screenshot of each scene (or of those named): node test/gallery/shoot.mjs FOLDER [--open] [--german | --pseudo] [scene...]. With --open,
// all disclosures are opened first; with --pseudo, the texts are longer, with accents and wide characters. Uses the system's Chromium, or PROVISIONER_CHROMIUM.
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { openAll } from './open.mjs';
import { serveGallery } from './serve.mjs';

const [folder, ...rest] = process.argv.slice(2);
const opening = rest.includes('--open');
const pseudo = rest.includes('--pseudo');
const locale = pseudo || rest.includes('--german') ? 'de-DE' : 'en-GB';
const wanted = rest.filter((name) => !name.startsWith('--'));
if (!folder)
  throw new Error('usage: node test/gallery/shoot.mjs FOLDER [--open] [--german | --pseudo] [scene...]');
mkdirSync(folder, { recursive: true });

const gallery = await serveGallery({ pseudo });
const browser = await chromium.launch({
  executablePath: process.env.PROVISIONER_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const [width, height] of [
  [1280, 800],
  [1920, 1080],
  [360, 740],
]) {
  // Other scenes look the same on a wide screen, because the page has a largest width.
  const shown = (wanted.length > 0 ? wanted : gallery.scenes).filter(
    (scene) => width < 1900 || scene.startsWith('tray'),
  );
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      locale,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    for (const scene of shown) {
      await page.goto('about:blank');
      await page.goto(gallery.addressOf(scene));
      await page.locator('provisioner-app').waitFor();
      await page.waitForTimeout(400);
      if (opening) await page.evaluate(openAll);
      // If the viewport is as tall as the page, sticky elements are at the page's edges.
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width, height: Math.max(height, tall) });
      await page.screenshot({ path: `${folder}/${scene}-${width}-${colorScheme}.png` });
      await page.setViewportSize({ width, height });
    }
    await context.close();
  }
}

await browser.close();
await gallery.close();

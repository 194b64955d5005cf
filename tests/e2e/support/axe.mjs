// Runs axe-core in the page, through all shadow roots, and returns its serious findings.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** By how many pixels the page may grow while axe-core runs, because a job may be running. */
const growth = 200;

/**
 * The findings for the whole page at once, in a window as tall as the page. In a smaller window, everything that the sticky log covers would be a finding.
 * Without motion, because text that is fading in has too little contrast.
 *
 * @param {import('playwright-core').Page} page
 */
export async function seriousFindings(page) {
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, height + growth) });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => scrollTo(0, 0));
  const findings = await findingsInView(page);
  await page.emulateMedia({ reducedMotion: null });
  await page.setViewportSize(size);
  return findings;
}

/** @param {import('playwright-core').Page} page */
async function findingsInView(page) {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await globalThis.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
      );
  });
}

// Checks that hold in every state of the page: accessibility, and the layout on a phone.

import assert from 'node:assert/strict';
import { seriousFindings } from './axe.mjs';

/** Checks that axe-core has no serious findings. @param {import('playwright-core').Page} page @param {string} state the name to show in a failure */
export async function checkAccessibility(page, state) {
  assert.deepEqual(await seriousFindings(page), [], state);
  if (page.viewportSize().width === 360) await checkPhoneLayout(page, state);
}

/** Checks the layout on a phone: one column, no horizontal scrolling, touch targets of at least 44 px. */
async function checkPhoneLayout(page, state) {
  const { overflow, small } = await page.evaluate(() => {
    const small = [];
    const visit = (root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!element.matches('button, select, input, summary, a') || !element.checkVisibility()) continue;
        const { width, height } = element.getBoundingClientRect();
        if (width === 0) continue;
        if (height < 43.5 || (width < 43.5 && element.matches('button')))
          small.push(`${element.textContent.trim() || element.ariaLabel || element.id} ${width} x ${height}`);
      }
    };
    visit(document);
    return { overflow: document.documentElement.scrollWidth - innerWidth, small };
  });
  assert.ok(overflow <= 0, `${state}: ${overflow} px too wide`);
  assert.deepEqual(small, [], `${state}: targets under 44 px`);
}

// What a page on a phone must keep to.

import assert from 'node:assert/strict';

/** One column, nothing to scroll sideways, targets of 44 px. */
export async function fitsAPhone(page, state) {
  const { wide, small } = await page.evaluate(() => {
    const small = [];
    const visit = (root) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        if (!element.matches('button, select, input, a.button') || !element.checkVisibility()) continue;
        const { width, height } = element.getBoundingClientRect();
        if (width === 0) continue;
        if (height < 43.5 || (width < 43.5 && element.matches('button')))
          small.push(`${element.textContent.trim() || element.ariaLabel || element.id} ${width} x ${height}`);
      }
    };
    visit(document);
    return { wide: document.documentElement.scrollWidth - innerWidth, small };
  });
  assert.ok(wide <= 0, `${state}: ${wide} px too wide`);
  assert.deepEqual(small, [], `${state}: targets under 44 px`);
}

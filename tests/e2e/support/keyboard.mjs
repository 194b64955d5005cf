// A person without a mouse.

import assert from 'node:assert/strict';

/** Presses Tab until what has the focus bears this name; the focus must be seen there. */
export async function tabTo(page, name) {
  const seen = [];
  for (let presses = 0; presses < 120; presses += 1) {
    const focused = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (!active || active === document.body) return null;
      const label = active.ariaLabel ?? active.labels?.[0]?.textContent ?? active.textContent ?? '';
      const { outlineStyle, boxShadow } = getComputedStyle(active);
      return {
        label: label.replace(/\s+/g, ' ').trim(),
        visible: outlineStyle !== 'none' || boxShadow !== 'none',
      };
    });
    if (focused && (focused.label === name || focused.label.startsWith(`${name} `))) {
      assert.ok(focused.visible, `the focus is seen on ${name}`);
      return;
    }
    seen.push(focused?.label);
    await page.keyboard.press('Tab');
  }
  assert.fail(`no way to ${name} with Tab; seen: ${[...new Set(seen)].join(' | ')}`);
}

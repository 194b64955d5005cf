// Using the page with the keyboard only.

import assert from 'node:assert/strict';

/** Presses Tab until the element with this name has the focus, and checks that the focus is visible. */
export async function tabTo(person, name) {
  const seen = [];
  for (let presses = 0; presses < 120; presses += 1) {
    const focused = await person.focused();
    if (focused && (focused.label === name || focused.label.startsWith(`${name} `))) {
      assert.ok(focused.visible, `the focus is seen on ${name}`);
      return;
    }
    seen.push(focused?.label);
    await person.page.keyboard.press('Tab');
  }
  assert.fail(`no way to ${name} with Tab; seen: ${[...new Set(seen)].join(' | ')}`);
}

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import '../../src/components/toggle-switch';

test.each([
  [null, null, ''],
  [true, null, 'Yellow light, requested: on'],
  [null, false, 'Yellow light, the board reports: off'],
  [true, false, 'Yellow light, requested: on · the board reports: off'],
])('requested %s and reported %s are announced as “%s”', async (asked, reported, expected) => {
  const toggle = document.createElement('toggle-switch');
  toggle.toggle = { asked, reported };
  document.body.append(toggle);
  await toggle.updateComplete;
  expect(toggle.renderRoot.querySelector('[role=status]')?.textContent.trim()).toBe(expected);
});

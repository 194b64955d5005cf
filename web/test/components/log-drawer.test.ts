// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { LogLine } from '../../../wasm/provisioner';
import '../../src/components/log-drawer';

const lines: LogLine[] = [];

/** Opens a new drawer, and returns it with its box of lines, which has room for two lines. */
async function openDrawer(): Promise<[HTMLElementTagNameMap['log-drawer'], HTMLElement]> {
  const drawer = document.createElement('log-drawer');
  drawer.lines = lines;
  document.body.append(drawer);
  await drawer.updateComplete;
  drawer.renderRoot.querySelector('button')?.click();
  await drawer.updateComplete;
  const panel = drawer.renderRoot.querySelector('log-panel');
  await panel?.updateComplete;
  const box = panel?.renderRoot.querySelector('pre');
  if (!box) throw new Error('the log did not open');
  return [drawer, box];
}

async function addLine(drawer: HTMLElementTagNameMap['log-drawer'], text: string): Promise<void> {
  lines.push({ time: 0, level: 'info', source: 'test', text });
  drawer.count = lines.length;
  await drawer.updateComplete;
  await drawer.renderRoot.querySelector('log-panel')?.updateComplete;
}

afterEach(() => {
  lines.length = 0;
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

test('opens at its end and stays there until the user scrolls up', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(36);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(() => 360 + 18 * lines.length);
  const [drawer, box] = await openDrawer();
  expect(box.scrollTop).toBe(360);
  await addLine(drawer, 'one');
  expect(box.scrollTop).toBe(378);
  box.scrollTop = 100;
  box.dispatchEvent(new Event('scroll'));
  await addLine(drawer, 'two');
  expect(box.scrollTop).toBe(100);
  box.scrollTop = box.scrollHeight - box.clientHeight;
  box.dispatchEvent(new Event('scroll'));
  await addLine(drawer, 'three');
  expect(box.scrollTop).toBe(414);
});

// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { JobState, LogLine } from '../../../wasm/provisioner';
import '../../src/components/log-drawer';
import { error, job, steps, wholeSteps } from '../scene_parts';

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

test.each<[string, JobState | null, string]>([
  ['nothing without a job', null, ''],
  [
    'the running step and the time left',
    job({ status: 'running', steps: wholeSteps, milliseconds: 6300, expectedMilliseconds: 16_400 }),
    'Read back and compare the firmware · About 11 seconds left',
  ],
  [
    'the first message, for which the board is still expected to connect',
    job({
      status: 'done',
      steps: steps(1, 'running').map((step) => ({ ...step, name: 'first_message' as const })),
    }),
    'Wait for the first message',
  ],
  [
    'why the job failed',
    job({ status: 'failed', error: error('serial.disconnected') }),
    'The board was unplugged',
  ],
])('shows %s, and no line of the log', async (_, shown, expected) => {
  lines.push({ time: 0, level: 'info', source: 'aws', text: 'DescribeEndpoint 200' });
  const drawer = document.createElement('log-drawer');
  Object.assign(drawer, { lines, job: shown });
  document.body.append(drawer);
  await drawer.updateComplete;
  const bar = drawer.renderRoot.querySelector('.bar')?.textContent.replace(/\s+/g, ' ').trim();
  expect(bar).toBe(`Log ${expected}`.trim());
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

// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Command, CommandEvent } from '../../src/app/commands';
import '../../src/components/board-list';
import { scenes } from '../scenes';

const sent: Command[] = [];

async function list(scene: string): Promise<HTMLElementTagNameMap['board-list']> {
  const state = scenes[scene]?.state;
  if (!state) throw new Error(`no scene ${scene}`);
  const element = document.createElement('board-list');
  Object.assign(element, { boards: state.boards, jobs: state.jobs, selected: state.selected });
  element.addEventListener('command', ({ command }: CommandEvent) => sent.push(command));
  document.body.append(element);
  await element.updateComplete;
  return element;
}

const texts = (elements: NodeListOf<Element>): string[] =>
  [...elements].map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));

afterEach(() => {
  document.body.replaceChildren();
  sent.length = 0;
});

test('shows what each board is doing, or how its last job ended', async () => {
  const { renderRoot } = await list('several_at_work');
  expect(texts(renderRoot.querySelectorAll('.choice'))).toEqual([
    'AVR-IoT WG · …5EEE Provisioned',
    'PIC-IoT WA · …0AEE Read back and compare the certificate',
    'AVR-IoT WA · …D1EE The board was unplugged',
    'Board 4 Checking the board’s firmware',
  ]);
  const bars = [...renderRoot.querySelectorAll('progress')];
  expect(bars).toHaveLength(1);
  expect(bars[0]?.value).toBeGreaterThan(0);
  expect(bars[0]?.value).toBeLessThan(1);
});

test('selects a board', async () => {
  const { renderRoot } = await list('several_at_work');
  renderRoot.querySelectorAll<HTMLButtonElement>('.choice')[2]?.click();
  expect(sent).toEqual([{ do: 'select_board', id: 3 }]);
});

test('blinks the LEDs of a board that is not busy', async () => {
  const { renderRoot } = await list('several_at_work');
  const blink = [...renderRoot.querySelectorAll<HTMLButtonElement>('[aria-label^="Blink its LEDs"]')];
  expect(blink.map(({ disabled }) => disabled)).toEqual([false, true, false, true]);
  blink[0]?.click();
  expect(sent).toEqual([{ do: 'core', name: 'blink', arguments: { board: 1 }, card: 'board' }]);
});

test('offers to remove an unplugged board', async () => {
  const { renderRoot } = await list('several_gone');
  expect(texts(renderRoot.querySelectorAll('.choice'))).toEqual([
    'AVR-IoT WG · …5EEE Ready',
    'Board 2 Unplugged',
  ]);
  renderRoot.querySelector<HTMLButtonElement>('[aria-label^="Remove"]')?.click();
  expect(sent).toEqual([{ do: 'forget_board', id: 2 }]);
});

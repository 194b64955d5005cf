// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Command, CommandEvent } from '../../src/app/commands';
import '../../src/steps/after-setup';
import '../../src/steps/provision-card';
import { text } from '../../src/text/catalogue';
import { all, settled } from '../drawn';
import { board, done, live, waiting, withBoard } from '../scene_parts';
import { view } from '../scenes';

const words = text.provision.after;
const sent: Command[] = [];
const demo = { firmware: 'demo', firmwareVersion: '4.1.2', job: done } as const;

async function draw(shown = view({}, { ...withBoard(demo), live })): Promise<HTMLElement> {
  const card = document.createElement('provision-card');
  card.view = shown;
  card.addEventListener('command', ({ command }: CommandEvent) => sent.push(command));
  document.body.append(card);
  await settled();
  return card;
}

function button(label: string): HTMLButtonElement | undefined {
  const buttons = all(document.body, 'button') as HTMLButtonElement[];
  return buttons.find(({ textContent }) => textContent.trim() === label);
}

async function press(label: string): Promise<void> {
  button(label)?.click();
  await settled();
}

const focused = (): string | undefined =>
  document.body
    .querySelector('provision-card')
    ?.renderRoot.querySelector('after-setup')
    ?.shadowRoot?.activeElement?.textContent.trim();

afterEach(() => {
  document.body.replaceChildren();
  sent.length = 0;
});

test('what is needed afterwards is offered once the board is live', async () => {
  await draw(view({}, { ...withBoard(demo), live: waiting }));
  expect(button(words.save)).toBeUndefined();
  document.body.replaceChildren();
  await draw();
  await press(text.board.another);
  await press(words.save);
  expect(sent).toEqual([{ do: 'connect_board' }, { do: 'save_authority' }]);
});

test('the board forgets its Wi-Fi only after a confirmation, and is restored only after one', async () => {
  await draw();
  await press(words.wifi.button);
  expect(focused()).toBe(words.no);
  await press(words.no);
  expect(focused()).toBe(words.wifi.button);
  expect(sent).toEqual([]);
  await press(words.wifi.button);
  await press(words.wifi.sure);
  await press(words.restore.button);
  await press(words.restore.sure);
  expect(sent).toEqual([
    { do: 'set_wifi', settings: { ssid: 'forgotten', passphrase: '', security: 'open' } },
    { do: 'restore' },
  ]);
});

test('a board that is not there, or that runs other firmware, cannot forget its Wi-Fi', async () => {
  for (const change of [{ status: 'gone' as const }, { firmware: 'provisioning' as const }]) {
    await draw(view({}, { ...withBoard({ ...board, ...demo, ...change }), live }));
    expect(button(words.wifi.button)?.disabled).toBe(true);
    document.body.replaceChildren();
  }
});

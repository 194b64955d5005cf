// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../wasm/provisioner';
import type { Command, CommandEvent } from '../../src/app/commands';
import type { Enquiries } from '../../src/app/view';
import '../../src/steps/wifi-card';
import { account, board, withBoard } from '../scene_parts';
import { view } from '../scenes';

const passphrase = 'correct-horse-battery';
let card: HTMLElementTagNameMap['wifi-card'];
let sent: Command[];
let checking: Promise<Answer<null>>;

const asking = view({}, { ...withBoard({}), account, next: 'set_wifi' });
const another = view(
  {},
  {
    boards: [board, { ...board, id: 2, wifi: { ...board.wifi, status: 'set', ssid: 'Other' } }],
    selected: 2,
    account,
    next: 'wait',
  },
);
const nextBoard = view({}, { boards: [board, { ...board, id: 3 }], selected: 3, account, next: 'set_wifi' });

async function show(shown: typeof card.view): Promise<void> {
  card.view = shown;
  await card.updateComplete;
}

function name(): HTMLInputElement | null {
  return card.renderRoot.querySelector<HTMLInputElement>('#ssid');
}

function secret(): HTMLElementTagNameMap['secret-field'] | null {
  return card.renderRoot.querySelector('secret-field');
}

async function type(ssid: string): Promise<void> {
  const input = name();
  if (!input) throw new Error('no form');
  input.value = ssid;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await card.updateComplete;
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function press(words: string): Promise<void> {
  const buttons = [...card.renderRoot.querySelectorAll('button')];
  const button = buttons.find(({ textContent }) => textContent.includes(words));
  if (!button) throw new Error(`no button ${words}`);
  button.click();
  await settle();
}

async function give(ssid: string): Promise<void> {
  await type(ssid);
  const field = secret();
  if (field) field.value = passphrase;
  await press('Use this network');
}

function keep(checked: boolean): void {
  const box = card.renderRoot.querySelector<HTMLInputElement>('input[type=checkbox]');
  if (!box) throw new Error('no checkbox');
  box.checked = checked;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

beforeEach(async () => {
  document.body.replaceChildren();
  sent = [];
  checking = Promise.resolve({ ok: true, value: null });
  card = document.createElement('wifi-card');
  card.ask = { checkWifi: () => checking } as unknown as Enquiries;
  card.addEventListener('command', (event: CommandEvent) => sent.push(event.command));
  card.view = asking;
  document.body.append(card);
  await card.updateComplete;
});

describe('what is typed halfway', () => {
  test('stays when something else is next, or another board is selected', async () => {
    await type('Work');
    const field = secret();
    if (field) field.value = 'corr';
    for (const shown of [{ ...asking, state: { ...asking.state, next: 'wait' as const } }, another, asking]) {
      await show(shown);
      expect([name()?.value, secret()?.value]).toEqual(['Work', 'corr']);
    }
  });

  test('is no trouble when its form is gone before the core has answered', async () => {
    let answer: (answer: Answer<null>) => void = () => undefined;
    checking = new Promise((resolve) => (answer = resolve));
    await type('Work');
    await show(view());
    answer({ ok: true, value: null });
    await settle();
    expect(name()).toBeNull();
  });

  test('of another network is begun at its name', async () => {
    await show(another);
    await press('Change the network');
    expect(card.shadowRoot?.activeElement).toBe(name());
    expect(name()).not.toBeNull();
  });

  test('in the simulation is not for a real board', async () => {
    await show({ ...asking, simulated: true });
    await type('Virtual');
    await show(asking);
    expect(name()?.value).toBe('');
  });
});

describe('the next board', () => {
  test('is offered the network of the one before, without its passphrase', async () => {
    await give('Workshop');
    await show(nextBoard);
    await press('Same network as before: Workshop');
    expect(sent).toHaveLength(1);
    expect([name()?.value, secret()?.value]).toEqual(['Workshop', '']);
  });

  test('gets it by one click where the user had the passphrase kept', async () => {
    await show(nextBoard);
    keep(true);
    await give('Workshop');
    await show(nextBoard);
    await press('Same network as before');
    const settings = { ssid: 'Workshop', passphrase, security: 'wpa' };
    expect(sent).toEqual([
      { do: 'set_wifi', settings },
      { do: 'set_wifi', settings },
    ]);
  });

  test.each([
    ['it is forgotten', () => press('Forget the passphrase')],
    ['the box is cleared', () => Promise.resolve().then(() => keep(false))],
    ['the keys are forgotten', () => show(view({}, { ...nextBoard.state, account: view().state.account }))],
    ['the page is left', () => Promise.resolve(dispatchEvent(new Event('pagehide')))],
  ])('has to be given the passphrase when %s', async (_name, happens) => {
    await show(nextBoard);
    keep(true);
    await give('Workshop');
    await show(nextBoard);
    await happens();
    await show(nextBoard);
    await press('Same network as before');
    expect(sent).toHaveLength(1);
    expect(secret()?.value).toBe('');
  });

  test('one board alone is offered nothing of it', () => {
    expect(card.renderRoot.querySelector('input[type=checkbox]')).toBeNull();
    expect(card.renderRoot.textContent).not.toContain('before');
  });
});

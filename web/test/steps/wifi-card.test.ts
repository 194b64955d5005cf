// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer, WifiSettings } from '../../../wasm/provisioner';
import type { Command, CommandEvent } from '../../src/app/commands';
import type { Enquiries } from '../../src/app/view';
import '../../src/steps/wifi-card';
import { text } from '../../src/text/catalogue';
import { account, board, error, withBoard } from '../scene_parts';
import { view } from '../scenes';

const passphrase = 'correct-horse-battery';
let card: HTMLElementTagNameMap['wifi-card'];
let sent: Command[];
let checking: Promise<Answer<null>>;
let checked: WifiSettings[];

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
  checked = [];
  const checkWifi: Enquiries['checkWifi'] = (settings) => {
    checked.push(settings);
    return checking;
  };
  card.ask = { checkWifi } as Enquiries;
  card.addEventListener('command', (event: CommandEvent) => sent.push(event.command));
  card.view = asking;
  document.body.append(card);
  await card.updateComplete;
});

describe('the Wi-Fi card', () => {
  test.each<[string, 'a line' | 'open', typeof asking]>([
    ['without a board', 'a line', view()],
    ['before its turn', 'a line', view({}, { ...withBoard({}), next: 'give_keys' })],
    ['when it is next', 'open', asking],
    ['with an error', 'open', view({ errors: { wifi: error('board.ssid_length') } }, withBoard({}))],
  ])('%s is %s', async (_, expected, shown) => {
    await show(shown);
    const frame = card.renderRoot.querySelector('step-card');
    await frame?.updateComplete;
    expect(frame?.renderRoot.querySelector('slot') ? 'open' : 'a line').toBe(expected);
  });
});

describe('unfinished input', () => {
  test('stays when the next action or the selected board changes', async () => {
    await type('Work');
    const field = secret();
    if (field) field.value = 'corr';
    for (const shown of [{ ...asking, state: { ...asking.state, next: 'wait' as const } }, another, asking]) {
      await show(shown);
      expect([name()?.value, secret()?.value]).toEqual(['Work', 'corr']);
    }
  });

  test('causes no error if the form closes before the core answers', async () => {
    let answer: (answer: Answer<null>) => void = () => undefined;
    checking = new Promise((resolve) => (answer = resolve));
    await type('Work');
    await show(view());
    answer({ ok: true, value: null });
    await settle();
    expect(name()).toBeNull();
  });

  test('for another network starts in the field of the name', async () => {
    await show(another);
    await press('Change the network');
    expect(card.shadowRoot?.activeElement).toBe(name());
    expect(name()).not.toBeNull();
  });

  test('in the simulation is not kept for a real board', async () => {
    await show({ ...asking, simulated: true });
    await type('Virtual');
    await show(asking);
    expect(name()?.value).toBe('');
  });
});

describe('a hint for settings that the board accepts', () => {
  const hint = (): string => card.renderRoot.querySelector('.objection')?.textContent.trim() ?? '';
  const spaces: [string, string, string, string][] = [
    ['a space at the end of the name', 'MyWifi ', 'correct horse', text.wifi.blankInName],
    ['a space at the start of the name', ' MyWifi', 'correct horse', text.wifi.blankInName],
    ['a no-break space at the end of the name', 'MyWifi\u00a0', 'correct horse', text.wifi.blankInName],
    ['a space at the end of the passphrase', 'MyWifi', 'correct horse ', text.wifi.blankInPassphrase],
    [
      'a straight apostrophe, which a phone replaces',
      "Anna's iPhone",
      'correct horse',
      text.wifi.lookalikeInName,
    ],
    ['a phone’s own apostrophe', 'Anna’s iPhone', 'correct horse', ''],
    ['an accent in place of an apostrophe', 'Anna´s iPhone', 'correct horse', text.wifi.lookalikeInName],
    ['a zero-width space in the name', 'My\u200bWifi', 'correct horse', text.wifi.lookalikeInName],
    ['a no-break space inside the name', 'My\u00a0Wifi', 'correct horse', text.wifi.lookalikeInName],
    ['an umlaut of two characters', 'Bu\u0308ro', 'correct horse', text.wifi.lookalikeInName],
    ['an umlaut of one character', 'B\u00fcro', 'correct horse', ''],
    ['a space inside the name', 'My Wifi', 'correct horse', ''],
    ['a 5 GHz name', 'Home 5GHz', 'correct horse', text.wifi.fiveGigahertz],
  ];

  test.each(spaces)('%s', async (_what, ssid, passphrase, expected) => {
    const field = secret();
    if (field) field.value = passphrase;
    await type(ssid);
    expect(hint()).toBe(expected);
    await press('Use this network');
    expect(sent).toEqual([{ do: 'set_wifi', settings: { ssid, passphrase, security: 'wpa' } }]);
  });
});

describe('another security', () => {
  const tooLong: Answer<null> = { ok: false, error: error('board.passphrase_length', { length: 12 }) };
  const objection = (): string => card.renderRoot.querySelector('.objection')?.textContent ?? '';

  async function choose(security: WifiSettings['security']): Promise<void> {
    const list = card.renderRoot.querySelector('select');
    if (!list) throw new Error('no list');
    list.value = security;
    for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true }));
    await settle();
  }

  test('is checked at once together with the input', async () => {
    await type('Work');
    const field = secret();
    if (field) field.value = '123456789012';
    checking = Promise.resolve(tooLong);
    await choose('wep');
    expect(checked.at(-1)).toEqual({ ssid: 'Work', passphrase: '123456789012', security: 'wep' });
    expect(objection()).toContain('this one has 12');
    checking = Promise.resolve({ ok: true, value: null });
    await choose('open');
    expect(checked.at(-1)).toEqual({ ssid: 'Work', passphrase: '', security: 'open' });
    expect(objection()).toBe('');
  });

  test('ignores a late answer about the previous security', async () => {
    let answer: (answer: Answer<null>) => void = () => undefined;
    checking = new Promise((resolve) => (answer = resolve));
    await type('Work');
    const field = secret();
    if (field) field.value = '123456789012';
    await choose('wep');
    checking = Promise.resolve({ ok: true, value: null });
    await choose('wpa');
    answer(tooLong);
    await settle();
    expect(objection()).toBe('');
  });
});

describe('the Back button', () => {
  const given = view(
    {},
    {
      ...withBoard({ wifi: { ...board.wifi, status: 'set', ssid: 'Workshop' } }),
      account,
      next: 'provision',
    },
  );

  test('closes the form and sends nothing to the board', async () => {
    await show(given);
    await press('Change the network');
    await type('Other');
    await press('Back');
    expect(sent).toEqual([]);
    expect(name()).toBeNull();
    const frame = card.renderRoot.querySelector('step-card');
    expect(frame?.summary).toContain('Workshop');
    expect(frame?.renderRoot.querySelector('.fold')).toBe(frame?.shadowRoot?.activeElement);
    await press('Change the network');
    expect(name()?.value).toBe('Workshop');
  });

  test.each([
    ['nothing was given yet', asking],
    ['the form stands open anyway', { ...given, state: { ...given.state, next: 'send_wifi' as const } }],
  ])('is not there where %s', async (_name, shown) => {
    await show(shown);
    expect(name()).not.toBeNull();
    expect(card.renderRoot.textContent).not.toContain('Back');
  });
});

describe('the next board', () => {
  test('is offered the network of the previous board, without its passphrase', async () => {
    await give('Workshop');
    await show(nextBoard);
    await press('Same network as before: Workshop');
    expect(sent).toHaveLength(1);
    expect([name()?.value, secret()?.value]).toEqual(['Workshop', '']);
  });

  test('gets the network with one click if the user kept the passphrase', async () => {
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

  test('a single board has no offer to keep the passphrase', () => {
    expect(card.renderRoot.querySelector('input[type=checkbox]')).toBeNull();
    expect(card.renderRoot.textContent).not.toContain('before');
  });
});

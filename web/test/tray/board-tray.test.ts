// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { Command, CommandEvent } from '../../src/app/commands';
import type { Enquiries, View } from '../../src/app/view';
import '../../src/tray/board-tray';
import { policyValue } from '../../src/tray/tray-access';
import { all, settled, words } from '../drawn';
import { error, scenes } from '../scenes';

const sent: Command[] = [];
const ask = {
  checkWifi: ({ ssid }) =>
    Promise.resolve(
      ssid === '' ? { ok: false, error: error('board.ssid_length') } : { ok: true, value: null },
    ),
} as Enquiries;

function scene(name: string, change: Partial<View> = {}): View {
  const found = scenes[name];
  if (!found) throw new Error(`no scene ${name}`);
  return { ...found, ...change };
}

type Tray = HTMLElementTagNameMap['board-tray'];

async function draw(view: View, change: Partial<Tray> = {}): Promise<Tray> {
  const tray = document.createElement('board-tray');
  Object.assign(tray, { view, ask, ...change });
  tray.addEventListener('command', ({ command }: CommandEvent) => sent.push(command));
  document.body.append(tray);
  await settled();
  return tray;
}

function button(tray: Tray, name: string | RegExp): HTMLButtonElement {
  const found = all(tray.renderRoot, 'button').find((one) => {
    const label = one.ariaLabel ?? one.textContent.trim();
    return typeof name === 'string' ? label === name : name.test(label);
  });
  if (!found) throw new Error(`no button ${String(name)}`);
  return found as HTMLButtonElement;
}

const fields = (tray: Tray): HTMLInputElement[] => {
  const form = tray.renderRoot.querySelector('tray-wifi')?.renderRoot ?? document;
  return all(form, 'input') as HTMLInputElement[];
};

afterEach(() => {
  document.body.replaceChildren();
  sent.length = 0;
});

const opened = { do: 'core', name: 'openTray', arguments: {}, card: 'tray' };

describe('the tray', () => {
  test('is opened when it is shown and the core is ready, and again for the simulation', async () => {
    const tray = await draw(scene('tray_empty', { core: 'loading' }));
    expect(sent).toEqual([]);
    tray.view = scene('tray_empty');
    await settled();
    tray.view = scene('tray_empty', { online: false });
    await settled();
    expect(sent).toEqual([opened]);
    tray.view = scene('tray_empty', { simulated: true });
    await settled();
    expect(sent).toEqual([opened, opened]);
  });

  test('starts all boards that are ready with the chosen method', async () => {
    const tray = await draw(scene('tray_ready', { method: 'jitr' }));
    sent.length = 0;
    button(tray, 'Provision all 3 boards').click();
    expect(sent).toEqual([
      { do: 'core', name: 'provisionTray', arguments: { board: 0, method: 'jitr' }, card: 'tray' },
    ]);
  });

  test('asks for the Wi-Fi settings first if the boards wait for them', async () => {
    const tray = await draw(scene('tray_wifi'));
    const primary = all(tray.renderRoot, 'button.primary:not(:disabled)');
    expect(primary.map(({ textContent }) => textContent.trim())).toEqual(['Use this network']);
    sent.length = 0;
    const [ssid, passphrase] = fields(tray);
    if (!ssid || !passphrase) throw new Error('no form');
    button(tray, 'Use this network').click();
    await settled();
    expect(sent).toEqual([]); // without a name
    ssid.value = 'Workshop';
    passphrase.value = 'correct-horse';
    button(tray, 'Use this network').click();
    await settled();
    const settings = { ssid: 'Workshop', passphrase: 'correct-horse', security: 'wpa' };
    expect(sent).toEqual([{ do: 'set_wifi', settings, board: 0 }]);
    expect(passphrase.value).toBe('');
  });

  test('does not carry a passphrase into the simulation', async () => {
    const tray = await draw(scene('tray_wifi'));
    const [, passphrase] = fields(tray);
    if (!passphrase) throw new Error('no form');
    passphrase.value = 'correct-horse';
    tray.view = scene('tray_wifi', { simulated: true });
    await settled();
    expect(fields(tray).map(({ value }) => value)).not.toContain('correct-horse');
  });

  test('asks before it is armed, and says what will happen in which account', async () => {
    const tray = await draw(scene('tray_ready'));
    sent.length = 0;
    button(tray, 'Start boards as they are plugged in…').click();
    await settled();
    expect(sent).toEqual([]);
    expect(words(tray.renderRoot)).toContain('erased, programmed and registered in workshop · 123456789012');
    button(tray, 'Yes, start them as they come').click();
    expect(sent).toEqual([
      { do: 'core', name: 'armTray', arguments: { armed: true, method: 'mar' }, card: 'tray' },
    ]);
  });

  test('cannot be armed without an account', async () => {
    const tray = await draw(scene('tray_empty'));
    expect(button(tray, 'Start boards as they are plugged in…').disabled).toBe(true);
  });

  test('counts the boards, of those that the user says there are', async () => {
    const tray = await draw(scene('tray_at_work'));
    const counts = (): string[] =>
      all(tray.renderRoot, '.counts > div').map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '));
    expect(counts()).toEqual(['7 boards so far', '3 at work', '2 passed', '2 failed']);
    const total = tray.renderRoot.querySelector<HTMLInputElement>('.total input');
    if (!total) throw new Error('no field');
    total.value = '30';
    total.dispatchEvent(new Event('change'));
    await settled();
    expect(counts()[0]).toBe('7 of 30 boards so far');
  });

  test('says of each board what it does, what is wrong and what can be done', async () => {
    const tray = await draw(scene('tray_at_work'));
    const rows = all(tray.renderRoot, 'tray-row').map(({ shadowRoot }) =>
      words(shadowRoot ?? document)
        .trim()
        .replace(/\s+/g, ' '),
    );
    expect(rows[0]).toMatch(/Live as …5b70 48 s PASS Find Open$/);
    expect(rows[1]).toMatch(/Write the certificate to the board 10 s Stop Find Open$/);
    expect(rows[3]).toMatch(
      /The debugger was unplugged Plug the board in again .* 9.1 s FAIL Continue Find Open$/,
    );
    expect(rows[5]).toMatch(/The board was unplugged .* FAIL Remove Open$/);
    expect(rows[6]).toMatch(/Starting Stop Find Open$/);
  });

  test('collects the results while another view is shown', async () => {
    const tray = await draw(scene('tray_ready'), { shown: false });
    tray.view = scene('tray_armed');
    await settled();
    expect(words(tray.renderRoot)).toMatch(/Results\s+· 3 lines/);
  });
});

test('a policy allows the boards by their USB IDs, for this page’s origin only', () => {
  expect(JSON.parse(policyValue('https://boards.example'))).toEqual([
    { devices: [{ vendor_id: 1003, product_id: 8565 }], urls: ['https://boards.example'] },
  ]);
});

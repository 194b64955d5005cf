// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import type { SystemHelp } from '../../src/components/system-help';
import '../../src/components/system-help';
import { systemOf } from '../../src/devices/system';
import { systems as german } from '../../src/text/de/systems';
import { systems as english, type Remedy } from '../../src/text/en/systems';

const all = { usb: {}, serial: {}, hid: {} };

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64)', all, 'linux'],
  ['Mozilla/5.0 (X11; Linux x86_64)', { usb: {}, serial: {} }, 'android'], // a tablet that asks for desktop sites
  ['Mozilla/5.0 (Linux; Android 10; K)', all, 'android'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)', all, 'chromeos'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', all, 'windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', all, 'mac'],
  ['Mozilla/5.0 (X11; FreeBSD amd64)', all, 'other'],
])('%s with %o is %s', (userAgent, apis, system) => {
  expect(systemOf({ navigator: { userAgent, ...apis } } as unknown as Window)).toBe(system);
});

describe.each([
  ['English', english, 'ten seconds'],
  ['German', german, 'zehn Sekunden'],
])('the checklist in %s', (_language, { remedies }, tenSeconds) => {
  test.each(['linux', 'windows', 'mac', 'chromeos'] as const)(
    'for %s recognises a debugger in its bootloader by its USB IDs',
    (system) => {
      expect(remedies[system].map(({ words }) => words).join('\n')).toContain('03EB:2FC0');
    },
  );

  test('says of each point what it helps against', () => {
    for (const { helps } of Object.values(remedies).flat()) expect(['list', 'open', 'both']).toContain(helps);
  });

  test('for Linux gives the logged-in user the debugger and the port, so that no group is needed', () => {
    const linux: readonly Remedy[] = remedies.linux;
    const rule = linux.find(({ command }) => command?.includes('udev'))?.command;
    for (const device of ['KERNEL=="hidraw*"', 'SUBSYSTEM=="tty"'])
      expect(rule?.split('\n').find((line) => line.startsWith(device))).toContain('TAG+="uaccess"');
    expect(JSON.stringify(remedies.linux)).not.toMatch(/dialout|usermod/);
  });

  test('for Linux says how long ModemManager may hold a new port', () => {
    const modem = remedies.linux.filter(({ words }) => words.includes('ModemManager'));
    expect(modem.map(({ words }) => words).join('\n')).toContain(tenSeconds);
  });
});

describe('the help', () => {
  const titles = (help: SystemHelp, within: string) =>
    [...help.renderRoot.querySelectorAll(`${within} > ul summary`)].map(({ textContent }) => textContent);

  test.each([
    ['list', 'The cable only charges', 'Another program is using the board'],
    ['open', 'Another program is using the board', 'The cable only charges'],
  ] as const)(
    'against the trouble "%s" shows what fits, and the rest behind a disclosure',
    async (trouble, fits, rest) => {
      const help = document.createElement('system-help');
      help.trouble = trouble;
      document.body.append(help);
      const choice = await vi.waitUntil(() => help.renderRoot.querySelector('select'));
      choice.value = 'linux';
      choice.dispatchEvent(new Event('change'));
      await help.updateComplete;
      expect(titles(help, '.stack')).toContain(fits);
      expect(titles(help, '.stack')).not.toContain(rest);
      expect(titles(help, '.others')).toContain(rest);
      expect([...titles(help, '.stack'), ...titles(help, '.others')]).toHaveLength(7);
    },
  );

  test('shows one line for each cause, and of the first one the remedy, whatever system is chosen', async () => {
    const help = document.createElement('system-help');
    document.body.append(help);
    const choice = await vi.waitUntil(() => help.renderRoot.querySelector('select'));
    const opened = (): boolean[] =>
      [...help.renderRoot.querySelectorAll<HTMLDetailsElement>('.stack > ul details')].map(
        ({ open }) => open,
      );
    for (const system of ['windows', 'linux', 'mac']) {
      choice.value = system;
      choice.dispatchEvent(new Event('change'));
      await help.updateComplete;
      expect(opened().length).toBeGreaterThan(2);
      expect(opened().map((isOpen, index) => isOpen === (index === 0))).not.toContain(false);
      for (const details of help.renderRoot.querySelectorAll('details')) details.open = !details.open;
    }
  });

  test('never shows nothing: a system without a fitting point shows all', async () => {
    const help = document.createElement('system-help');
    help.trouble = 'open';
    document.body.append(help);
    const choice = await vi.waitUntil(() => help.renderRoot.querySelector('select'));
    choice.value = 'chromeos';
    choice.dispatchEvent(new Event('change'));
    await help.updateComplete;
    expect(titles(help, '.stack').length).toBeGreaterThan(1);
    expect(help.renderRoot.querySelector('.others')).toBeNull();
  });
});

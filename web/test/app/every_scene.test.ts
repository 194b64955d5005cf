// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import { nextToDo, primaryButton } from '../../src/app/focus';
import '../../src/app/provisioner-app';
import { addressOf, tabOf } from '../../src/app/routes';
import type { Workbench } from '../../src/app/workbench';
import '../../src/aside/aside-view';
import '../../src/check/check-view';
import '../../src/help/help-view';
import '../../src/steps/live-card';
import '../../src/support/support-view';
import { explain, text } from '../../src/text/catalogue';
import { live as liveWords } from '../../src/text/live';
import '../../src/tray/board-tray';
import { all, isShown, settled, words } from '../drawn';
import { error, scenes, series } from '../scenes';
import { routeOfScene } from '../view_scenes';

vi.mock('../../src/components/data-chart', () => ({})); // needs a canvas

async function draw(name: string): Promise<HTMLElementTagNameMap['provisioner-app']> {
  location.hash = addressOf(routeOfScene(name));
  const app = document.createElement('provisioner-app');
  app.workbench = {
    view: scenes[name],
    log: [],
    policies: () => new Promise(() => undefined),
    recognise: () => Promise.resolve({ ok: true }),
    checkWifi: () => Promise.resolve({ ok: true }),
    series: () => series(),
    session: () => undefined,
    run: () => undefined,
  } as unknown as Workbench;
  document.body.append(app);
  await settled();
  return app;
}

afterEach(() => document.body.replaceChildren());

/** The label of each scene's primary button; none while the page waits. */
const buttons: Record<string, string | null> = {
  first: 'Connect a board',
  loading: 'Connect a board',
  clicked_early: 'Click once more to connect',
  chosen_early: null,
  choosing: null,
  picker_closed: 'Connect a board',
  identifying: null,
  port_busy: 'Try again',
  in_other_tab: 'Use it here',
  unknown: 'Allow the debugger',
  unknown_by_hand: 'Download the provisioning image for AVR-IoT',
  debugger_wanted: 'Allow the debugger',
  debugger_not_chosen_first: 'Allow the debugger',
  debugger_refused: 'Allow the debugger',
  no_hid: 'Download the provisioning image for AVR-IoT',
  other_kit: 'Connect another board',
  paired: 'Provision this board',
  planned_whole: 'Provision this board',
  not_paired: 'This is the only board. Continue',
  diagnosed: null,
  gone: 'Connect another board',
  several_gone: 'Connect another board',
  demo: 'Download the provisioning image for AVR-IoT',
  keys: 'Connect account',
  wrong_secret: 'Connect account',
  not_permitted: 'Check key …MPLE again',
  ready: 'Show the plan',
  planned: 'Provision this board',
  running: null,
  failed: 'Continue',
  load_demo: 'Download the demo image for AVR-IoT',
  wifi: 'Use this network',
  waiting: null,
  live: null,
  live_unplanned: null,
  simulated_start: 'Drop the provisioning image on the drive',
};

const whatOf = (code: string): string => explain(error(code)).what;

/** The sentence that each special state must show. */
const sentences: Record<string, string[]> = {
  loading: [text.tagline],
  unsupported: [whatOf('page.serial_unsupported'), text.board.tryInstead],
  insecure: [whatOf('page.serial_insecure'), whatOf('page.keys_insecure'), text.account.tryInstead],
  blocked: [whatOf('page.serial_blocked')],
  not_loaded: [whatOf('page.serial_not_loaded')],
  framed: [whatOf('page.framed')],
  offline: [whatOf('page.offline')],
  broken: [whatOf('page.module_failed'), 'CompileError: WebAssembly.compile()'],
  picker_closed: [whatOf('page.picker_closed')],
  port_busy: [whatOf('serial.port_busy')],
  other_kit: [text.board.foreign.what('SAMD21-IoT WG')],
  gone: [text.board.gone],
  silent: [liveWords.silent],
  unreadable: [liveWords.status.unreadable, liveWords.unreadable.explain],
};

describe('every scene', () => {
  test.each(Object.keys(scenes))('%s shows one view and marks its tab', async (name) => {
    const { renderRoot } = await draw(name);
    const card = {
      setup: 'board-card',
      live: 'live-card',
      account: 'account-view',
      tray: 'board-tray',
      support: 'support-view',
      check: 'check-view',
      help: 'help-view',
    };
    const shown = Object.entries(card).filter(([, tag]) => all(renderRoot, tag).some(isShown));
    const route = routeOfScene(name);
    expect(shown.map(([view]) => view).filter((view) => view !== 'live' || route === 'live')).toEqual([
      route,
    ]);
    const current = all(
      renderRoot.querySelector('view-tabs')?.renderRoot ?? renderRoot,
      'a[aria-current=page]',
    ).map((link) => link.getAttribute('href'));
    const tab = tabOf(route);
    expect(current).toEqual(tab ? [`#/${tab}`] : []);
  });

  test.each(Object.entries(sentences))('%s shows its sentence', async (name, expected) => {
    const drawn = words((await draw(name)).renderRoot);
    for (const sentence of expected) expect(drawn).toContain(sentence);
  });

  test.each(Object.keys(scenes))('%s renders five cards and no missing texts', async (name) => {
    const drawn = words((await draw(name)).renderRoot);
    for (const title of ['Board', 'AWS account', 'Wi-Fi', 'Provision', 'Live data'])
      expect(drawn).toContain(title);
    expect(drawn).not.toMatch(/undefined|\[object|NaN|null/);
  });

  test.each(Object.entries(buttons))('%s: the primary button is %s', async (name, expected) => {
    const button = primaryButton((await draw(name)).renderRoot);
    expect(button ? button.textContent.trim().replace(/\s+/g, ' ') : null).toBe(expected);
  });

  test('if nothing could be proved, the user can confirm that it is the only board', async () => {
    const asking = (name: string) =>
      draw(name).then(({ renderRoot }) =>
        all(renderRoot, 'button').filter(({ textContent }) => textContent.includes('This is the only board')),
      );
    expect(await asking('not_paired')).toHaveLength(1);
    expect(await asking('failed')).toEqual([]);
  });

  test('a live board that was not provisioned in this session offers to show its plan', async () => {
    const { renderRoot } = await draw('live_unplanned');
    expect(words(renderRoot)).toContain('Nothing to do');
    expect(all(renderRoot, 'button').map(({ textContent }) => textContent.trim())).toContain('Show the plan');
  });

  test.each(Object.keys(scenes))('%s has at most one primary button', async (name) => {
    const primary = all((await draw(name)).renderRoot, 'button.primary:not(:disabled)').filter(isShown);
    expect(primary.map(({ textContent }) => textContent.trim()).slice(1)).toEqual([]);
  });

  test.each([
    ['first', 'Connect a board'],
    ['keys', 'Paste keys'],
    ['not_permitted', 'Check key …MPLE again'],
    ['wifi', 'Network name'],
    ['failed', 'Continue'],
  ])('%s: the focus goes to %s', async (name, expected) => {
    const target = nextToDo((await draw(name)).renderRoot);
    const label = target instanceof HTMLInputElement ? target.labels?.[0] : target?.closest('label');
    expect((label ?? target)?.textContent.trim()).toBe(expected);
  });

  test.each([
    ['paired', ['AVR-IoT WG · …5EEE · demo 4.1.2', '123456789012 · workshop · eu-central-1']],
    ['live', ['Thing …5b70 · took 3.3 s', 'Workshop · WPA / WPA2']],
  ])('%s: finished cards say in one line what is true', async (name, lines) => {
    const shown = all((await draw(name)).renderRoot, 'p.summary').map(({ textContent }) =>
      textContent.trim().replace(/\s+/g, ' '),
    );
    for (const line of lines) expect(shown).toContain(line);
  });

  test('the simulation is marked once, above everything that it simulates', async () => {
    const marks = async (name: string) =>
      all((await draw(name)).renderRoot, `[aria-label="${text.simulation.banner}"]`);
    expect(await marks('simulated_live')).toHaveLength(1);
    document.body.replaceChildren();
    expect(await marks('live')).toEqual([]);
  });

  test.each([
    ['first', 'none'],
    ['paired', 'connected'],
    ['running_whole', 'busy'],
  ])('%s: the simulation is offered less once the user has a board: %s', async (name, expected) => {
    const header = (await draw(name)).renderRoot.querySelector('page-header');
    expect(header?.board).toBe(expected);
    const offered = all(header?.renderRoot ?? document, '.try').map(({ className }) => className.trim());
    expect(offered).toEqual({ none: ['try'], connected: ['try quiet'], busy: [] }[expected]);
  });
});

// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { Command, CommandEvent } from '../../src/app/commands';
import type { View } from '../../src/app/view';
import { summaryOf } from '../../src/components/board-facts';
import '../../src/steps/board-card';
import { explain, text } from '../../src/text/catalogue';
import { board, unknownFirmware } from '../scene_parts';
import { error, scenes, view } from '../scenes';
import { all, settled, words } from '../drawn';

const loadFailed = error('page.module_failed', {}, 'TypeError: offline');
let sent: Command[];

async function draw(name: string, change: Partial<View> = {}): Promise<HTMLElementTagNameMap['board-card']> {
  const scene = scenes[name];
  if (!scene) throw new Error(`no scene ${name}`);
  const card = document.createElement('board-card');
  card.view = { ...scene, ...change };
  sent = [];
  card.addEventListener('command', ({ command }: CommandEvent) => sent.push(command));
  document.body.append(card);
  await settled();
  return card;
}

function button(card: HTMLElementTagNameMap['board-card'], name: string): HTMLButtonElement {
  const found = all(card.renderRoot, 'button').find(({ textContent }) => textContent.trim() === name);
  if (!(found instanceof HTMLButtonElement)) throw new Error(`no button ${name}`);
  return found;
}

afterEach(() => document.body.replaceChildren());

describe('the board card', () => {
  test.each(['first', 'unsupported', 'port_busy', 'gone', 'paired', 'running'])(
    '%s: says that the simulation could not be loaded',
    async (name) => {
      const { renderRoot } = await draw(name, { errors: { board: loadFailed } });
      expect(words(renderRoot)).toContain(explain(loadFailed).title);
      expect(renderRoot.querySelector('step-card')?.folded).toBe(false);
    },
  );

  test('still explains the board’s error if there is another error, too', async () => {
    const drawn = words((await draw('port_busy', { errors: { board: loadFailed } })).renderRoot);
    expect(drawn).toContain(explain(error('serial.port_busy')).title);
  });

  test('does not call it an error if provisioning replaces the program, as after a reload that cut a job short', async () => {
    const { renderRoot } = await draw('replaced');
    expect(words(renderRoot)).toContain(text.board.replaced);
    expect(words(renderRoot)).toContain(text.board.status.unknownFirmware);
    expect(renderRoot.querySelector('error-note')).toBeNull();
  });

  test('explains an unknown program that only the user can replace', async () => {
    const { renderRoot } = await draw('replaced_by_hand');
    expect(words(renderRoot)).toContain(explain(error('session.unknown_firmware')).title);
  });

  test('does not disconnect a busy board, and says why', async () => {
    const forget = text.board.forget;
    const busy = await draw('running');
    expect(button(busy, forget).disabled).toBe(true);
    expect(words(busy.renderRoot)).toContain(text.board.atWork);
    const idle = await draw('ready');
    expect(words(idle.renderRoot)).not.toContain(text.board.atWork);
    button(idle, forget).click();
    expect(sent).toEqual([{ do: 'forget_board' }]);
  });

  test('a board whose debugger was not chosen is not called ready, and asks for the debugger first', async () => {
    const card = await draw('debugger_not_chosen_first');
    expect(card.renderRoot.querySelector('step-card')?.status).toBe(text.board.status.needsDebugger);
    expect(button(card, text.board.debugger.allow).classList).toContain('primary');
  });

  test('does not call the firmware unknown while it is programmed', () => {
    const running = { ...board, ...unknownFirmware };
    expect(summaryOf({ ...running, status: 'busy' }, view())).toBe('Board 1');
    expect(summaryOf({ ...running, status: 'ready' }, view())).toBe('Board 1 · unknown firmware');
    expect(summaryOf({ ...board, status: 'busy' }, view())).toContain('provisioning 0.4.9');
  });
});

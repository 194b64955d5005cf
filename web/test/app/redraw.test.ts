// @vitest-environment happy-dom
/** Tests that a change of one slice of the state draws only the cards that show it. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Change, State } from '../../../wasm/provisioner';
import { StateStore } from '../../../wasm/state_store';
import '../../src/app/provisioner-app';
import type { View } from '../../src/app/view';
import '../../src/steps/live-card';
import { account, board, held, job, live, withBoard } from '../scene_parts';
import { view } from '../scenes';

const names = ['board-card', 'account-card', 'wifi-card', 'provision-card', 'live-card'] as const;
type Card = HTMLElementTagNameMap[(typeof names)[number]];

const start: State = {
  ...view({}, { ...withBoard({ job: job({ status: 'running' }) }), account, live }).state,
  debuggers: [held],
};

let cards: Card[];
let shown: View;
let store: StateStore;
let drawn: string[];

/** Applies a change, and returns the cards that it has drawn. */
async function after(change: Change): Promise<string[]> {
  drawn = [];
  store.apply([change]);
  shown = { ...shown, state: store.state };
  for (const card of cards) card.view = shown;
  await Promise.all(cards.map((card) => card.updateComplete));
  return drawn;
}

beforeEach(async () => {
  document.body.replaceChildren();
  store = new StateStore();
  store.state = start;
  shown = view({}, start);
  cards = names.map((name) => {
    const card: Card = document.createElement(name);
    card.view = shown;
    if ('ask' in card)
      card.ask = {
        recognise: vi.fn(),
        checkWifi: vi.fn(),
        policies: () => new Promise(() => undefined),
        series: () => ({ time: new Float64Array(), fields: [] }),
        session: () => undefined,
      };
    document.body.append(card);
    return card;
  });
  await Promise.all(cards.map((card) => card.updateComplete));
  for (const card of cards) {
    card.addController({ hostUpdated: () => void drawn.push(card.localName) });
  }
});

const change = { id: 1, revision: 2 };

describe('a change', () => {
  test('of the progress of a provisioning draws its card only', async () => {
    const running = job({ status: 'running', milliseconds: 40 });
    expect(await after({ ...change, slice: 'job', value: running })).toEqual(['provision-card']);
  });

  test('of the progress of another job draws the board’s card only', async () => {
    await after({ ...change, slice: 'job', value: job({ kind: 'inspect', status: 'running' }) });
    const inspecting = job({ kind: 'inspect', status: 'running', milliseconds: 40 });
    expect(await after({ ...change, slice: 'job', value: inspecting })).toEqual([
      'board-card',
      'provision-card',
    ]);
  });

  test('of the job of another board draws nothing', async () => {
    const other = job({ board: 2, status: 'running', milliseconds: 40 });
    expect(await after({ ...change, id: 2, slice: 'job', value: other })).toEqual([]);
  });

  test('of the live data draws the live card only', async () => {
    const next = { ...live, messages: live.messages + 1 };
    expect(await after({ ...change, id: 0, slice: 'live', value: next })).toEqual(['live-card']);
  });

  test('of the list of things draws the live card only', async () => {
    const value = { names: ['a'] };
    expect(await after({ ...change, id: 0, slice: 'things', value })).toEqual(['live-card']);
  });

  test('of the account’s throttling draws the cards that show it', async () => {
    const value = { ...account, throttled: true };
    expect(await after({ ...change, id: 0, slice: 'account', value })).toEqual([
      'account-card',
      'provision-card',
    ]);
  });

  test('of the selected board draws all cards', async () => {
    const value = { ...board, status: 'busy' as const };
    expect(await after({ ...change, slice: 'board', value })).toEqual([...names]);
  });

  test('of a debugger draws the cards of board and account', async () => {
    const value = { ...held, status: 'busy' as const };
    expect(await after({ ...change, slice: 'debugger', value })).toEqual(['board-card', 'account-card']);
  });
});

describe('the state', () => {
  test('keeps the identity of slices that did not change', () => {
    store.apply([{ ...change, slice: 'job', value: job({ milliseconds: 40 }) }]);
    expect(store.state.boards).toBe(start.boards);
    expect(store.state.account).toBe(start.account);
    expect(store.state.jobs).toEqual([job({ milliseconds: 40 })]);
  });

  test('has its boards by id, without those that are forgotten', () => {
    store.apply([
      { ...change, id: 3, slice: 'board', value: { ...board, id: 3 } },
      { ...change, id: 2, slice: 'board', value: { ...board, id: 2 } },
      { ...change, id: 1, slice: 'board', value: null },
    ]);
    expect(store.state.boards.map(({ id }) => id)).toEqual([2, 3]);
  });
});

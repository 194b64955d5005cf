import { beforeEach, expect, test } from 'vitest';
import type { BoardState, State } from '../../../wasm/provisioner';
import { BoardChoices } from '../../src/app/board_choices';
import { board, held, job, view, withBoard } from '../scene_parts';

let choices: BoardChoices;
const having = (change: Partial<BoardState>): State => view({}, withBoard(change)).state;
const chosen = (): boolean[] => [choices.renews(1), choices.isByHand(1)];

beforeEach(() => {
  choices = new BoardChoices();
  choices.follow(having({}));
  choices.choose('renewing', 1, true);
  choices.choose('byHand', 1, true);
});

test('choices hold for their board, whatever it runs', () => {
  choices.follow(having({ firmware: 'demo', secureElement: '' }));
  choices.follow(having({ job: job({}), debugger: held }));
  choices.follow(having({ status: 'gone' }));
  choices.follow(having({}));
  expect(chosen()).toEqual([true, true]);
});

test.each([
  ['its secure element', { secureElement: '0123FFFFFFFFFFFFEE' }],
  ['its debugger', { debugger: { ...held, serialNumber: 'MCHP3261021800009999' } }],
])('another board in the same place, told by %s, has none of them', (_by, change) => {
  choices.follow(having({ debugger: held }));
  choices.follow(having({ status: 'gone', secureElement: '' }));
  choices.follow(having(change));
  expect(chosen()).toEqual([false, false]);
});

test('work of another kind ends the plan to renew, not the way by hand', () => {
  choices.follow(having({ job: job({ kind: 'inspect' }) }));
  expect(chosen()).toEqual([false, true]);
  choices.choose('renewing', 1, true); // the next plan has not begun when it is asked for
  choices.follow(having({ job: job({ kind: 'inspect' }) }));
  choices.follow(having({ job: job({}) }));
  expect(chosen()).toEqual([true, true]);
});

test('a board that is forgotten takes them along', () => {
  choices.follow(view({}, { boards: [{ ...board, id: 2 }] }).state);
  expect(chosen()).toEqual([false, false]);
});

// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { boardName, shortened, thingName } from '../../src/app/board_names';
import { ownPath } from '../../src/storage/own_path';
import { rememberedNames, rememberNames } from '../../src/storage/preferences';
import { board, done, fresh, held, thing } from '../scene_parts';
import { view } from '../scenes';

beforeEach(() => localStorage.clear());

const known = { ...board, kit: 'AVR-IoT WG', secureElement: '01230BF12EA1C53EFE' };

describe('a board', () => {
  test('is called by its kit and the end of its serial number', () => {
    expect(boardName(known, [known], {})).toBe('AVR-IoT WG · …3EFE');
    expect(boardName({ ...known, kit: '' }, [known], {})).toBe('Board · …3EFE');
  });

  test('is called by its debugger’s serial number until its own is known', () => {
    const unread = { ...board, ...fresh, secureElement: '' };
    expect(boardName(unread, [unread], {})).toBe('AVR-IoT WG · …1234');
  });

  test('without any serial number is called by the core’s label', () => {
    const unknown = { ...board, secureElement: '', label: 'Board 2' };
    expect(boardName(unknown, [unknown], {})).toBe('Board 2');
  });

  test('shows as many digits as distinguish it from the other boards', () => {
    const other = { ...known, id: 2, secureElement: '01230BF12EA1003EFE' };
    expect(boardName(known, [known, other], {})).toBe('AVR-IoT WG · …C53EFE');
    expect(boardName(other, [known, other], {})).toBe('AVR-IoT WG · …003EFE');
  });

  test('has the name that the user gave, whichever of its serial numbers is known', () => {
    const paired = { ...known, debugger: held };
    expect(boardName(paired, [paired], { [held.serialNumber]: 'Window sill' })).toBe('Window sill');
    expect(boardName(known, [known], { [known.secureElement]: 'Window sill' })).toBe('Window sill');
  });
});

describe('a thing', () => {
  test('has the name of the board that publishes as it', () => {
    const { state } = view({}, { boards: [known], jobs: [{ ...done, board: known.id }] });
    expect(thingName(thing, state, {})).toBe('AVR-IoT WG · …3EFE');
    const stored = view({}, { boards: [{ ...known, thingName: 'stored' }] }).state;
    expect(thingName('stored', stored, {})).toBe('AVR-IoT WG · …3EFE');
  });

  test('of no board keeps its name, shortened if nobody could read it', () => {
    expect(thingName(thing, view().state, {})).toBe('…5b70');
    expect(thingName('greenhouse', view().state, {})).toBe('greenhouse');
  });
});

test('serial numbers, hashes and IDs are shortened, words are not', () => {
  expect(shortened(`${thing}/sensors`)).toBe('…5b70/sensors');
  expect(shortened('a2b3c4d5e6f7g8-ats.iot.eu-central-1.amazonaws.com')).toBe(
    'a2b3c4d5e6f7g8-ats.iot.eu-central-1.amazonaws.com',
  );
});

describe('the names that the user gave', () => {
  test('are remembered, the latest two hundred of them', () => {
    const names = Object.fromEntries(
      Array.from({ length: 201 }, (_, index) => [`s${index}`, `name ${index}`]),
    );
    rememberNames(names);
    expect(Object.keys(rememberedNames())).toHaveLength(200);
    expect(rememberedNames().s200).toBe('name 200');
    expect(rememberedNames().s0).toBeUndefined();
  });

  test.each(['', 'null', '{', '[1]', '{"a": 5}'])(
    'do not stop the page if the storage holds %s',
    (stored) => {
      localStorage.setItem(`${ownPath()}names`, stored);
      expect(rememberedNames()).toEqual({});
    },
  );
});

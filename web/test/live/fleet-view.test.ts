// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FleetState } from '../../../wasm/provisioner';
import type { Command } from '../../src/app/commands';
import type { Enquiries } from '../../src/app/view';
import '../../src/live/fleet-view';
import { all, settled, words } from '../drawn';
import { fleet, fleetBoard, manyBoards, overLimit } from '../fleet_scenes';
import { view } from '../scenes';

let current: FleetState | null;
let commands: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  current = null;
  commands = [];
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

const session: ReturnType<Enquiries['session']> = {
  received: (read) =>
    read({
      fleet: () => JSON.stringify(current),
      boardSeries: () => ({ time: new Float64Array(), fields: [] }),
      explorer: () => 'null',
      explorerMessage: () => 'null',
      exportPart: () => 'null',
    }),
  command: (name) => {
    commands.push(name);
    if (name === 'watchAll') current = manyBoards;
    if (name === 'unwatchAll') current = null;
    return Promise.resolve({ ok: true, value: null });
  },
};

async function draw(): Promise<HTMLElementTagNameMap['fleet-view']> {
  const drawn = document.createElement('fleet-view');
  drawn.view = view();
  drawn.ask = { session: () => session } as Enquiries;
  drawn.shown = true;
  document.body.append(drawn);
  await settled();
  return drawn;
}

async function pass(seconds: number): Promise<void> {
  vi.advanceTimersByTime(seconds * 1000);
  await settled();
}

const rows = (): HTMLElement[] => all(document.body, 'fleet-row');
const button = (name: string): HTMLElement | undefined =>
  all(document.body, 'button').find(({ textContent }) => textContent.trim() === name);

test('watches nothing until somebody asks for it', async () => {
  const drawn = await draw();
  const opened: boolean[] = [];
  drawn.addEventListener('fleet-open', ({ isOpen }) => opened.push(isOpen));
  expect(rows()).toHaveLength(0);
  button('Watch all boards')?.click();
  await settled();
  expect(commands).toEqual(['watchAll']);
  expect(rows()).toHaveLength(30);
  button('Stop')?.click();
  await settled();
  expect(rows()).toHaveLength(0);
  expect(opened).toEqual([true, false]);
});

test('keeps the order of the core, and says why a board is gone', async () => {
  current = manyBoards;
  await draw();
  expect(
    rows()
      .slice(0, 2)
      .map((row) => words(row.shadowRoot ?? row).replace(/\s+/g, ' ')),
  ).toEqual([
    expect.stringContaining('Refused by AWS: its certificate’s policy does not allow it'),
    expect.stringContaining('Disconnected: AWS did not hear from the board in time'),
  ]);
  expect(words(document.body)).toMatch(/30 boards · 25 live · 4 in trouble/);
});

test('finds boards by a part of their name, and by their condition', async () => {
  current = manyBoards;
  await draw();
  button('In trouble')?.click();
  await settled();
  expect(rows()).toHaveLength(4);
  button('All')?.click();
  const [search] = all(document.body, 'input[type=search]') as HTMLInputElement[];
  if (!search) throw new Error('no search');
  search.value = fleetBoard(7).thingName.slice(-6);
  search.dispatchEvent(new Event('input'));
  await settled();
  expect(rows()).toHaveLength(1);
});

test('asks for the large chart of the board that is clicked', async () => {
  current = fleet([fleetBoard(3)]);
  const drawn = await draw();
  const asked: Command[] = [];
  drawn.addEventListener('command', ({ command }) => asked.push(command));
  all(document.body, '.who button')[0]?.click();
  expect(asked).toContainEqual({ do: 'watch', thing: fleetBoard(3).thingName });
});

test('says what AWS’s limits take away', async () => {
  current = overLimit;
  await draw();
  const said = words(document.body).replace(/\s+/g, ' ');
  expect(said).toContain('AWS has discarded about 6,120 messages.');
  expect(said).toContain('12 boards are not watched: a connection can watch at most 50');
  expect(said).toContain('these keys may not receive AWS’s connection events');
});

test('says nothing of limits that take nothing away', async () => {
  current = manyBoards;
  await draw();
  expect(all(document.body, '.caution')).toHaveLength(0);
});

test('raises the alarm when a board falls silent, also while another view is shown', async () => {
  current = fleet([fleetBoard(1), fleetBoard(2)]);
  const drawn = await draw();
  await pass(1);
  drawn.shown = false;
  current = fleet([fleetBoard(1, 'silent'), fleetBoard(2)]);
  await pass(1);
  expect(words(document.body)).toContain(`No more messages from ${fleetBoard(1).thingName}`);
  button('Seen')?.click();
  await settled();
  expect(words(document.body)).not.toContain('No more messages');
});

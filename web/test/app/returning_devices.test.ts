// @vitest-environment happy-dom
/** Tests devices that fail without an event of the browser, as after the computer has slept, and browsers that never answer. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { BoardState, DebuggerState, State } from '../../../wasm/provisioner';
import { Workbench } from '../../src/app/workbench';
import { HidDevices } from '../../src/devices/hid_devices';
import { TabLocks } from '../../src/devices/tab_locks';
import { FakeHid, FakeHidDevice } from '../devices/fake_hid';
import { FakePort, FakeSerial } from '../devices/fake_serial';
import { board, held } from '../scene_parts';
import { FakeSession } from './fake_session';
import { surroundings } from './surroundings';

let core: FakeSession;
let serial: FakeSerial;
let hid: FakeHid;
let page: Workbench;
let port: FakePort;
let device: FakeHidDevice;

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(5);
const later = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

function become(status: BoardState['status'], debuggers: State['debuggers'] = []): void {
  core.become({
    ...core.current,
    selected: 1,
    boards: [{ ...board, id: 1, status, debugger: debuggers[0] ?? null }],
    debuggers,
  });
}

beforeEach(async () => {
  vi.useFakeTimers();
  core = new FakeSession();
  serial = new FakeSerial();
  hid = new FakeHid();
  port = new FakePort();
  device = new FakeHidDevice();
  serial.ports = [port];
  hid.devices = [device];
  const debuggers = new HidDevices(hid.asHid(), new TabLocks(undefined));
  page = new Workbench({ ...surroundings(core, new FakeSession(), serial), debuggers }, () => undefined);
  await page.start();
  await settle();
  core.calls = [];
});
afterEach(() => vi.useRealTimers());

describe('a board whose port failed without a disconnect event', () => {
  test('is tried again automatically while the browser still lists its port', async () => {
    become('gone');
    await later(1_500);
    expect(core.calls).toEqual(['attachBoard']);
  });

  test('is tried only a few times, with growing pauses', async () => {
    become('gone');
    await later(10_000);
    const soon = core.calls.length;
    expect(soon).toBeGreaterThan(1);
    await later(600_000);
    expect(core.calls.length).toBeLessThan(10);
    become('ready');
    core.calls = [];
    become('gone');
    await later(1_500);
    expect(core.calls).toEqual(['attachBoard']); // another loss starts a new series
  });

  test('is not tried again if the browser no longer lists the port', async () => {
    serial.ports = [];
    become('gone');
    await later(600_000);
    expect(core.calls).toEqual([]);
  });

  test('waits for its port after a disconnect event', async () => {
    serial.report('disconnect', port);
    become('gone');
    core.calls = [];
    await later(600_000);
    expect(core.calls).toEqual([]);
  });

  test('is tried again on that port when the user asks for it', async () => {
    become('gone');
    page.run({ do: 'identify' });
    await settle();
    expect(core.calls).toEqual(['attachBoard']);
  });

  test('is tried again when the user chooses that port', async () => {
    become('gone');
    serial.pick = port;
    page.run({ do: 'connect_board' });
    await settle();
    expect(core.calls).toContain('attachBoard');
  });
});

describe('a debugger that the core lost without a disconnect event', () => {
  const lost: DebuggerState = { ...held, status: 'gone' };

  test('is attached again automatically while the browser still lists it', async () => {
    become('ready', [lost]);
    await later(1_500);
    expect(core.calls).toEqual(['attachDebugger']);
  });

  test('is attached again when the user chooses it', async () => {
    hid.devices = [];
    become('ready', [lost]);
    hid.pick = device;
    page.run({ do: 'connect_debugger' });
    await settle();
    expect(core.calls).toEqual(['attachDebugger']);
  });

  test('is removed when it was never identified and is attached again', async () => {
    become('ready', [{ ...lost, serialNumber: '' }]);
    await later(1_500);
    expect(core.calls).toEqual(['forgetDebugger 1', 'attachDebugger']);
  });
});

describe('a board that is replugged while the browser still opens its port', () => {
  test('returns as the same board', async () => {
    let opened: () => void = () => undefined;
    core.attaching = new Promise((resolve) => (opened = resolve));
    core.current = { ...core.current, boards: [] };
    const slow = new FakePort();
    serial.report('connect', slow);
    await settle();
    serial.report('disconnect', slow);
    const returned = new FakePort();
    serial.report('connect', returned);
    await settle();
    core.calls = [];
    core.attaching = undefined;
    const command = core.session.command.bind(core.session);
    vi.spyOn(core.session, 'command').mockImplementation((name, arguments_) => {
      if (name === 'boardGone') become('gone');
      return command(name, arguments_);
    });
    opened();
    await settle();
    expect(core.calls).toEqual(['attachBoard', 'boardGone 1', 'attachBoard']);
  });
});

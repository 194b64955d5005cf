import { beforeEach, describe, expect, test } from 'vitest';
import { Debuggers } from '../../src/app/debuggers';
import { HidDevices } from '../../src/devices/hid_devices';
import { TabLocks } from '../../src/devices/tab_locks';
import { FakeHid, FakeHidDevice } from '../devices/fake_hid';
import { FakeSession } from './fake_session';

let core: FakeSession;
let device: FakeHidDevice;
let debuggers: Debuggers;
let refused: string[];

beforeEach(() => {
  core = new FakeSession();
  device = new FakeHidDevice();
  refused = [];
  debuggers = new Debuggers(
    core.session,
    new HidDevices(new FakeHid().asHid(), new TabLocks(undefined)),
    ({ code }) => refused.push(code),
  );
});

describe('debuggers', () => {
  test('a debugger that is chosen twice is attached once', async () => {
    await Promise.all([debuggers.attach(device), debuggers.attach(device)]);
    expect(await debuggers.attach(device)).toBeNull();
    expect(core.calls).toEqual(['attachDebugger']);
  });

  test('an unplugged debugger is reported to the core, and attached again when it returns', async () => {
    await debuggers.attach(device);
    debuggers.disconnected(device);
    debuggers.connected(new FakeHidDevice());
    expect(core.calls).toEqual(['attachDebugger', 'debuggerGone 1', 'attachDebugger']);
  });

  test('a debugger that is unplugged while it is being attached is reported as soon as it has an id', async () => {
    const attaching = debuggers.attach(device);
    debuggers.disconnected(device);
    await attaching;
    expect(core.calls).toEqual(['attachDebugger', 'debuggerGone 1']);
  });

  test('a debugger that failed can be attached again', async () => {
    const failure = { ok: false as const, error: { code: 'hid.open_failed', params: {}, detail: '' } };
    core.answers.set('attachDebugger', failure);
    expect(await debuggers.attach(device)).toEqual(failure);
    expect(refused).toEqual([]); // the caller that chose it has the answer
    expect(await debuggers.attach(device)).toEqual({ ok: true, value: 1 });
  });

  test('a debugger with a failed state is attached again when it is chosen again', async () => {
    await debuggers.attach(device);
    core.current = { ...core.current, debuggers: [{ id: 1, status: 'failed' } as never] };
    await debuggers.attach(device);
    expect(core.calls).toEqual(['attachDebugger', 'forgetDebugger 1', 'attachDebugger']);
  });

  test('a forgotten debugger can be chosen again', async () => {
    await debuggers.attach(device);
    await debuggers.forget(1);
    await debuggers.attach(device);
    expect(core.calls).toEqual(['attachDebugger', 'forgetDebugger 1', 'attachDebugger']);
  });
});

// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { Workbench } from '../../src/app/workbench';
import { FakeSerial } from '../devices/fake_serial';
import { error, view } from '../scenes';
import { FakeSession } from './fake_session';
import { surroundings } from './surroundings';

let product: FakeSession;
let simulation: FakeSession;
let serial: FakeSerial;
let workbench: Workbench;
let parts: ReturnType<typeof surroundings>;

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  product = new FakeSession();
  simulation = new FakeSession();
  serial = new FakeSerial();
  parts = surroundings(product, simulation, serial);
  workbench = new Workbench(parts, () => undefined);
});

describe('the workbench and the simulation', () => {
  test('one click enters the simulation: demo firmware, simulated account, marked; leaving brings the product back as it was', async () => {
    await workbench.start();
    product.become(view({}, { selected: 7 }).state);
    workbench.run({ do: 'try' });
    await settle();
    expect(parts.loaded).toEqual(['core', 'simulation', 'core']);
    expect(parts.worker.calls.slice(0, 2)).toEqual(['addBoard "avr-iot-wg" "demo"', 'account']);
    expect([...simulation.calls].sort()).toEqual(['attachBoard', 'attachDebugger', 'signIn "us-east-2"']);
    expect([product.simulated, simulation.simulated]).toEqual([false, true]);
    expect(workbench.view).toMatchObject({ simulated: true, simulation: 'ready' });
    workbench.run({ do: 'leave_simulation' });
    await settle();
    expect(workbench.view).toMatchObject({ simulated: false, simulation: 'none', state: { selected: 7 } });
    expect([simulation.disposed, parts.worker.terminated]).toEqual([true, true]);
    expect(product.disposed).toBe(false);
  });

  test('keys that a user typed are refused in the simulation, whatever asks, and nothing of them is posted', async () => {
    await workbench.start();
    workbench.run({ do: 'try' });
    await settle();
    const before = simulation.calls.length;
    workbench.run({
      do: 'sign_in',
      keys: {
        accessKeyId: 'AKIAIDENTIFIER',
        secretAccessKey: 'top-secret',
        sessionToken: 'token',
        region: 'eu-west-1',
      },
    });
    await settle();
    expect(workbench.view.errors.account?.code).toBe('session.mixed_simulation');
    expect(simulation.calls).toHaveLength(before);
    expect(parts.worker.calls.join()).not.toMatch(/AKIAIDENTIFIER|top-secret/);
  });

  test('boards of the simulation are unplugged, plugged in and forgotten one by one', async () => {
    await workbench.start();
    workbench.run({ do: 'try' });
    await settle();
    workbench.run({ do: 'simulated_plug' });
    workbench.run({ do: 'simulated_plug' });
    await settle();
    expect(workbench.view.state.boards.map(({ id }) => id)).toEqual([1, 2, 3]);
    simulation.become({ ...simulation.current, selected: 2 });
    workbench.run({ do: 'simulated_unplug' });
    await settle();
    expect(parts.worker.calls.at(-1)).toBe('unplug 2');
    expect(simulation.calls.at(-2)).toBe('boardGone 2');
    simulation.become({
      ...simulation.current,
      boards: simulation.current.boards.map((one) => (one.id === 2 ? { ...one, status: 'gone' } : one)),
    });
    workbench.run({ do: 'simulated_replug' });
    await settle();
    expect(parts.worker.calls).toContain('replug 2');
    expect(simulation.calls.filter((call) => call === 'attachBoard')).toHaveLength(4);
    expect(workbench.view.state.boards.map(({ id }) => id)).toEqual([1, 2, 3]);
    workbench.run({ do: 'simulated_drop', image: 'provisioning' });
    await settle();
    expect(parts.worker.calls).toContain('drop 2 "provisioning"');
    expect(simulation.calls.at(-1)).toBe('identifyAgain 2');
    workbench.run({ do: 'forget_board' });
    await settle();
    expect(simulation.calls).toContain('forgetBoard 2');
    expect(parts.worker.calls.at(-1)).toBe('unplug 2');
  });

  test('the lights of the selected virtual board are drawn, also while it is being identified', async () => {
    await workbench.start();
    let answered: () => void = () => undefined;
    simulation.attaching = new Promise((resolve) => (answered = resolve));
    workbench.run({ do: 'try' });
    await settle();
    simulation.become({ ...simulation.current, selected: 1 });
    parts.worker.tell({ is: 'leds', board: 1, leds: { error: false, data: true, conn: true, wifi: true } });
    expect(workbench.view.leds).toMatchObject({ error: false, data: true });
    answered();
    await settle();
    parts.worker.tell({ is: 'leds', board: 1, leds: { error: true, data: true, conn: true, wifi: true } });
    expect(workbench.view.leds).toMatchObject({ error: true });
    const drawn = workbench.view;
    parts.worker.tell({ is: 'leds', board: 2, leds: { error: false, data: true, conn: true, wifi: true } });
    expect(workbench.view).toBe(drawn);
    workbench.run({ do: 'leave_simulation' });
    expect(workbench.view.leds).toBeNull();
  });

  test('a simulation that stops says so, and leaving it brings the product back', async () => {
    await workbench.start();
    workbench.run({ do: 'try' });
    await settle();
    parts.worker.tell({ is: 'stopped', detail: 'unreachable' });
    expect(workbench.view).toMatchObject({ core: 'failed', coreError: { code: 'page.core_stopped' } });
    workbench.run({ do: 'leave_simulation' });
    expect(workbench.view).toMatchObject({ core: 'ready', coreError: null });
  });

  test('a simulation that cannot be loaded is told on the Board card, and can be tried again', async () => {
    const { loadSimulation } = parts;
    parts.loadSimulation = () => Promise.resolve({ ok: false, error: error('page.module_failed') });
    await workbench.start();
    workbench.run({ do: 'try' });
    await settle();
    expect(workbench.view).toMatchObject({ simulated: false, simulation: 'none' });
    expect(workbench.view.errors.board?.code).toBe('page.module_failed');
    parts.loadSimulation = loadSimulation;
    workbench.run({ do: 'try' });
    await settle();
    expect(workbench.view.simulated).toBe(true);
  });
});

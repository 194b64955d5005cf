import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CallMessage, WorkerMessage } from '../../src/simulation/messages';
import { serve, type SimulationModule } from '../../src/simulation/serve';
import { Simulation, type SimulationWorker } from '../../src/simulation/simulation';
import { FakeWorker } from './fake_worker';

type Settle = (ok: boolean, outcome: unknown) => void;
const unused = (): void => undefined;

/** The embind class, with one board and what a test puts in the place of its methods. */
class FakeWorld {
  static methods: Record<string, (...parameters: never[]) => void> = {};
  constructor(
    readonly onUsb: (board: number, present: boolean) => void,
    readonly onLeds: (board: number, leds: object) => void,
  ) {
    Object.assign(this, FakeWorld.methods);
  }
  account(settle: Settle): void {
    settle(true, '{"accessKeyId":"AKIA"}');
  }
  addBoard(_kit: string, _firmware: string, settle: Settle): void {
    this.onUsb(1, true);
    this.onLeds(1, { error: false, data: true, conn: false, wifi: false });
    settle(true, '1');
  }
  unplug(board: number, settle: Settle): void {
    this.onUsb(board, false);
    settle(true, 'null');
  }
}

const channels: MessageChannel[] = [];
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) [port1, port2].forEach((port) => port.close());
});

/** Page and worker on the two ends of a channel, so that messages are cloned and buffers transferred as between threads. */
function started(module: Partial<SimulationModule>, load = Promise.resolve()): Simulation {
  const channel = new MessageChannel();
  channels.push(channel);
  serve(channel.port2, async () => {
    await load;
    return Object.assign(module, { World: FakeWorld });
  });
  return new Simulation(Object.assign(channel.port1, { terminate: unused }));
}

function withMethods(methods: typeof FakeWorld.methods): Simulation {
  FakeWorld.methods = methods;
  return started({});
}

describe('the simulation on both sides of its worker', () => {
  test('a board that is plugged in is connected as a port and a debugger, and one that is pulled is disconnected', async () => {
    const simulation = withMethods({});
    const events: string[] = [];
    const follow = (kind: string): Parameters<typeof simulation.ports.watch>[0] => ({
      connected: () => events.push(`${kind} connected`),
      disconnected: () => events.push(`${kind} disconnected`),
    });
    simulation.ports.watch(follow('port'));
    simulation.debuggers.watch(follow('debugger'));
    expect(await simulation.plug()).toEqual({ ok: true, value: 1 });
    const [port] = await simulation.ports.granted();
    if (!port) throw new Error('no port');
    expect(simulation.leds(port)).toMatchObject({ data: true, wifi: false });
    await simulation.unplug(port);
    expect(await simulation.ports.granted()).toEqual([]);
    expect(events).toEqual([
      'port connected',
      'debugger connected',
      'port disconnected',
      'debugger disconnected',
    ]);
  });

  test('bytes arrive as they were sent, and the sender keeps its own', async () => {
    const simulation = withMethods({
      writeSerial: (board: number, bytes: Uint8Array, settle: Settle) => {
        received.push(board, ...bytes);
        settle(true, 'null');
      },
      readSerial: (_board: number, settle: Settle) => settle(true, new Uint8Array([3, 4])),
    });
    const received: number[] = [];
    await simulation.plug();
    const [port] = await simulation.ports.granted();
    const transport = simulation.ports.transport(port ?? {});
    const bytes = new Uint8Array([1, 2]);
    expect(await transport.write(bytes)).toEqual({ ok: true, value: null });
    expect([...bytes]).toEqual([1, 2]);
    expect(received).toEqual([1, 1, 2]);
    expect(await transport.read()).toEqual({ ok: true, value: new Uint8Array([3, 4]) });
  });

  test('an error of the simulated board or cloud is the answer of its call', async () => {
    const error = { code: 'serial.port_busy', params: {}, detail: '' };
    const simulation = withMethods({
      openSerial: (_board: number, _rate: number, settle: Settle) => settle(false, error),
    });
    const transport = simulation.ports.transport({ board: 1 });
    expect(await transport.open(9600)).toEqual({ ok: false, error });
  });

  test('a request that is aborted ends at once', async () => {
    const simulation = withMethods({ http: unused });
    const abort = new AbortController();
    const platform = simulation.platform(() => Promise.reject(new Error('not asked for')));
    const answer = platform.http({ method: 'GET', url: 'https://sts', headers: [], body: '' }, abort.signal);
    abort.abort();
    expect(await answer).toMatchObject({ ok: false, error: { code: 'http.unreachable' } });
  });

  test('what is stored goes with the session', async () => {
    const vendorFile = (): Promise<never> => Promise.reject(new Error('not asked for'));
    const { storage } = withMethods({}).platform(vendorFile);
    await storage.put('board/1', 'a');
    await storage.put('job/1', 'b');
    expect(await storage.keys('board/')).toEqual({ ok: true, value: ['board/1'] });
    expect(await storage.get('board/1')).toEqual({ ok: true, value: 'a' });
    await storage.remove('board/1');
    expect(await storage.get('board/1')).toEqual({ ok: true, value: null });
    expect(await withMethods({}).platform(vendorFile).storage.keys('')).toEqual({ ok: true, value: [] });
  });

  test.each<[string, (module: Partial<SimulationModule>) => void]>([
    ['in a turn of its own', (module) => module.trapped?.(new Error('unreachable'))],
    ['in a call', unused],
  ])('a simulation that traps %s answers every call with it, and says so once', async (_, trap) => {
    FakeWorld.methods = {
      probe: unused,
      closeMqtt: () => {
        throw new Error('unreachable');
      },
    };
    const module: Partial<SimulationModule> = {};
    const simulation = started(module);
    const told = vi.fn();
    simulation.onStopped = told;
    const platform = simulation.platform(() => Promise.reject(new Error('not asked for')));
    const stopped = { ok: false, error: { code: 'page.core_stopped', detail: 'Error: Error: unreachable' } };
    const waiting = platform.probe('https://sts', new AbortController().signal);
    await simulation.account();
    trap(module);
    expect(await platform.mqtt.close()).toMatchObject(stopped);
    expect(await waiting).toMatchObject(stopped);
    expect(await simulation.plug()).toMatchObject(stopped);
    expect(told).toHaveBeenCalledTimes(1);
  });

  test('a simulation that cannot be loaded answers every call with it', async () => {
    const simulation = started({}, Promise.reject(new Error('404')));
    expect(await simulation.account()).toMatchObject({
      ok: false,
      error: { code: 'page.module_failed', detail: 'Error: 404' },
    });
  });

  test('boards are of each kit in turn', async () => {
    const worker = new FakeWorker();
    const simulation = new Simulation(worker);
    for (let i = 0; i < 5; ++i) await simulation.plug();
    const kits = ['avr-iot-wg', 'avr-iot-wa', 'pic-iot-wg', 'pic-iot-wa', 'avr-iot-wg'];
    expect(worker.calls).toEqual(kits.map((kit) => `addBoard "${kit}" "demo"`));
  });

  test('no message is posted but calls that the worker knows', async () => {
    const posted: CallMessage[] = [];
    const worker: SimulationWorker = {
      onmessage: null,
      terminate: unused,
      postMessage: (message) => {
        posted.push(message);
        const answer: WorkerMessage = { is: 'answer', id: message.id, answer: { ok: true, value: null } };
        queueMicrotask(() => worker.onmessage?.({ data: answer } as MessageEvent<WorkerMessage>));
      },
    };
    await new Simulation(worker).debuggers.transport({ board: 7 }).send(new Uint8Array(64));
    expect(posted).toEqual([{ id: 1, name: 'sendReport', parameters: [7, new Uint8Array(64)] }]);
  });
});

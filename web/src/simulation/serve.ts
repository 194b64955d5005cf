/** The worker's side of messages.ts: passes calls to the simulation's module, and their results back to the page. */
import type { Answer } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import type { CallMessage, CallName, Calls, Leds, WorkerMessage } from './messages';

/** A value or an error: JSON text, or the value itself. */
type Settle = (ok: boolean, outcome: unknown) => void;

/** The embind class of wasm/simulation/bindings.cpp. */
type World = { [Name in CallName]: (...parameters: [...Parameters<Calls[Name]>, Settle]) => void };

export interface SimulationModule {
  /** Called by browser_executor.cpp with the trap that ended a turn. */
  trapped?: (error: unknown) => void;
  World: new (
    onUsb: (board: number, present: boolean) => void,
    onLeds: (board: number, leds: Leds) => void,
  ) => World;
}

/** DedicatedWorkerGlobalScope; in tests, one end of a MessageChannel. */
export interface Scope {
  postMessage(message: WorkerMessage, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<CallMessage>) => void) | null;
}

function answerOf(ok: boolean, outcome: unknown): Answer<unknown> {
  const value: unknown = typeof outcome === 'string' ? JSON.parse(outcome) : outcome;
  return ok ? { ok, value } : ({ ok, error: value } as Answer<unknown>);
}

/** The buffers of all bytes in a value. The module has made them for this message, so they can be transferred. */
function buffersIn(value: unknown): Transferable[] {
  if (value instanceof Uint8Array) return [value.buffer as ArrayBuffer];
  if (Array.isArray(value)) return value.flatMap(buffersIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(buffersIn);
  return [];
}

export function serve(scope: Scope, load: () => Promise<SimulationModule>): void {
  const post = (message: WorkerMessage, transfer: Transferable[] = []): void =>
    scope.postMessage(message, transfer);
  let stopped = false;
  const stop = (error: unknown): void => {
    if (stopped) return;
    stopped = true;
    post({ is: 'stopped', detail: String(error) });
  };
  const world = load().then((module) => {
    module.trapped = stop;
    return new module.World(
      (board, present) => post({ is: 'usb', board, present }),
      (board, leds) => post({ is: 'leds', board, leds }),
    );
  });
  world.catch(() => undefined); // the answer to each call reports it

  const carryOut = async ({ id, name, parameters }: CallMessage): Promise<void> => {
    const settle: Settle = (ok, outcome) => {
      const answer = answerOf(ok, outcome);
      post({ is: 'answer', id, answer }, buffersIn(answer));
    };
    let ready: World;
    try {
      ready = await world;
    } catch (error) {
      post({ is: 'answer', id, answer: failure('page.module_failed', error) });
      return;
    }
    if (stopped) return;
    try {
      (ready[name] as (...all: unknown[]) => void)(...parameters, settle);
    } catch (error) {
      stop(error);
    }
  };
  scope.onmessage = ({ data }) => void carryOut(data);
}

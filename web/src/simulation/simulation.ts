/**
 * The page's side of the simulation. Gives a session devices, network and cloud, which it makes of calls to the worker, and plugs virtual boards in
 * and out. A session that is connected to the simulation reaches nothing real. A session of the user's own account is never connected to it.
 */
import type { Answer, ErrorInfo, Keys, Platform } from '../../../wasm/provisioner';
import type { Image } from '../app/view';
import { failure } from '../devices/answers';
import type { DebuggerDevices, Ports } from '../devices/ports';
import {
  VirtualDebugger,
  VirtualDevices,
  VirtualPort,
  virtualBroker,
  type Call,
  type VirtualDevice,
} from './devices';
import { kits, type CallMessage, type Leds, type WorkerMessage } from './messages';
import { temporaryStorage } from './temporary_storage';

/** A Worker; in tests, one end of a MessageChannel. */
export interface SimulationWorker {
  postMessage(message: CallMessage, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<WorkerMessage>) => void) | null;
  terminate(): void;
}

export class Simulation {
  readonly ports: Ports;
  readonly debuggers: DebuggerDevices;
  /** Called after each change of an LED. */
  onLeds: () => void = () => undefined;
  /** Called once, when a defect has stopped the simulation. From then on, every call answers with that error. */
  onStopped: (error: ErrorInfo) => void = () => undefined;
  private readonly waiting = new Map<number, (answer: Answer<never>) => void>();
  private readonly lights = new Map<number, Leds>();
  private lastCall = 0;
  private boards = 0;
  private stopped: { ok: false; error: ErrorInfo } | null = null;

  constructor(private readonly worker: SimulationWorker) {
    const ports = new VirtualDevices('page.picker_closed', (board) => new VirtualPort(this.call, board));
    const debuggers = new VirtualDevices(
      'page.debugger_picker_closed',
      (board) => new VirtualDebugger(this.call, board),
    );
    this.ports = ports;
    this.debuggers = debuggers;
    worker.onmessage = ({ data }) => {
      if (data.is === 'answer') {
        this.waiting.get(data.id)?.(data.answer as Answer<never>);
        this.waiting.delete(data.id);
      } else if (data.is === 'usb') {
        ports.changed(data.board, data.present);
        debuggers.changed(data.board, data.present);
      } else if (data.is === 'leds') {
        this.lights.set(data.board, data.leds);
        this.onLeds();
      } else {
        this.stop(failure('page.core_stopped', new Error(data.detail)));
      }
    };
  }

  /** The services of a simulated session. `vendorFile` is the page's own, because virtual boards take the vendor's images. */
  platform(vendorFile: Platform['vendorFile']): Platform {
    return {
      simulated: true,
      http: (call, signal) => this.abortable(signal, this.call('http', call)),
      probe: (url) => this.call('probe', url),
      mqtt: virtualBroker(this.call),
      storage: temporaryStorage(),
      vendorFile,
    };
  }

  /** The keys of the simulated account. */
  account(): Promise<Answer<Keys>> {
    return this.call('account');
  }

  /** Plugs in a new board, with the demo firmware. Each board is of the next kit. */
  plug(): Promise<Answer<number>> {
    const kit = kits[this.boards++ % kits.length] ?? kits[0];
    return this.call('addBoard', kit, 'demo');
  }

  unplug(port: object): Promise<Answer<null>> {
    return this.call('unplug', (port as VirtualDevice).board);
  }

  replug(port: object): Promise<Answer<null>> {
    return this.call('replug', (port as VirtualDevice).board);
  }

  /** Drops an image on the drive of the board with this port. */
  drop(port: object, image: Image): Promise<Answer<null>> {
    return this.call('drop', (port as VirtualDevice).board, image);
  }

  leds(port: object): Leds | null {
    return this.lights.get((port as VirtualDevice).board) ?? null;
  }

  /** The worker could not be loaded. */
  failed(detail: string): void {
    this.stop(failure('page.module_failed', new Error(detail)));
  }

  end(): void {
    this.worker.onmessage = null;
    this.worker.terminate();
  }

  private readonly call: Call = (name, ...parameters) => {
    if (this.stopped) return Promise.resolve(this.stopped);
    const id = ++this.lastCall;
    const transfer: Transferable[] = [];
    const sent = parameters.map((parameter: unknown) => {
      if (!(parameter instanceof Uint8Array)) return parameter;
      const bytes = parameter.slice(); // the caller keeps its own
      transfer.push(bytes.buffer);
      return bytes;
    }) as typeof parameters;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.postMessage({ id, name, parameters: sent }, transfer);
    });
  };

  /** The worker still carries out an aborted request, as a server may. Its answer is dropped. */
  private abortable<T>(signal: AbortSignal, answer: Promise<Answer<T>>): Promise<Answer<T>> {
    return new Promise((resolve) => {
      void answer.then(resolve);
      signal.addEventListener('abort', () => resolve(failure('http.unreachable', signal.reason)));
    });
  }

  private stop(stopped: { ok: false; error: ErrorInfo }): void {
    this.stopped = stopped;
    for (const answer of this.waiting.values()) answer(stopped);
    this.waiting.clear();
    this.onStopped(stopped.error);
  }
}

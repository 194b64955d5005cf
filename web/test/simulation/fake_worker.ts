/** A worker that records its calls and answers at once, with silent boards and the simulated keys. */
import type { Answer } from '../../../wasm/provisioner';
import type { CallMessage, CallName, WorkerMessage } from '../../src/simulation/messages';
import type { SimulationWorker } from '../../src/simulation/simulation';

export const simulatedKeys = {
  accessKeyId: 'AKIASIMULATED',
  secretAccessKey: 'simulated',
  sessionToken: '',
  region: 'us-east-2',
};

export class FakeWorker implements SimulationWorker {
  onmessage: SimulationWorker['onmessage'] = null;
  readonly calls: string[] = [];
  /** What the next call of a name answers, once. */
  readonly answers = new Map<CallName, Promise<Answer<unknown>> | Answer<unknown>>();
  /** Calls of these names are never answered. */
  readonly silent = new Set<CallName>(['readSerial', 'receiveReport']);
  terminated = false;
  private boards = 0;

  postMessage({ id, name, parameters }: CallMessage): void {
    this.calls.push([name, ...parameters.map((parameter) => JSON.stringify(parameter))].join(' '));
    const told = this.answers.get(name);
    this.answers.delete(name);
    if (!told) this.carryOut(name, parameters);
    if (this.silent.has(name)) return;
    void Promise.resolve(told ?? { ok: true as const, value: this.valueOf(name) }).then((answer) =>
      this.tell({ is: 'answer', id, answer }),
    );
  }

  terminate(): void {
    this.terminated = true;
  }

  tell(message: WorkerMessage): void {
    this.onmessage?.({ data: message } as MessageEvent<WorkerMessage>);
  }

  private carryOut(name: CallName, parameters: unknown[]): void {
    if (name === 'addBoard') this.tell({ is: 'usb', board: ++this.boards, present: true });
    if (name === 'unplug') this.tell({ is: 'usb', board: parameters[0] as number, present: false });
    if (name === 'replug') this.tell({ is: 'usb', board: parameters[0] as number, present: true });
  }

  private valueOf(name: CallName): unknown {
    if (name === 'account') return simulatedKeys;
    return name === 'addBoard' ? this.boards : null;
  }
}

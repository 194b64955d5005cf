/**
 * Which board is on which port: attaches ports to the core, tells it of lost ones, and gives a port that comes back to the board that had it.
 * A replugged board is a new port object to the browser; the core then reads who it is, so a port is only offered to a board that is gone. A port
 * can also fail without a disconnect event, as after the computer has slept: while the browser still lists it, it is tried again.
 */
import type { Answer, BoardState, ErrorInfo, Session, State } from '../../../wasm/provisioner';
import type { DeviceEvents, Ports, PortTransport } from '../devices/ports';
import { Retries } from './retries';

interface Held {
  readonly port: object;
  readonly transport: PortTransport;
  /** The browser has said that it is disconnected. */
  lost: boolean;
}
interface Attaching extends Held {
  /** Resolves when the core has answered. */
  attached: Promise<unknown>;
}

export class BoardsOnPorts implements DeviceEvents {
  private readonly boards = new Map<number, Held>();
  /** The core has not answered yet, so that the board's id is not known. */
  private readonly attaching = new Map<object, Attaching>();
  private readonly retries = new Retries();

  constructor(
    private readonly session: Session,
    private readonly ports: Ports,
    /** Told of a port that came by itself and could not be attached. */
    private readonly refused: (error: ErrorInfo) => void,
  ) {}

  /** Attaches a port, unless it is in use already. Null: nothing to do. */
  async attach(port: object): Promise<Answer<number> | null> {
    if (this.attaching.has(port) || this.boardOn(port) !== undefined) return null;
    const transport = this.ports.transport(port);
    const answered = this.session.attachBoard(transport);
    const held: Attaching = { port, transport, lost: false, attached: answered };
    this.attaching.set(port, held);
    const answer = await answered;
    this.attaching.delete(port);
    // It may have been forgotten while it was asked.
    if (!answer.ok || !this.statusOf(answer.value)) await transport.close();
    else {
      this.boards.set(answer.value, held);
      if (held.lost) this.session.boardGone(answer.value);
    }
    return answer;
  }

  /** The user chose it: one that is here already is meant, and asked again where that may help. */
  async choose(port: object): Promise<Answer<number> | null> {
    const id = this.boardOn(port);
    if (id === undefined) return this.attach(port);
    this.session.selectBoard(id);
    const status = this.statusOf(id);
    if (status === 'failed' || status === 'gone') await this.again(id); // its state tells what came of it
    return null;
  }

  /** Asks what answers on a board's port; one that is gone is given its port anew. */
  again(id: number): Promise<Answer<null>> {
    const held = this.boards.get(id);
    return held && this.statusOf(id) === 'gone' ? this.back(id, held.port) : this.session.identifyAgain(id);
  }

  /** A port came: a board that is gone is there again, or a remembered one for the first time. */
  connected(port: object): void {
    // One that was pulled while it was attached may be the board that comes back: first it gets its id.
    const [pulled] = [...this.attaching.values()].filter(({ lost }) => lost);
    if (pulled) {
      const next = (): void => this.connected(port);
      void pulled.attached.then(() => setTimeout(next));
      return;
    }
    const gone = this.goneBoards();
    const id = gone.find((candidate) => this.boards.get(candidate)?.port === port) ?? gone[0];
    if (id === undefined) {
      void this.attach(port).then((answer) => answer && !answer.ok && this.refused(answer.error));
      return;
    }
    void this.back(id, port); // its state tells what came of it
  }

  disconnected(port: object): void {
    const id = this.boardOn(port);
    const held = id === undefined ? this.attaching.get(port) : this.boards.get(id);
    if (!held) return;
    held.lost = true;
    held.transport.lost();
    if (id !== undefined) this.session.boardGone(id);
  }

  async forget(id: number): Promise<Answer<null>> {
    this.boards.delete(id);
    this.retries.end(id);
    return this.session.forgetBoard(id);
  }

  /** Call after each change of the state. */
  follow(state: State): void {
    for (const { id, status } of state.boards) {
      const held = this.boards.get(id);
      if (status === 'ready') this.retries.end(id);
      else if (status === 'gone' && held && !held.lost) this.retries.schedule(id, () => void this.retry(id));
    }
  }

  end(): void {
    this.retries.endAll();
  }

  private async retry(id: number): Promise<void> {
    const held = this.boards.get(id);
    if (!held || held.lost || this.statusOf(id) !== 'gone') return;
    if ((await this.ports.granted()).includes(held.port)) await this.back(id, held.port);
    this.follow(this.session.state());
  }

  private back(id: number, port: object): Promise<Answer<null>> {
    const transport = this.ports.transport(port);
    this.boards.set(id, { port, transport, lost: false });
    return this.session.boardBack(id, transport);
  }

  private goneBoards(): number[] {
    return this.session
      .state()
      .boards.filter(({ status, simulated }) => status === 'gone' && !simulated)
      .map(({ id }) => id);
  }

  private statusOf(id: number): BoardState['status'] | undefined {
    return this.session.state().boards.find((board) => board.id === id)?.status;
  }

  private boardOn(port: object): number | undefined {
    for (const [id, held] of this.boards) if (held.port === port) return id;
    return undefined;
  }
}

/**
 * Knows which board is on which port: attaches ports to the core and reports unplugged ones. The browser may make a new port object for a replugged
 * board, so the core finds out which board is on a port. A port can also fail without a disconnect event, for example after the computer has slept; it
 * is then attached again as long as the browser lists it.
 */
import type { Answer, BoardState, ErrorInfo, Session, State } from '../../../wasm/provisioner';
import type { DeviceEvents, Ports, PortTransport } from '../devices/ports';
import { Retries } from './retries';

interface Held {
  readonly port: object;
  readonly transport: PortTransport;
  /** True after the browser reported the port as disconnected. */
  lost: boolean;
}
interface Attaching extends Held {
  /** Resolves when the core has answered. */
  attached: Promise<unknown>;
}

export class BoardsOnPorts implements DeviceEvents {
  private readonly boards = new Map<number, Held>();
  /** Ports whose board has no id yet, because the core has not answered. */
  private readonly attaching = new Map<object, Attaching>();
  private readonly retries = new Retries();

  constructor(
    private readonly session: Session,
    private readonly ports: Ports,
    /** Called if a port that was plugged in could not be attached. */
    private readonly refused: (error: ErrorInfo) => void,
  ) {}

  /** Attaches a port. Null if it is already in use. */
  async attach(port: object): Promise<Answer<number> | null> {
    const previous = this.boardOn(port);
    if (this.attaching.has(port) || (previous !== undefined && this.statusOf(previous) !== 'gone'))
      return null;
    const transport = this.ports.transport(port);
    const answered = this.session.attachBoard(transport);
    const held: Attaching = { port, transport, lost: false, attached: answered };
    this.attaching.set(port, held);
    const answer = await answered;
    this.attaching.delete(port);
    // The user may have removed the board meanwhile.
    if (!answer.ok || !this.statusOf(answer.value)) await transport.close();
    else {
      // Another board than before may be on the port.
      if (previous !== undefined && this.boards.get(previous)?.port === port) this.boards.delete(previous);
      this.boards.set(answer.value, held);
      if (held.lost) void this.session.command('boardGone', { board: answer.value });
    }
    return answer;
  }

  /** The user chose this port. If it already has a board, identifies the board again if that may help. */
  async choose(port: object): Promise<Answer<number> | null> {
    const id = this.boardOn(port);
    if (id === undefined) return this.attach(port);
    void this.session.command('selectBoard', { board: id });
    const status = this.statusOf(id);
    if (status === 'failed') await this.session.command('identifyAgain', { board: id }); // the board's state has the outcome
    return status === 'gone' ? this.attach(port) : null;
  }

  /** Identifies a board again. Attaches the port of a board that is gone once more. */
  async again(id: number): Promise<Answer<null>> {
    const held = this.boards.get(id);
    if (!held || this.statusOf(id) !== 'gone') return this.session.command('identifyAgain', { board: id });
    const answer = await this.attach(held.port);
    return answer && !answer.ok ? answer : { ok: true, value: null };
  }

  /** A port was plugged in: an unplugged board has returned, or a granted board is here for the first time. */
  connected(port: object): void {
    // The returning board may have been unplugged while it was being attached; wait until it has its id.
    const [pulled] = [...this.attaching.values()].filter(({ lost }) => lost);
    if (pulled) {
      const next = (): void => this.connected(port);
      void pulled.attached.then(() => setTimeout(next));
      return;
    }
    void this.attach(port).then((answer) => answer && !answer.ok && this.refused(answer.error));
  }

  disconnected(port: object): void {
    const id = this.boardOn(port);
    const held = id === undefined ? this.attaching.get(port) : this.boards.get(id);
    if (!held) return;
    held.lost = true;
    held.transport.lost();
    if (id !== undefined) void this.session.command('boardGone', { board: id });
  }

  /** Works also while the core still identifies the board: the core gives ids in the order in which ports are attached. */
  portOf(id: number): object | undefined {
    const held = this.boards.get(id);
    if (held) return held.port;
    const identified = this.session.state().boards.filter((board) => !this.boards.has(board.id));
    return [...this.attaching.keys()][identified.findIndex((board) => board.id === id)];
  }

  async forget(id: number): Promise<Answer<null>> {
    this.boards.delete(id);
    this.retries.end(id);
    return this.session.command('forgetBoard', { board: id });
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
    if ((await this.ports.granted()).includes(held.port)) await this.attach(held.port);
    this.follow(this.session.state());
  }

  private statusOf(id: number): BoardState['status'] | undefined {
    return this.session.state().boards.find((board) => board.id === id)?.status;
  }

  private boardOn(port: object): number | undefined {
    for (const [id, held] of this.boards) if (held.port === port) return id;
    return undefined;
  }
}

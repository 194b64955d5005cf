/**
 * Which board is on which port: attaches ports to the core, tells it of lost ones, and gives a port that comes back to the board that had it.
 * A replugged board is a new port object to the browser; the core then reads who it is, so a port is only offered to a board that is gone.
 */
import type { Answer, BoardState, ErrorInfo, Session } from '../../../wasm/provisioner';
import type { DeviceEvents, Ports } from '../devices/ports';

export class BoardsOnPorts implements DeviceEvents {
  private readonly boards = new Map<number, object>();
  private readonly attaching = new Set<object>();
  /** Pulled while they were being attached, when the board had no id yet. */
  private readonly lost = new Set<object>();

  constructor(
    private readonly session: Session,
    private readonly ports: Ports,
    /** Told of a port that came by itself and could not be attached. */
    private readonly refused: (error: ErrorInfo) => void,
  ) {}

  /** Attaches a port, unless it is in use already. Null: nothing to do. */
  async attach(port: object): Promise<Answer<number> | null> {
    if (this.attaching.has(port) || this.boardOn(port) !== undefined) return null;
    this.attaching.add(port);
    const transport = this.ports.transport(port);
    const answer = await this.session.attachBoard(transport);
    this.attaching.delete(port);
    const lost = this.lost.delete(port);
    // It may have been forgotten while it was asked.
    if (!answer.ok || !this.statusOf(answer.value)) await transport.close();
    else {
      this.boards.set(answer.value, port);
      if (lost) this.session.boardGone(answer.value);
    }
    return answer;
  }

  /** The user chose it: one that is here already is meant, and asked again where that may help. */
  async choose(port: object): Promise<Answer<number> | null> {
    const id = this.boardOn(port);
    if (id === undefined) return this.attach(port);
    this.session.selectBoard(id);
    const status = this.statusOf(id);
    if (status === 'failed' || status === 'gone') await this.session.identifyAgain(id); // its state tells what came of it
    return null;
  }

  /** A port came: a board that is gone is there again, or a remembered one for the first time. */
  connected(port: object): void {
    const gone = this.goneBoards();
    const id = gone.find((candidate) => this.boards.get(candidate) === port) ?? gone[0];
    if (id === undefined) {
      void this.attach(port).then((answer) => answer && !answer.ok && this.refused(answer.error));
      return;
    }
    this.boards.set(id, port);
    void this.session.boardBack(id, this.ports.transport(port)); // its state tells what came of it
  }

  disconnected(port: object): void {
    const id = this.boardOn(port);
    if (id !== undefined) this.session.boardGone(id);
    else if (this.attaching.has(port)) this.lost.add(port);
  }

  async forget(id: number): Promise<Answer<null>> {
    this.boards.delete(id);
    return this.session.forgetBoard(id);
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
    for (const [id, held] of this.boards) if (held === port) return id;
    return undefined;
  }
}

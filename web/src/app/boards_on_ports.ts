/**
 * Which board is on which port: attaches ports to the core, tells it of lost ones, and gives a port that comes back to the board that had it.
 * A replugged board is a new port object to the browser; the core then reads who it is, so a port is only offered to a board that is gone.
 */
import type { Answer, Session } from '../../../wasm/provisioner';
import { WebSerialTransport } from '../devices/web_serial';

export class BoardsOnPorts {
  private readonly boards = new Map<number, SerialPort>();
  private readonly attaching = new Set<SerialPort>();
  /** Pulled while they were being attached, when the board had no id yet. */
  private readonly lost = new Set<SerialPort>();

  constructor(private readonly session: Session) {}

  /** Attaches a port, unless it is in use already. Null: nothing to do. */
  async attach(port: SerialPort): Promise<Answer<number> | null> {
    if (this.attaching.has(port) || this.boardOn(port) !== undefined) return null;
    this.attaching.add(port);
    const transport = new WebSerialTransport(port);
    const answer = await this.session.attachBoard(transport);
    this.attaching.delete(port);
    const lost = this.lost.delete(port);
    if (!answer.ok) await transport.close();
    else {
      this.boards.set(answer.value, port);
      if (lost) this.session.boardGone(answer.value);
    }
    return answer;
  }

  async connected(port: SerialPort): Promise<Answer<unknown> | null> {
    const gone = this.goneBoards();
    const id = gone.find((candidate) => this.boards.get(candidate) === port) ?? gone[0];
    if (id === undefined) return this.attach(port);
    this.boards.set(id, port);
    return this.session.boardBack(id, new WebSerialTransport(port));
  }

  disconnected(port: SerialPort): void {
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

  private boardOn(port: SerialPort): number | undefined {
    for (const [id, held] of this.boards) if (held === port) return id;
    return undefined;
  }
}

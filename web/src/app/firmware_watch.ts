/**
 * Identifies a board repeatedly while the page waits until the user drops an image on its drive. Meanwhile the page keeps showing the last state, so that
 * the card does not flicker every few seconds.
 */
import type { BoardState, Session, State } from '../../../wasm/provisioner';
import { selectedBoard, wantedImage } from './view';

const everyMs = 3_000;

export class FirmwareWatch {
  private asking: { board: BoardState; next: State['next'] } | null = null;
  private wanted = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly session: Session,
    private readonly changed: () => void,
  ) {}

  /** Starts or stops, depending on whether the state asks for an image. */
  follow(state: State): void {
    if (this.asking) return;
    const board = selectedBoard(state);
    const settled = board?.status === 'ready' && board.firmware !== 'unknown';
    const lost = board?.status === 'ready' && board.firmware === 'unknown' && !board.debugger;
    if (board && (wantedImage(state) !== null || lost)) this.wanted = board.id;
    else if (!board || settled || board.status === 'gone') this.wanted = 0;
    if (this.wanted === 0) this.stop();
    else this.timer ??= setInterval(() => void this.ask(), everyMs);
  }

  /** The state that the page should show. */
  calm(state: State): State {
    const { asking } = this;
    if (!asking) return state;
    const boards = state.boards.map((board) => (board.id === asking.board.id ? asking.board : board));
    const frozen = state.selected === asking.board.id && state.next === 'wait';
    return { ...state, boards, next: frozen ? asking.next : state.next };
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async ask(): Promise<void> {
    const state = this.session.state();
    const board = state.boards.find(({ id }) => id === this.wanted);
    if (this.asking || !board || document.hidden || (board.status !== 'ready' && board.status !== 'failed'))
      return;
    this.asking = { board, next: state.next };
    await this.session.command('identifyAgain', { board: board.id });
    this.asking = null;
    this.changed();
  }
}

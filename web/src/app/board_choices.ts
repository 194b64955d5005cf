/**
 * What was chosen on the page for one board, by its id: whether the last plan was to renew its certificate, and whether it goes on without its
 * debugger. An id outlives a board, for another one may come to the same port, and a choice outlives neither the board nor the work it was for.
 */
import type { BoardState, State } from '../../../wasm/provisioner';

/** By what a board is told from another; empty where it does not tell. */
function marksOf({ secureElement, debugger: held }: BoardState): [string, string] {
  return [secureElement, held?.serialNumber ?? ''];
}

export class BoardChoices {
  private readonly renewing = new Set<number>();
  private readonly byHand = new Set<number>();
  /** Work of other kinds, as last seen. */
  private readonly others = new Map<number, string>();
  private readonly marks = new Map<number, [string, string]>();

  renews(id: number): boolean {
    return this.renewing.has(id);
  }

  isByHand(id: number): boolean {
    return this.byHand.has(id);
  }

  choose(choice: 'renewing' | 'byHand', id: number, chosen: boolean): void {
    if (chosen) this[choice].add(id);
    else this[choice].delete(id);
  }

  /** The board is provisioned, gone from the list, or another one. */
  over(id: number): void {
    this.renewing.delete(id);
    this.byHand.delete(id);
  }

  follow({ boards }: State): void {
    for (const board of boards) {
      const { id, job } = board;
      const before = this.marks.get(id) ?? ['', ''];
      const now = marksOf(board);
      if (now.some((mark, index) => mark !== '' && before[index] !== '' && mark !== before[index]))
        this.over(id);
      this.marks.set(id, [now[0] || before[0], now[1] || before[1]]);
      const work = job && job.kind !== 'provision' ? `${job.kind} ${job.status}` : '';
      if (work !== '' && work !== this.others.get(id)) this.renewing.delete(id); // the plan is not what was done last
      this.others.set(id, work);
    }
    for (const id of this.marks.keys())
      if (!boards.some((board) => board.id === id)) {
        this.over(id);
        this.marks.delete(id);
        this.others.delete(id);
      }
  }
}

// The state as the page reads it, put together from the slices that the core sends. A slice that does not change keeps its identity.
import { initialState } from '@wasm/boundary.json';
import type { Change, State } from './provisioner';

/** The list with the new value in place of the item with this id; without that item if the value is null. */
function replaced<Item>(
  list: readonly Item[],
  idOf: (item: Item) => number,
  { id, value }: { id: number; value: Item | null },
): readonly Item[] {
  const others = list.filter((item) => idOf(item) !== id);
  return value === null ? others : [...others, value].sort((a, b) => idOf(a) - idOf(b));
}

function after(state: State, change: Change): State {
  switch (change.slice) {
    case 'board':
      return { ...state, boards: replaced(state.boards, ({ id }) => id, change) };
    case 'debugger':
      return { ...state, debuggers: replaced(state.debuggers, ({ id }) => id, change) };
    case 'job':
      return { ...state, jobs: replaced(state.jobs, ({ board }) => board, change) };
    case 'selection':
      return { ...state, ...change.value };
    case 'contents':
    case 'tray':
      return { ...state, [change.slice]: change.value };
    case 'account':
    case 'live':
    case 'things':
      return change.value === null ? state : { ...state, [change.slice]: change.value };
  }
}

export class StateStore {
  state: State = initialState;

  apply(changes: readonly Change[]): void {
    this.state = changes.reduce(after, this.state);
  }
}

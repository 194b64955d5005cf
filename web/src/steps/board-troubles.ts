/** Which of a board's troubles are none, and which want a look at the system. */
import type { ErrorInfo } from '../../../wasm/provisioner';
import { selectedBoard, type View } from '../app/view';

/** After these, what stands between browser and board is looked for by system. */
const doorsClosed = [
  'page.picker_closed',
  'page.debugger_picker_closed',
  'hid.open_failed',
  'serial.open_failed',
  'serial.port_busy', // on Linux the browser says the same where the group is missing
];

/** Nobody did anything wrong: a list was closed. */
export function isChoice({ code }: ErrorInfo): boolean {
  return code.endsWith('picker_closed');
}

/** Whether what is wrong is that the system keeps the browser from the board. */
export function isDoorClosed({ state, errors }: View): boolean {
  const failed = state.debuggers.find(({ error }) => error !== null)?.error;
  const error = selectedBoard(state)?.error ?? errors.board ?? failed;
  return doorsClosed.includes(error?.code ?? '');
}

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

/** After these, the debugger is asked for again where they are told, whatever else is to be done first. */
const debuggerMissed = [
  'page.debugger_picker_closed',
  'page.debugger_in_other_tab',
  'hid.open_failed',
  'session.no_debugger',
];

/** Nobody did anything wrong: a list was closed. */
export function isChoice({ code }: ErrorInfo): boolean {
  return code.endsWith('picker_closed');
}

/** Those that are there and could not be asked who they are. */
function failedDebugger({ debuggers }: View['state']): ErrorInfo | undefined {
  return debuggers.find(({ error, status }) => error !== null && status !== 'gone')?.error ?? undefined;
}

/** Whether the board's debugger was asked for in vain. */
export function missesDebugger({ state, errors }: View): boolean {
  const board = selectedBoard(state);
  const code = (errors.board ?? errors.tools ?? failedDebugger(state))?.code ?? '';
  return board?.debugger === null && !board.byHand && debuggerMissed.includes(code);
}

/** Whether what is wrong is that the system keeps the browser from the board. */
export function isDoorClosed({ state, errors }: View): boolean {
  const error = selectedBoard(state)?.error ?? errors.board ?? failedDebugger(state);
  return doorsClosed.includes(error?.code ?? '');
}

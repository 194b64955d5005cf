/** Sorts errors of a board by what the Board card shows for them: a list that was closed, a missing debugger, help for the system. */
import type { ErrorInfo } from '../../../wasm/provisioner';
import { selectedBoard, type View } from '../app/view';

/** After these errors, the card shows the checklist for the user's system. */
const accessErrors = [
  'page.picker_closed',
  'page.debugger_picker_closed',
  'hid.open_failed',
  'serial.open_failed',
  'serial.port_busy', // on Linux the browser reports missing permissions in the same way
];

/** After these errors, the card asks for the debugger, even if another action is next. */
const debuggerErrors = [
  'page.debugger_picker_closed',
  'page.debugger_in_other_tab',
  'hid.open_failed',
  'session.no_debugger',
];

/** True for what the user did on purpose, which is not a failure: closed the browser's list, or took the board over in another tab. */
export function isIntended({ code }: ErrorInfo): boolean {
  return code.endsWith('picker_closed') || code === 'page.taken_over';
}

/** The error of a connected debugger that could not be identified. */
function failedDebugger({ debuggers }: View['state']): ErrorInfo | undefined {
  return debuggers.find(({ error, status }) => error !== null && status !== 'gone')?.error ?? undefined;
}

/** True if the user was asked for the board's debugger and the page did not get it. */
export function missesDebugger({ state, errors }: View): boolean {
  const board = selectedBoard(state);
  const code = (errors.board ?? errors.tools ?? failedDebugger(state))?.code ?? '';
  return board?.debugger === null && !board.byHand && debuggerErrors.includes(code);
}

/** Why the browser does not get access to the board or its debugger: the user found neither in the list, or it does not open; null if it has access. */
export function accessTrouble({ state, errors }: View): 'list' | 'open' | null {
  const error = selectedBoard(state)?.error ?? errors.board ?? failedDebugger(state);
  if (!error || !accessErrors.includes(error.code)) return null;
  return error.code.endsWith('picker_closed') ? 'list' : 'open';
}

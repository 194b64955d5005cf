/** The user's commands: elements send them as events, and the application passes them to the workbench. */
import type { Commands, Keys, MethodName, WifiSettings } from '../../../wasm/provisioner';
import type { Card, Family, Image } from './view';

/** A command of the core to which the page adds nothing, and the card that shows its error. */
type CoreCommand = {
  [Name in keyof Commands]: { do: 'core'; name: Name; arguments: Commands[Name]; card: Card };
}[keyof Commands];

export type Command =
  | CoreCommand
  | { do: 'connect_board' }
  | { do: 'connect_debugger' }
  /** Continues without the debugger; the user drags images onto the drive. */
  | { do: 'go_by_hand'; byHand: boolean }
  | { do: 'select_board'; id: number }
  /** If no board is named, applies to the selected one. */
  | { do: 'forget_board'; id?: number }
  | { do: 'identify' }
  /** Asks the tab that uses the board to give it up, then connects to it here. */
  | { do: 'take_over' }
  /** An empty name brings back the name that the page makes. */
  | { do: 'name_board'; id: number; name: string }
  | { do: 'download_image'; image: Image; family: Family }
  /** Null: use the vendor's image again. */
  | { do: 'use_image'; image: Image; file: File | null }
  | { do: 'restore' }
  | { do: 'inspect' }
  | { do: 'check_roots' }
  | { do: 'repair_roots' }
  | { do: 'save_roots' }
  | { do: 'write_roots'; file: File }
  | { do: 'sign_in'; keys: Keys }
  | { do: 'check_keys_again'; region: string }
  | { do: 'sign_out' }
  /** Board 0: all boards that the tray starts. If no board is named, applies to the selected one. */
  | { do: 'set_wifi'; settings: WifiSettings | null; board?: 0 }
  | { do: 'choose_method'; method: MethodName }
  | { do: 'plan'; renew: boolean }
  | { do: 'provision'; pairing?: 'asserted' }
  | { do: 'cancel' }
  | { do: 'save_authority' }
  | { do: 'use_authority'; files: File[] }
  | { do: 'keep_authority'; passphrase: string }
  | { do: 'unlock_authority'; passphrase: string }
  | { do: 'forget_authority' }
  | { do: 'keep_authority_in_folder'; folder: FileSystemDirectoryHandle }
  | { do: 'watch'; thing: string }
  | { do: 'unwatch' }
  | { do: 'list_things' }
  | { do: 'toggle'; on: boolean }
  | { do: 'diagnose' }
  | { do: 'try' }
  | { do: 'leave_simulation' }
  | { do: 'simulated_plug' }
  | { do: 'simulated_sign_in' }
  | { do: 'simulated_unplug' }
  | { do: 'simulated_replug' }
  | { do: 'simulated_drop'; image: Image };

const cards: Readonly<Record<Exclude<Command['do'], 'core'>, Card | null>> = {
  connect_board: 'board',
  connect_debugger: 'board',
  go_by_hand: 'board',
  select_board: null,
  forget_board: 'board',
  name_board: null,
  identify: null, // the board's state has the outcome
  take_over: null, // as with identify
  download_image: 'board',
  use_image: 'tools',
  restore: 'tools',
  inspect: 'tools',
  check_roots: 'tools',
  repair_roots: 'tools',
  save_roots: 'tools',
  write_roots: 'tools',
  sign_in: 'account',
  check_keys_again: 'account',
  sign_out: 'account',
  set_wifi: 'wifi',
  choose_method: 'provision',
  plan: 'provision',
  provision: 'provision',
  cancel: null,
  save_authority: 'authority',
  use_authority: 'authority',
  keep_authority: 'authority',
  unlock_authority: 'authority',
  forget_authority: 'authority',
  keep_authority_in_folder: 'authority',
  watch: 'live',
  unwatch: 'live',
  list_things: 'live',
  toggle: 'live',
  diagnose: 'live',
  try: 'board',
  leave_simulation: null,
  simulated_plug: 'board',
  simulated_sign_in: 'account',
  simulated_unplug: null,
  simulated_replug: null, // as with identify
  simulated_drop: 'board',
};

/** The card that shows a command's error; null if the command cannot fail, or if the state has its error. */
export function cardOf(command: Command): Card | null {
  return command.do === 'core' ? command.card : cards[command.do];
}

/** These commands may connect another board than the selected one, which is then selected. */
export const findsBoards: readonly Command['do'][] = ['connect_board', 'connect_debugger', 'simulated_plug'];

/** Bubbles from the element to the application, through shadow roots. */
export class CommandEvent extends Event {
  static readonly type = 'command';

  constructor(readonly command: Command) {
    super(CommandEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    command: CommandEvent;
  }
}

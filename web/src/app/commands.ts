/** What a person asks for: elements send commands, the application passes them to the workbench. */
import type { Keys, WifiSettings } from '../../../wasm/provisioner';
import type { Image } from './view';

export type Command =
  | { do: 'connect_board' }
  | { do: 'select_board'; id: number }
  | { do: 'forget_board' }
  | { do: 'identify' }
  | { do: 'download_image'; image: Image }
  | { do: 'sign_in'; keys: Keys }
  | { do: 'sign_out' }
  | { do: 'set_wifi'; settings: WifiSettings | null }
  | { do: 'plan'; renew: boolean }
  | { do: 'provision' }
  | { do: 'cancel' }
  | { do: 'watch'; thing: string }
  | { do: 'unwatch' }
  | { do: 'list_things' }
  | { do: 'toggle'; on: boolean }
  | { do: 'try' }
  | { do: 'leave_simulation' }
  | { do: 'simulated_plug' }
  | { do: 'simulated_sign_in' }
  | { do: 'simulated_unplug' }
  | { do: 'simulated_replug' }
  | { do: 'simulated_drop'; image: Image };

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

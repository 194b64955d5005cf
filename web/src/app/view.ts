/** What the page draws: the core's state, and what only the page knows (its browser, the open picker). Made by the workbench, read by elements. */
import type {
  Answer,
  ErrorInfo,
  PolicyTexts,
  Recognised,
  RegionInfo,
  Series,
  State,
  WifiSettings,
} from '../../../wasm/provisioner';

/** Where an error may be shown: the cards, and what is behind disclosures in them. */
export type Card = 'board' | 'tools' | 'account' | 'wifi' | 'provision' | 'authority' | 'live';
export type Image = 'provisioning' | 'demo';
/** Of kits that take the same images. */
export type Family = 'AVR-IoT' | 'PIC-IoT';

/** Why there is no board to be had from this browser; null where there is. */
export type SerialObstacle =
  | 'page.serial_unsupported'
  | 'page.serial_insecure'
  | 'page.serial_blocked'
  | 'page.serial_not_loaded'
  | null;

/** Why the debugger is out of reach: then images are dragged onto the drive by hand. */
export type HidObstacle = 'page.hid_unsupported' | 'page.hid_blocked' | null;

export interface View {
  core: 'loading' | 'ready' | 'failed';
  coreError: ErrorInfo | null;
  version: string;
  /** Whether the session shown is the simulated one. */
  simulated: boolean;
  state: State;
  regions: RegionInfo[];
  /** `loading`: the simulation is being fetched. */
  simulation: 'none' | 'loading' | 'ready';
  serial: SerialObstacle;
  hid: HidObstacle;
  /** Whether ports come from WebUSB: the browser's list then names the board, not its port. */
  byUsb: boolean;
  framed: boolean;
  online: boolean;
  /** Which of the browser's lists is open. */
  choosing: 'port' | 'debugger' | null;
  /**
   * What became of a click on "Connect a board": `click_again` if it came too long ago for the browser to open its list, `attaching` while a
   * chosen port waits for the core.
   */
  early: 'click_again' | 'attaching' | null;
  /** The selected board's provisioning was asked for; its job may not have begun yet. */
  starting: boolean;
  /** Whose authority certifies boards. */
  authority: 'page' | 'own';
  /** The things of the account, once asked for. */
  things: string[] | null;
  /** Why the last command of a card failed; the state's own error, where there is one, goes first. */
  errors: Partial<Record<Card, ErrorInfo>>;
}

/** What elements may ask of the session at once, without a command. */
export interface Enquiries {
  readonly recognise: (text: string) => Promise<Answer<Recognised>>;
  readonly checkWifi: (settings: WifiSettings) => Promise<Answer<null>>;
  readonly policies: (region: string) => PolicyTexts | null;
  readonly series: () => Series;
}

const noAccount: State['account'] = {
  status: 'empty',
  simulated: false,
  region: '',
  accountId: '',
  arn: '',
  userName: '',
  kind: '',
  powerful: false,
  keyEnding: '',
  temporary: false,
  endpoint: '',
  clockOffsetSeconds: 0,
  throttled: false,
  error: null,
};

const noData: State['live'] = {
  status: 'idle',
  thingName: '',
  topic: '',
  messages: 0,
  rate: 0,
  light: null,
  temperature: null,
  lastMessage: null,
  toggle: { asked: null, reported: null },
  odd: 0,
  oddReason: '',
  error: null,
};

/** Before there is a session. */
export const emptyState: State = {
  account: noAccount,
  boards: [],
  debuggers: [],
  selected: 0,
  live: noData,
  next: 'connect_board',
};

export function selectedBoard(state: State): State['boards'][number] | undefined {
  return state.boards.find(({ id }) => id === state.selected);
}

/** The image that the state asks for, if it asks for one. */
export function wantedImage(state: State): Image | null {
  if (state.next === 'load_provisioning_firmware') return 'provisioning';
  return state.next === 'load_demo_firmware' ? 'demo' : null;
}

/** What the page draws: the core's state, and what only the page knows (such as the browser's features and the open list). The workbench makes it, elements read it. */
import type {
  Answer,
  BoardState,
  ErrorInfo,
  JobState,
  MethodName,
  PolicyTexts,
  Recognised,
  Series,
  Session,
  State,
  WifiSettings,
} from '../../../wasm/provisioner';
import type { Names } from './board_names';
import type { KeyObstacle } from './key_obstacle';
import type { Presets } from './presets';
import type { Leds } from '../simulation/messages';

/** The places that can show an error: cards and disclosures. */
export type Card = 'board' | 'tools' | 'account' | 'wifi' | 'provision' | 'authority' | 'live' | 'tray';
export type Image = 'provisioning' | 'demo';
/** A family of kits that use the same images. */
export type Family = 'AVR-IoT' | 'PIC-IoT';

/** The error code that says why this browser gives no access to boards; null if it does. */
export type SerialObstacle =
  | 'page.serial_unsupported'
  | 'page.serial_insecure'
  | 'page.serial_blocked'
  | 'page.serial_not_loaded'
  | null;

/** The error code that says why the debugger is out of reach, so that the user has to drag images onto the drive; null if it is not. */
export type HidObstacle = 'page.hid_unsupported' | 'page.hid_blocked' | null;

export interface View {
  core: 'loading' | 'ready' | 'failed';
  coreError: ErrorInfo | null;
  version: string;
  /** True if the simulation is shown. */
  simulated: boolean;
  state: State;
  /** `loading`: the simulation is being fetched. */
  simulation: 'none' | 'loading' | 'ready';
  /** The LEDs of the selected board, if the board is virtual. */
  leds: Leds | null;
  serial: SerialObstacle;
  hid: HidObstacle;
  /** True if ports are reached over WebUSB, whose list names the board instead of its port. */
  byUsb: boolean;
  /** Why the page takes no keys; null if it does. */
  keyObstacle: KeyObstacle | null;
  online: boolean;
  /** The browser's list that is open. */
  choosing: 'port' | 'debugger' | null;
  /**
   * The progress of a click on "Connect a board": `click_again` if the click is too old for the browser to open its list, `attaching` while the
   * chosen port waits for the core.
   */
  early: 'click_again' | 'attaching' | null;
  /** True if the user requested to provision the selected board, even if the job has not started yet. */
  starting: boolean;
  /** What the link to the page proposes. */
  presets: Presets;
  /** The names that the user gave to boards. */
  names: Names;
  /** How the user wants AWS IoT to register boards. */
  method: MethodName;
  /**
   * Where the certificate authority is: only in the page, saved by the user, brought by the user, sealed in the browser, or in the user's folder. The
   * last two are kept up to date.
   */
  authority: 'page' | 'saved' | 'own' | 'browser' | 'folder';
  /** The errors of each card's last command. An error in the state takes precedence. */
  errors: Partial<Record<Card, ErrorInfo>>;
}

/** For what the view Live shows of many boards and of the MQTT explorer (live/received.ts). */
export type LiveSession = Pick<Session, 'received' | 'command'>;

/** The session's calls that elements may make directly, without a command. */
export interface Enquiries {
  readonly recognise: (text: string) => Promise<Answer<Recognised>>;
  readonly checkWifi: (settings: WifiSettings) => Promise<Answer<null>>;
  readonly policies: (region: string) => Promise<Answer<PolicyTexts>>;
  readonly series: () => Series;
  /** Undefined without a session. */
  readonly session: () => LiveSession | undefined;
}

export function selectedBoard(state: State): BoardState | undefined {
  return state.boards.find(({ id }) => id === state.selected);
}

/** The last job of the selected board. */
export function selectedJob(state: State): JobState | undefined {
  return state.jobs.find(({ board }) => board === state.selected);
}

/** What the stage beside the cards shows: what the page will do, a job, or only the live data. */
export type Stage = 'preview' | 'job' | 'data';

export function stageOf({ state }: View): Stage {
  const job = selectedJob(state);
  if (job?.kind === 'provision' && ['planning', 'running', 'failed', 'cancelled'].includes(job.status))
    return 'job';
  const isIdle = state.live.status === 'idle' && state.live.messages === 0;
  const isProvisioned = job?.status === 'done' || state.next === 'watch' || state.next === 'none';
  return isIdle && !isProvisioned ? 'preview' : 'data';
}

/** The selected board's last job, if it was another one than provisioning. */
export function serviceJob(state: State): JobState | null {
  const job = selectedJob(state);
  return job && job.kind !== 'provision' ? job : null;
}

/** The image that the next action asks for; null if it asks for none. */
export function wantedImage(state: State): Image | null {
  if (state.next === 'load_provisioning_firmware') return 'provisioning';
  return state.next === 'load_demo_firmware' ? 'demo' : null;
}

// What crosses the boundary between the page and the C++ core. Every call answers with a tagged result and never throws or rejects;
// the state is one JSON-like snapshot that the page draws. Commands that take time settle when they are over; meanwhile the state tells.

import type { Answer, ErrorInfo } from './answer';
import type { BoardState, DebuggerState, Diagnosis, Inspection, RootsState } from './devices';
import type { JobResult, Plan } from './job';
import type { HidTransport, Platform, SerialTransport } from './platform';

export type * from './answer';
export type * from './devices';
export type * from './job';
export type * from './platform';

export interface LogLine {
  /** Milliseconds since the module started. */
  time: number;
  level: 'debug' | 'info' | 'warning' | 'error';
  source: string;
  text: string;
}

// ---------------------------------------------------------------- the state

export interface AccountState {
  status: 'empty' | 'checking' | 'good' | 'refused';
  simulated: boolean;
  region: string;
  /** Set when good. */
  accountId: string;
  arn: string;
  /** Short name: the user's or role's name, or "root". */
  userName: string;
  kind: 'root' | 'user' | 'role' | 'federated_user' | '';
  /** Root keys, or an administrator's where that could be found out: worth a warning. */
  powerful: boolean;
  /** The last four characters of the access key id; also when refused, while the core keeps the keys. */
  keyEnding: string;
  temporary: boolean;
  /** AWS has asked to slow down for some seconds, as in a workshop; requests wait and are sent again. */
  throttled: boolean;
  /** Data endpoint of the account in this region. */
  endpoint: string;
  /** Seconds by which this computer's clock is wrong (AWS minus computer), corrected; 0 when it is not. */
  clockOffsetSeconds: number;
  error: ErrorInfo | null;
}

export interface LiveState {
  /** 'unreadable': messages arrive, and none of the last 15 seconds was a reading; see oddReason. */
  status: 'idle' | 'connecting' | 'waiting' | 'live' | 'unreadable' | 'silent' | 'reconnecting' | 'failed';
  thingName: string;
  /** As a person types it: `<thing>/sensors`. */
  topic: string;
  messages: number;
  /** Messages a minute, over the last ten seconds. */
  rate: number;
  light: number | null;
  temperature: number | null;
  lastMessage: { topic: string; text: string; milliseconds: number } | null;
  toggle: { asked: boolean | null; reported: boolean | null };
  /** Messages that were not understood. */
  odd: number;
  /** Why the last of them was not understood, such as 'no_light'; '' if there was none. */
  oddReason: string;
  error: ErrorInfo | null;
}

/** The one thing to do next; the page's primary button. */
export type NextAction =
  | 'connect_board'
  /** A port is there, its debugger is not: the one click needs both (or: continue by the drive). */
  | 'connect_debugger'
  | 'give_keys'
  | 'load_provisioning_firmware'
  | 'plan'
  | 'provision'
  | 'continue'
  | 'load_demo_firmware'
  | 'set_wifi'
  | 'send_wifi'
  | 'watch'
  | 'wait'
  | 'none';

export interface State {
  account: AccountState;
  boards: BoardState[];
  /** Every debugger that the user granted, also those that no port belongs to yet. */
  debuggers: DebuggerState[];
  /** The board that the cards speak of; 0 without one. */
  selected: number;
  live: LiveState;
  next: NextAction;
}

// ---------------------------------------------------------------- what the page asks of the core

export interface RegionInfo {
  name: string;
  partition: string;
}
export interface Recognised {
  form:
    | 'environment_bash'
    | 'environment_powershell'
    | 'environment_cmd'
    | 'ini_profile'
    | 'console_csv'
    | 'json'
    | 'bare_lines';
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** As the text names it; with the warning `region_not_supported` it is none of the boards' regions, and the user has to choose. */
  region: string;
  /** Of an INI file. */
  profile: string;
  warnings: ('several_profiles' | 'several_keys' | 'token_dropped' | 'region_not_supported')[];
}
export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  region: string;
}
export interface WifiSettings {
  ssid: string;
  passphrase: string;
  security: 'open' | 'wpa' | 'wep';
}
export interface ProvisionOptions {
  renew: boolean;
  /**
   * `asserted`: the user says that this debugger and this port are one board, after `provision.not_paired` said that nothing could be
   * proved (a program of their own runs there). Refused when more than one of either is connected.
   */
  pairing?: 'proved' | 'asserted';
}
export interface PolicyTexts {
  /** The guide's policy MCHPProvToolAccess. */
  guide: string;
  /** Least privilege for provisioning by MAR and watching. */
  provision: string;
  /** Least privilege for watching only. */
  watch: string;
}
/** Columns of equal length, oldest first. Time in milliseconds since 1970. */
export interface Series {
  time: Float64Array;
  light: Float64Array;
  temperature: Float64Array;
}

export interface Session {
  state(): State;
  log(): LogLine[];
  /**
   * Fetches what a first visit does without; every call that needs it does so by itself. Worth calling when it is clear that there
   * will be something to do. `page.module_failed` when it cannot be had; the next call tries again.
   */
  prepare(): Promise<Answer<null>>;

  /** Identifies what answers on the port; resolves with the board's id. */
  attachBoard(transport: SerialTransport): Promise<Answer<number>>;
  /** The platform says that the port is gone; what runs on it unwinds. */
  boardGone(id: number): void;
  /** The same board is there again (a replug): identifies it anew and goes on by itself where that is safe. */
  boardBack(id: number, transport: SerialTransport): Promise<Answer<null>>;
  /** Asks again what answers (after an image was dropped on the drive). */
  identifyAgain(id: number): Promise<Answer<null>>;
  forgetBoard(id: number): Promise<Answer<null>>;

  /**
   * Asks the debugger who it is and pairs it with the port that belongs to it, by resetting the board and hearing it start (a pair seen
   * before is known without). Resolves with the debugger's id; one that was gone comes back under its own.
   */
  attachDebugger(transport: HidTransport): Promise<Answer<number>>;
  debuggerGone(id: number): void;
  forgetDebugger(id: number): Promise<Answer<null>>;
  selectBoard(id: number): void;
  /** Whether the browser lets the page have debuggers at all; it does unless said otherwise. Then the drive takes their place. */
  debuggersInReach(inReach: boolean): void;
  /** Without the debugger of this board, though it could be had; or with it again. Ends when it is provisioned. */
  goByHand(id: number, byHand: boolean): void;

  recognise(text: string): Promise<Answer<Recognised>>;
  /** Checks the keys with AWS (STS, then IoT's endpoint). They stay in the core's memory until signOut(), or until AWS says
   * that they are of no use. */
  signIn(keys: Keys): Promise<Answer<null>>;
  /** The keys that are there (AccountState.keyEnding) once more: after a refusal that left them, or in another region. */
  checkKeysAgain(region: string): Promise<Answer<null>>;
  signOut(): void;

  /** Says what is wrong with the settings, for typing; ok when they can be sent. */
  checkWifi(settings: WifiSettings): Promise<Answer<null>>;
  /** Remembers the settings for this board (in memory) and sends them when the demo firmware answers. null: keep what the board has. */
  setWifi(id: number, settings: WifiSettings | null): Promise<Answer<null>>;

  /**
   * The vendor's image for the kits whose names begin with `family`, for the drive: provision.image_differs unless it is the file that the
   * flow would program.
   */
  vendorImage(family: 'AVR-IoT' | 'PIC-IoT', which: 'provisioning' | 'demo'): Promise<Answer<Uint8Array>>;

  /** An image of the user's own (Intel HEX) in place of the vendor's; null: the vendor's again. Checked at once. */
  useImage(
    id: number,
    which: 'provisioning' | 'demo',
    image: { name: string; text: string } | null,
  ): Promise<Answer<null>>;

  /** Reads board and account, changes nothing. While the demo firmware runs the plan says what is known without stopping it. */
  plan(id: number, options: { renew: boolean }): Promise<Answer<Plan>>;
  /**
   * Runs the plan; also continues one that failed. With a debugger it is the whole flow: provisioning firmware, MAR, demo firmware,
   * restart, Wi-Fi; settles when the board is set up. The step `first_message` ends later, with the first message.
   */
  provision(id: number, options: ProvisionOptions): Promise<Answer<JobResult>>;
  cancel(id: number): void;

  /** Back to the delivered state: sandbox certificates, no endpoint, demo firmware. The account is not touched. */
  restore(id: number): Promise<Answer<null>>;
  /** Everything that the board tells about itself, into BoardState.inspection. */
  inspect(id: number): Promise<Answer<Inspection>>;
  /** The root certificates that the module trusts, into BoardState.roots. */
  checkRoots(id: number): Promise<Answer<RootsState>>;
  /** As the module has them: 4 KiB, from the last time that they were read; session.nothing_read before. */
  rootsBackup(id: number): Promise<Answer<Uint8Array>>;
  /** Adds what AWS IoT needs; a damaged or empty store is made anew of that alone. */
  repairRoots(id: number): Promise<Answer<RootsState>>;
  /** A backup of 4 KiB; refused unless it is a root store. */
  writeRoots(id: number, backup: Uint8Array): Promise<Answer<RootsState>>;
  /** Looks for the reason why no message comes, into BoardState.diagnosis. The session does so by itself when none came for a minute. */
  diagnose(id: number): Promise<Answer<Diagnosis>>;

  /**
   * The authority that boards are certified by, as the files of iotprovision's folder .microchip-iot, text by path: private keys are among
   * them. Made now where no board needed it yet.
   */
  authorityFiles(): Promise<Answer<Record<string, string>>>;
  /**
   * The user's own authority from such a folder; boards are certified by it from now on. The folder's boards are among the authority's files
   * from then on, but for what they came with. Files that it does not know are left alone.
   */
  useAuthority(files: Record<string, string>): Promise<Answer<null>>;

  /** Follows the sensor data of a thing; reconnects by itself. */
  watch(thingName: string): Promise<Answer<null>>;
  unwatch(): Promise<Answer<null>>;
  listThings(): Promise<Answer<string[]>>;
  setToggle(on: boolean): Promise<Answer<null>>;
  series(): Series;

  /** For an account of that region: the one signed in to, else one of a made-up number. `region`: one of `regions()`. */
  policies(region: string): PolicyTexts;

  /** Simulation build only: see `simulated` in the module. */
  simulation?: SimulationControls;
  /** Ends everything; the session cannot be used again. */
  dispose(): void;
}

export interface SimulationControls {
  /** Plugs a virtual board in and identifies it; resolves with its id. */
  attachBoard(options: {
    firmware: 'provisioning' | 'demo';
    /** With its debugger; default true. */
    debugger?: boolean;
    kit?: 'avr-iot-wg' | 'avr-iot-wa' | 'pic-iot-wg' | 'pic-iot-wa';
  }): Promise<Answer<number>>;
  unplug(id: number): void;
  replug(id: number): Promise<Answer<null>>;
  /** What dragging the image onto the drive does. */
  drop(id: number, image: 'provisioning' | 'demo'): Promise<Answer<null>>;
  /** Signs in to the simulated account. */
  signIn(): Promise<Answer<null>>;
}

/** See module.ts, loadModule. */
export interface Module {
  version: string;
  simulated: boolean;
  regions(): RegionInfo[];
  /**
   * onChange: at most once a frame or so, after changes; onLog: each line as it comes, redacted; onStopped: once, when a defect has stopped
   * the core (page.core_stopped). Every call answers with that error then, and state() with the last state.
   */
  createSession(
    platform: Platform,
    onChange: (state: State) => void,
    onLog: (line: LogLine) => void,
    onStopped: (error: ErrorInfo) => void,
  ): Session;
}

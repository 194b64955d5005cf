// The boundary between the page and the C++ core. Every call returns a tagged result and never throws or rejects. The state is one
// snapshot in JSON that the page draws. Calls that take time resolve when they have ended; meanwhile the state shows their progress.

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
  /** Set while the status is `good`. */
  accountId: string;
  arn: string;
  /** Short name: the user's or role's name, or "root". */
  userName: string;
  /** null unless the status is `good`. */
  kind: 'root' | 'user' | 'role' | 'federated_user' | null;
  /** True for root keys, and for an administrator's keys if IAM says so. The page warns about them. */
  powerful: boolean;
  /** The last four characters of the access key id. Also set for a refused account while the core keeps the keys. */
  keyEnding: string;
  temporary: boolean;
  /** True if AWS has been throttling for some seconds, as in a workshop. Requests wait and are retried. */
  throttled: boolean;
  /** The account's data endpoint in this region. */
  endpoint: string;
  /** Seconds by which this computer's clock is wrong (AWS minus computer), corrected; 0 when it is not. */
  clockOffsetSeconds: number;
  error: ErrorInfo | null;
}

export interface LiveState {
  /** `unreadable`: messages arrive, but none of the last 15 seconds was a reading; see oddReason. */
  status: 'idle' | 'connecting' | 'waiting' | 'live' | 'unreadable' | 'silent' | 'reconnecting' | 'failed';
  thingName: string;
  /** The sensors' topic: `<thing>/sensors`. */
  topic: string;
  messages: number;
  /** Messages per minute, over the last ten seconds. */
  rate: number;
  light: number | null;
  temperature: number | null;
  lastMessage: { topic: string; text: string; milliseconds: number } | null;
  toggle: { asked: boolean | null; reported: boolean | null };
  /** Messages that were not understood. */
  odd: number;
  /** Why the last of them was not understood, such as `no_light`; null if all were understood. */
  oddReason: string | null;
  error: ErrorInfo | null;
}

/** The user's next action, which is the page's primary button. */
export type NextAction =
  | 'connect_board'
  /** The board's port is connected, but not its debugger. The one-click job needs both; otherwise the user continues with the drive. */
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
  /** Every debugger that the user granted, also those without a known board. */
  debuggers: DebuggerState[];
  /** The id of the board that the cards show; 0 without one. */
  selected: number;
  live: LiveState;
  next: NextAction;
}

// ---------------------------------------------------------------- the page's calls

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
  /** The region that the text names. With the warning `region_not_supported`, the boards do not support it and the user has to choose. */
  region: string;
  /** The profile's name in an INI file. */
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
   * `asserted`: the user confirms that this debugger and this port belong to one board, after `provision.not_paired` said that it could
   * not be proved (because an unknown program runs there). Refused if more than one port or debugger is connected.
   */
  pairing?: 'proved' | 'asserted';
}
export interface PolicyTexts {
  /** The policy MCHPProvToolAccess of Microchip's guide. */
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
   * Fetches the module's second part. Every call that needs the part fetches it, too; call this to fetch it early, when it is clear that
   * it will be needed. Fails with `page.module_failed` if it cannot be loaded; the next call tries again.
   */
  prepare(): Promise<Answer<null>>;

  /** Finds out which board and which firmware answer on the port. Resolves with the board's id, which a board that returns keeps. */
  attachBoard(transport: SerialTransport): Promise<Answer<number>>;
  /** Call when the browser reports that the port is gone. Cancels what runs on it. */
  boardGone(id: number): void;
  /** Finds out again which firmware answers, for example after an image was dropped on the drive. */
  identifyAgain(id: number): Promise<Answer<null>>;
  forgetBoard(id: number): Promise<Answer<null>>;

  /**
   * Reads the debugger's identity and pairs it with its port, by resetting the board and watching on which port it starts (not needed
   * for a pair known from before). Resolves with the debugger's id; a returning debugger gets its old id.
   */
  attachDebugger(transport: HidTransport): Promise<Answer<number>>;
  debuggerGone(id: number): void;
  forgetDebugger(id: number): Promise<Answer<null>>;
  selectBoard(id: number): void;
  /** Sets whether the browser gives the page access to debuggers; true by default. Without debuggers, the user copies images to the drive. */
  debuggersInReach(inReach: boolean): void;
  /** Sets whether the user continues without this board's debugger, although it could be used. Ends when the board is provisioned. */
  goByHand(id: number, byHand: boolean): void;

  recognise(text: string): Promise<Answer<Recognised>>;
  /** Checks the keys with AWS (STS, then IoT's endpoint). They stay in the core's memory until signOut(), or until AWS says
   * that they are useless. */
  signIn(keys: Keys): Promise<Answer<null>>;
  /** Checks the kept keys (AccountState.keyEnding) again: after a refusal, or in another region. */
  checkKeysAgain(region: string): Promise<Answer<null>>;
  signOut(): void;

  /** Succeeds if the settings can be sent to a board; else the error says what is wrong. Meant to be called while the user types. */
  checkWifi(settings: WifiSettings): Promise<Answer<null>>;
  /** Keeps the settings for this board in memory and sends them when the demo firmware answers. null: keep the board's saved network. */
  setWifi(id: number, settings: WifiSettings | null): Promise<Answer<null>>;

  /**
   * The vendor's image for the kits whose names begin with `family`, as a file for the drive. Fails with provision.image_differs unless it is
   * the file that a job would program.
   */
  vendorImage(family: 'AVR-IoT' | 'PIC-IoT', which: 'provisioning' | 'demo'): Promise<Answer<Uint8Array>>;

  /** Uses the user's own image (Intel HEX) instead of the vendor's; null: uses the vendor's again. Checks the file at once. */
  useImage(
    id: number,
    which: 'provisioning' | 'demo',
    image: { name: string; text: string } | null,
  ): Promise<Answer<null>>;

  /** Reads board and account, and changes nothing. While the demo firmware runs, the plan has only what is known without stopping it. */
  plan(id: number, options: { renew: boolean }): Promise<Answer<Plan>>;
  /**
   * Carries out the plan, or continues after a failure. With a debugger, runs the whole one-click job: provisioning firmware, MAR, demo
   * firmware, restart, Wi-Fi. Resolves when the board is set up. The step `first_message` ends later, with the first message.
   */
  provision(id: number, options: ProvisionOptions): Promise<Answer<JobResult>>;
  cancel(id: number): void;

  /** Restores the delivered state: sandbox certificates, no endpoint, demo firmware. Does not change the account. */
  restore(id: number): Promise<Answer<null>>;
  /** Reads everything that the board reports about itself into BoardState.inspection. */
  inspect(id: number): Promise<Answer<Inspection>>;
  /** Reads the root certificates that the module trusts into BoardState.roots. */
  checkRoots(id: number): Promise<Answer<RootsState>>;
  /** The module's root store as last read, 4 KiB. Fails with session.nothing_read before. */
  rootsBackup(id: number): Promise<Answer<Uint8Array>>;
  /** Adds the root certificate that AWS IoT needs. Replaces a damaged or empty store by one with only this certificate. */
  repairRoots(id: number): Promise<Answer<RootsState>>;
  /** Writes a backup of 4 KiB; refuses files that are not root stores. */
  writeRoots(id: number, backup: Uint8Array): Promise<Answer<RootsState>>;
  /** Finds out why no message arrives, with the result in BoardState.diagnosis. The session does this by itself after a minute without messages. */
  diagnose(id: number): Promise<Answer<Diagnosis>>;

  /**
   * The certificate authority, as the files of iotprovision's folder .microchip-iot (texts by path), including private keys. Creates the
   * authority if no board has needed it yet.
   */
  authorityFiles(): Promise<Answer<Record<string, string>>>;
  /**
   * Uses the user's own authority from such a folder for all boards from now on. Also imports the folder's boards, without the files that they
   * were delivered with. Ignores unknown files.
   */
  useAuthority(files: Record<string, string>): Promise<Answer<null>>;

  /** Follows the sensor data of a thing; reconnects by itself. */
  watch(thingName: string): Promise<Answer<null>>;
  unwatch(): Promise<Answer<null>>;
  listThings(): Promise<Answer<string[]>>;
  setToggle(on: boolean): Promise<Answer<null>>;
  series(): Series;

  /** The policies for the signed-in account, or for a placeholder number without one. `region`: one of `regions()`. */
  policies(region: string): PolicyTexts;

  /** Ends everything; the session cannot be used again. */
  dispose(): void;
}

/** See module.ts, loadModule. */
export interface Module {
  version: string;
  regions(): RegionInfo[];
  /**
   * onChange: called after changes, about once per frame at most. onLog: called with each new line, redacted. onStopped: called once if a defect
   * has stopped the core (page.core_stopped); from then on every call fails with that error, and state() returns the last state.
   */
  createSession(
    platform: Platform,
    onChange: (state: State) => void,
    onLog: (line: LogLine) => void,
    onStopped: (error: ErrorInfo) => void,
  ): Session;
}

// The boundary between the page and the C++ core. Every call returns a tagged result and never throws or rejects. The page draws the
// state, which changes by slices. Calls that take time resolve when they have ended; meanwhile the state shows their progress.

import type {
  Commands,
  CredentialForm,
  CredentialWarning,
  ErrorInfo,
  FirmwareRole,
  LogLevel,
  SliceName,
  Slices,
  State,
  WifiSecurity,
} from '@wasm/boundary.json';
import type { Answer } from './answer';
import type { HidTransport, Platform, SerialTransport } from './platform';

// The state and everything in it: generated from core/state when the modules are built.
export type * from '@wasm/boundary.json';
export type * from './answer';
export type * from './platform';

export interface LogLine {
  /** Milliseconds since the module started. */
  time: number;
  level: LogLevel;
  source: string;
  text: string;
}

// ---------------------------------------------------------------- the page's calls

export interface Recognised {
  form: CredentialForm;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  /** The region that the text names. With the warning `region_not_supported`, the boards do not support it and the user has to choose. */
  region: string;
  /** The profile's name in an INI file. */
  profile: string;
  warnings: CredentialWarning[];
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
  security: WifiSecurity;
}
export interface PolicyTexts {
  /** A line for a shell with the AWS CLI that makes a user with the policy `provision`, and prints its keys. */
  command: string;
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
  /** In the order of LiveState.fields. */
  fields: SeriesField[];
}
/** The values of one field of the messages, with NaN for messages that did not have it. */
export interface SeriesField {
  name: string;
  values: Float64Array;
}

/** What was received, as JSON texts of the types that each comment names. */
export interface ReceivedTexts {
  /** FleetState: all boards that are watched at once. */
  fleet(): string;
  /** The newest messages of one of them. */
  boardSeries(thingName: string): Series;
  /** ExplorerState. */
  explorer(): string;
  /** ExplorerMessage: the last on a topic; null if there is none. */
  explorerMessage(topic: string): string;
  /** ExportPart. `request`: ExportRequest. */
  exportPart(request: string): string;
}

/** A slice of the state that has changed. `id`: of the board or debugger, of the job's board, 0 for slices of which there is one. */
export type Change = {
  [Name in SliceName]: {
    readonly slice: Name;
    readonly id: number;
    /** Counts the changes of the slice. */
    readonly revision: number;
    /** Null if the slice no longer exists. */
    readonly value: Slices[Name] | null;
  };
}[SliceName];

export interface Session {
  /** The current state. Slices that did not change keep their identity. */
  state(): State;
  log(): LogLine[];
  /**
   * Fetches the module's second part. Every call that needs the part fetches it, too; call this to fetch it early, when it is clear that
   * it will be needed. Fails with `page.module_failed` if it cannot be loaded; the next call tries again.
   */
  prepare(): Promise<Answer<null>>;
  /** Gives a command. What it finds or changes shows in the state. */
  command<Name extends keyof Commands>(name: Name, arguments_: Commands[Name]): Promise<Answer<null>>;

  /** Finds out which board and which firmware answer on the port. Resolves with the board's id, which a board that returns keeps. */
  attachBoard(transport: SerialTransport): Promise<Answer<number>>;
  /**
   * Reads the debugger's identity and pairs it with its port, by resetting the board and watching on which port it starts (not needed
   * for a pair known from before). Resolves with the debugger's id; a returning debugger gets its old id.
   */
  attachDebugger(transport: HidTransport): Promise<Answer<number>>;
  /** Sets whether the browser gives the page access to debuggers; true by default. Without debuggers, the user copies images to the drive. */
  debuggersInReach(inReach: boolean): void;

  recognise(text: string): Promise<Answer<Recognised>>;
  /** Checks the keys with AWS (STS, then IoT's endpoint). They stay in the core's memory until signOut, or until AWS says
   * that they are useless. */
  signIn(keys: Keys): Promise<Answer<null>>;

  /** Succeeds if the settings can be sent to a board; else the error says what is wrong. Meant to be called while the user types. */
  checkWifi(settings: WifiSettings): Promise<Answer<null>>;
  /** Keeps the settings for this board in memory and sends them when the demo firmware answers. 0: for all boards that the tray starts. */
  setWifi(board: number, settings: WifiSettings): Promise<Answer<null>>;

  /**
   * The vendor's image for the kits whose names begin with `family`, as a file for the drive. Fails with provision.image_differs unless it is
   * the file that a job would program.
   */
  vendorImage(family: 'AVR-IoT' | 'PIC-IoT', which: FirmwareRole): Promise<Answer<Uint8Array>>;
  /** The module's root store as last read, 4 KiB. Fails with session.nothing_read before. */
  rootsBackup(board: number): Promise<Answer<Uint8Array>>;
  /** Writes a backup of 4 KiB; refuses files that are not root stores. */
  writeRoots(board: number, backup: Uint8Array): Promise<Answer<null>>;

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

  series(): Series;

  /**
   * Reads what many boards, the MQTT explorer and the export have; null while nothing has been watched or explored, because the module's second part has
   * it. web/src/live/received.ts parses it. Not in the state: it changes too often.
   */
  received<T>(read: (texts: ReceivedTexts) => T): T | null;

  /** The policies for the signed-in account, or for a placeholder number without one. `region`: one of the regions in boundary.json. */
  policies(region: string): Promise<Answer<PolicyTexts>>;

  /** Ends everything; the session cannot be used again. */
  dispose(): void;
}

/** See module.ts, loadModule. */
export interface Module {
  version: string;
  /**
   * onChange: called with the slices that have changed, at most every 40 ms; state() is the state after these changes. onLog: called with each new line, redacted. onStopped: called once if a defect
   * has stopped the core (page.core_stopped); from then on every call fails with that error, and state() returns the last state.
   */
  createSession(
    platform: Platform,
    onChange: (changes: readonly Change[]) => void,
    onLog: (line: LogLine) => void,
    onStopped: (error: ErrorInfo) => void,
  ): Session;
}

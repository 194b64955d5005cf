// What crosses the boundary between the page and the C++ core. Every call answers with a tagged result and never throws or rejects;
// the state is one JSON-like snapshot that the page draws. Commands that take time settle when they are over; meanwhile the state tells.

export type Value = string | number;

/** A stable code (`serial.port_busy`), typed parameters for the sentence in the text catalogue, technical detail for the log. */
export interface ErrorInfo {
  code: string;
  params: Record<string, Value>;
  detail: string;
}
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorInfo };

// ---------------------------------------------------------------- what the page gives to the core

/** A serial port that the user granted. `read` resolves with at least one byte, or an error; one read at a time. */
export interface SerialTransport {
  open(baudRate: number): Promise<Answer<null>>;
  read(): Promise<Answer<Uint8Array>>;
  write(bytes: Uint8Array): Promise<Answer<null>>;
  close(): Promise<Answer<null>>;
}

/** The debugger of a board, as WebHID has it: reports of 64 bytes without a report id. One exchange at a time. */
export interface HidTransport {
  open(): Promise<Answer<null>>;
  send(report: Uint8Array): Promise<Answer<null>>;
  /** Resolves with the next report; those that come while nobody waits are kept in order. */
  receive(): Promise<Answer<Uint8Array>>;
  close(): Promise<Answer<null>>;
}

export interface HttpExchange {
  status: number;
  headers: [string, string][];
  body: string;
}
export interface HttpCall {
  method: string;
  url: string;
  headers: [string, string][];
  body: string;
}

export interface MqttMessage {
  topic: string;
  payload: Uint8Array;
}
/** One connection at a time; see wasm/mqtt. */
export interface MqttTransport {
  connect(options: {
    url: string;
    clientId: string;
    keepAliveSeconds: number;
    connectTimeoutMs: number;
  }): Promise<Answer<null>>;
  subscribe(filter: string, qos: 0 | 1): Promise<Answer<null>>;
  publish(topic: string, payload: Uint8Array, qos: 0 | 1): Promise<Answer<null>>;
  receive(): Promise<Answer<MqttMessage[]>>;
  close(): Promise<Answer<null>>;
}

export interface Platform {
  /** Resolves with `http.unreachable` when there is no answer that may be read; `signal` aborts. */
  http(call: HttpCall, signal: AbortSignal): Promise<Answer<HttpExchange>>;
  /** Whether the host answers at all (fetch in no-cors mode, the answer unread). */
  probe(url: string, signal: AbortSignal): Promise<Answer<boolean>>;
  mqtt: MqttTransport;
  /** Public data that survives a reload. `get` resolves with null where there is nothing. */
  storage: {
    get(key: string): Promise<Answer<string | null>>;
    put(key: string, value: string): Promise<Answer<null>>;
    remove(key: string): Promise<Answer<null>>;
    keys(prefix: string): Promise<Answer<string[]>>;
  };
  /** The vendor's file of that name (`atmega4808-iot-provision-v2.hex`), served beside the page. The core checks it. */
  vendorFile(name: string): Promise<Answer<Uint8Array>>;
}

export interface LogLine {
  /** Milliseconds since the module started. */
  time: number;
  level: 'debug' | 'info' | 'warning' | 'error';
  source: string;
  text: string;
}

// ---------------------------------------------------------------- the state

export type Firmware = 'provisioning' | 'demo' | 'unknown';

export interface AccountState {
  status: 'empty' | 'checking' | 'good' | 'refused';
  simulated: boolean;
  region: string;
  /** Set when good. */
  accountId: string;
  arn: string;
  /** Short name: the user's or role's name, or "root". */
  userName: string;
  kind: 'root' | 'user' | 'role' | '';
  /** Root keys, or an administrator's where that could be found out: worth a warning. */
  powerful: boolean;
  /** The last four characters of the access key id. */
  keyEnding: string;
  temporary: boolean;
  /** Data endpoint of the account in this region. */
  endpoint: string;
  /** Seconds by which this computer's clock is wrong (AWS minus computer), corrected; 0 when it is not. */
  clockOffsetSeconds: number;
  error: ErrorInfo | null;
}

/** In the order of the flow; a job shows those that it may need. */
export type StepName =
  | 'connect_board'
  | 'pair_debugger'
  | 'program_provisioning'
  | 'verify_provisioning'
  | 'start_provisioning'
  | 'read_board'
  | 'check_account'
  | 'find_endpoint'
  | 'check_policy'
  | 'make_authority'
  | 'make_certificate'
  | 'write_store'
  | 'verify_store'
  | 'register_certificate'
  | 'create_thing'
  | 'attach_policy'
  | 'attach_certificate'
  | 'clean_up'
  | 'program_demo'
  | 'verify_demo'
  | 'restart'
  | 'send_wifi'
  | 'first_message'
  // Of the other jobs.
  | 'rebuild_certificates'
  | 'clear_endpoint'
  | 'read_roots'
  | 'write_roots'
  | 'verify_roots'
  | 'inspect_board';

export interface StepState {
  name: StepName;
  place: 'board' | 'aws' | 'page';
  /** `already`: found done, nothing changed. */
  status: 'waiting' | 'running' | 'done' | 'already' | 'failed';
  /** Time spent so far or in all. */
  milliseconds: number;
  /** 0..1 where it is known, else null. */
  progress: number | null;
}

export interface PlanItem {
  /**
   * What it is about: 'certificate' | 'store' | 'thing_name' | 'endpoint' | 'provisioning_firmware' | 'demo_firmware' | 'wifi' (board; a
   * firmware's params: name, version, own), 'policy' | 'certificate' | 'thing' | 'policy_attachment' | 'thing_attachment' |
   * 'old_certificate' (aws).
   */
  what: string;
  /** `check`: not known before the provisioning firmware runs; kept where it is good. */
  action: 'create' | 'write' | 'replace' | 'keep' | 'remove' | 'check';
  /** For instance name, from, to. */
  params: Record<string, Value>;
}
export interface Plan {
  board: PlanItem[];
  aws: PlanItem[];
  /** Nothing to do: the board and the account are as they should be. */
  complete: boolean;
  expectedMilliseconds: number;
  warnings: ErrorInfo[];
}

export interface JobResult {
  thingName: string;
  certificateId: string;
  endpoint: string;
  region: string;
  /** False when everything was already so. */
  changed: boolean;
  milliseconds: number;
  /** As a person types it into the console's test client. */
  topic: string;
  links: { thing: string; certificate: string; testClient: string };
}
/** Every job but `provision` puts back the firmware that it found. */
export type JobKind = 'provision' | 'restore' | 'inspect' | 'check_roots' | 'repair_roots' | 'write_roots';
export interface JobState {
  kind: JobKind;
  status: 'planning' | 'planned' | 'running' | 'done' | 'failed' | 'cancelled';
  plan: Plan | null;
  steps: StepState[];
  expectedMilliseconds: number;
  milliseconds: number;
  error: ErrorInfo | null;
  result: JobResult | null;
}

export interface DebuggerState {
  id: number;
  /** `identifying` also while it is being paired; `busy` while it programs. */
  status: 'identifying' | 'ready' | 'busy' | 'gone' | 'failed';
  simulated: boolean;
  /** As the debugger says it: "nEDBG CMSIS-DAP". */
  product: string;
  /** The kit's USB serial number, printed on the board: MCHP…. */
  serialNumber: string;
  /** "1.18.501". */
  firmware: string;
  /** "AVR-IoT WG"; empty when it does not tell. */
  kit: string;
  mcu: string;
  /** False: a kit that this page cannot program (the drive CURIOSITY can). */
  programmable: boolean;
  /** The board whose port was proved to belong to it; 0 for none yet. */
  board: number;
  warnings: ErrorInfo[];
  error: ErrorInfo | null;
}

/** An image that the flow programs. */
export interface ImageState {
  /** File name: the vendor's, or the user's own. */
  name: string;
  /** Of the vendor's image; empty for a user's own. */
  version: string;
  own: boolean;
}

export interface CertificateInfo {
  subject: string;
  issuer: string;
  /** Milliseconds since 1970. */
  notBefore: number;
  notAfter: number;
  serialNumber: string;
  /** Signed by the next in the chain (the last: null, nobody is there to ask). */
  chainOk: boolean | null;
}
export interface RootInfo {
  /** "Amazon Root CA 3" where the root is known, else the first digits of its subject's hash. */
  name: string;
  key: 'rsa' | 'ec';
  notBefore: number;
  notAfter: number;
}
export interface RootsState {
  status: 'good' | 'repairable' | 'damaged' | 'empty';
  roots: RootInfo[];
  /** Those that AWS IoT needs and that are not there, or have expired. */
  missing: string[];
}
export interface Inspection {
  secureElement: { serialNumber: string; part: string };
  /** The module's firmware, and the oldest that is fine. */
  module: { firmware: string; required: string };
  /** In the module's flash, device first; empty when there is no store. */
  certificates: CertificateInfo[];
  /** Whether the device's certificate is for the key that the secure element holds; null without one. */
  keyMatches: boolean | null;
  /** Compressed ones of the secure element (as delivered), rebuilt; empty for a part without them. */
  deliveredCertificates: CertificateInfo[];
  thingName: string;
  endpoint: string;
  roots: RootsState | null;
  warnings: ErrorInfo[];
}

/** Why no message comes: `cause.code` starts with `diagnosis.`; the findings are what was looked at. */
export interface Diagnosis {
  cause: ErrorInfo;
  findings: { what: string; ok: boolean | null; params: Record<string, Value> }[];
  /** What the board's firmware said meanwhile. */
  boardLog: string[];
}

export interface WifiState {
  /** `keep`: what the board has; `set`: will be sent when the demo firmware runs; `sent`: the board took it. */
  status: 'keep' | 'set' | 'sending' | 'sent' | 'failed';
  ssid: string;
  security: 'open' | 'wpa' | 'wep';
  error: ErrorInfo | null;
}

export interface BoardState {
  id: number;
  simulated: boolean;
  /** What names this board to a person: kit where known, secure-element serial number, else "Board 1". */
  label: string;
  status: 'identifying' | 'ready' | 'busy' | 'gone' | 'failed';
  firmware: Firmware | '';
  firmwareVersion: string;
  moduleFirmware: string;
  secureElement: string;
  /** What the module's flash says (after it was read). */
  thingName: string;
  endpoint: string;
  warnings: ErrorInfo[];
  error: ErrorInfo | null;
  job: JobState | null;
  wifi: WifiState;
  /** From the debugger that belongs to it; empty without one. */
  kit: string;
  mcu: string;
  /** The debugger that was proved to belong to this port: the one click is possible. */
  debugger: DebuggerState | null;
  /** What the flow would program; null where it cannot. */
  images: { provisioning: ImageState; demo: ImageState } | null;
  inspection: Inspection | null;
  /** As last read. */
  roots: RootsState | null;
  diagnosis: Diagnosis | null;
  /** Simulated boards only. */
  leds: { error: boolean; data: boolean; conn: boolean; wifi: boolean } | null;
}

export interface LiveState {
  status: 'idle' | 'connecting' | 'waiting' | 'live' | 'silent' | 'reconnecting' | 'failed';
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

  recognise(text: string): Promise<Answer<Recognised>>;
  /** Checks the keys with AWS (STS, then IoT's endpoint). They stay in the core's memory until signOut(). */
  signIn(keys: Keys): Promise<Answer<null>>;
  signOut(): void;

  /** Says what is wrong with the settings, for typing; ok when they can be sent. */
  checkWifi(settings: WifiSettings): Promise<Answer<null>>;
  /** Remembers the settings for this board (in memory) and sends them when the demo firmware answers. null: keep what the board has. */
  setWifi(id: number, settings: WifiSettings | null): Promise<Answer<null>>;

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
  /** The user's own authority from such a folder; boards are certified by it from now on. Files that it does not know are left alone. */
  useAuthority(files: Record<string, string>): Promise<Answer<null>>;

  /** Follows the sensor data of a thing; reconnects by itself. */
  watch(thingName: string): Promise<Answer<null>>;
  unwatch(): Promise<Answer<null>>;
  listThings(): Promise<Answer<string[]>>;
  setToggle(on: boolean): Promise<Answer<null>>;
  series(): Series;

  policies(): PolicyTexts;

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
    kit?: 'avr-iot-wg' | 'avr-iot-wa';
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
  /** onChange: at most once a frame or so, after changes; onLog: each line as it comes, redacted. */
  createSession(
    platform: Platform,
    onChange: (state: State) => void,
    onLog: (line: LogLine) => void,
  ): Session;
}

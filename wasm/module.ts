// The module as provisioner.d.ts promises it, made of what bindings.cpp exports. Holds no logic of its own.
import type {
  Answer,
  BoardState,
  HidTransport,
  Keys,
  LogLine,
  Module,
  Platform,
  RegionInfo,
  SerialTransport,
  Session,
  SimulationControls,
  State,
} from './provisioner';

type Settle = (ok: boolean, json: string) => void;

/** The embind class of bindings.cpp. */
interface NativeSession {
  state(): string;
  log(): string;
  attachBoard(transport: SerialTransport, settle: Settle): void;
  boardGone(id: number, settle: Settle): void;
  boardBack(id: number, transport: SerialTransport, settle: Settle): void;
  identifyAgain(id: number, settle: Settle): void;
  forgetBoard(id: number, settle: Settle): void;
  selectBoard(id: number, settle: Settle): void;
  attachDebugger(transport: HidTransport, settle: Settle): void;
  debuggerGone(id: number, settle: Settle): void;
  forgetDebugger(id: number, settle: Settle): void;
  recognise(text: string, settle: Settle): void;
  signIn(accessKeyId: string, secret: string, token: string, region: string, settle: Settle): void;
  signOut(): void;
  checkWifi(ssid: string, passphrase: string, security: string, settle: Settle): void;
  setWifi(id: number, ssid: string, passphrase: string, security: string, settle: Settle): void;
  keepWifi(id: number, settle: Settle): void;
  plan(id: number, renew: boolean, settle: Settle): void;
  useImage(id: number, which: string, name: string, text: string, settle: Settle): void;
  useVendorsImage(id: number, which: string, settle: Settle): void;
  provision(id: number, renew: boolean, asserted: boolean, settle: Settle): void;
  cancel(id: number, settle: Settle): void;
  restore(id: number, settle: Settle): void;
  inspect(id: number, settle: Settle): void;
  checkRoots(id: number, settle: Settle): void;
  rootsBackup(id: number, settle: (ok: boolean, jsonOrBytes: string | Uint8Array) => void): void;
  repairRoots(id: number, settle: Settle): void;
  writeRoots(id: number, backup: Uint8Array, settle: Settle): void;
  diagnose(id: number, settle: Settle): void;
  watch(thing: string, settle: Settle): void;
  unwatch(): void;
  listThings(settle: Settle): void;
  setToggle(on: boolean, settle: Settle): void;
  series(): ReturnType<Session['series']>;
  policies(): string;
  simulateBoard?(firmware: string, debuggerToo: boolean, kit: string, settle: Settle): void;
  simulateUnplug?(id: number): void;
  simulateReplug?(id: number, settle: Settle): void;
  simulateDrop?(id: number, image: string, settle: Settle): void;
  simulateSignIn?(settle: Settle): void;
  simulatedLeds?(): string;
  delete(): void;
}

interface NativeModule {
  regions(): string;
  Session: new (platform: Platform, onChange: () => void, onLog: (line: string) => void) => NativeSession;
}

export type ModuleFactory = (options: { locateFile: (name: string) => string }) => Promise<NativeModule>;

function parsed<T>(ok: boolean, json: string): Answer<T> {
  return ok ? { ok, value: JSON.parse(json) as T } : { ok, error: JSON.parse(json) as never };
}

function later<T>(start: (settle: Settle) => void): Promise<Answer<T>> {
  return new Promise((resolve) => {
    start((ok, json) => {
      resolve(parsed<T>(ok, json));
    });
  });
}

function atOnce<T>(ask: (settle: Settle) => void): Answer<T> {
  let answer: Answer<T> = { ok: false, error: { code: 'base.internal', params: {}, detail: '' } };
  ask((ok, json) => {
    answer = parsed<T>(ok, json);
  });
  return answer;
}

function bytesAtOnce(
  ask: (settle: (ok: boolean, value: string | Uint8Array) => void) => void,
): Answer<Uint8Array> {
  let answer: Answer<Uint8Array> = { ok: false, error: { code: 'base.internal', params: {}, detail: '' } };
  ask((ok, value) => {
    answer = typeof value === 'string' ? parsed(ok, value) : { ok: true, value };
  });
  return answer;
}

function simulationOf(native: NativeSession): SimulationControls | undefined {
  if (!native.simulateBoard) return undefined;
  return {
    attachBoard: ({ firmware, debugger: debuggerToo = true, kit = 'avr-iot-wg' }) =>
      later((settle) => native.simulateBoard?.(firmware, debuggerToo, kit, settle)),
    unplug: (id) => native.simulateUnplug?.(id),
    replug: (id) => later((settle) => native.simulateReplug?.(id, settle)),
    drop: (id, image) => later((settle) => native.simulateDrop?.(id, image, settle)),
    signIn: () => later((settle) => native.simulateSignIn?.(settle)),
  };
}

function stateOf(native: NativeSession): State {
  const state = JSON.parse(native.state()) as State;
  const leds = native.simulatedLeds
    ? (JSON.parse(native.simulatedLeds()) as Record<string, BoardState['leds']>)
    : {};
  for (const board of state.boards) board.leds = leds[String(board.id)] ?? null;
  return state;
}

function sessionOf(native: NativeSession): Session {
  const simulation = simulationOf(native);
  const nothing: Settle = () => undefined;
  return {
    state: () => stateOf(native),
    log: () => JSON.parse(native.log()) as LogLine[],
    attachBoard: (transport) => later((settle) => native.attachBoard(transport, settle)),
    boardGone: (id) => native.boardGone(id, nothing),
    boardBack: (id, transport) => later((settle) => native.boardBack(id, transport, settle)),
    identifyAgain: (id) => later((settle) => native.identifyAgain(id, settle)),
    forgetBoard: (id) => later((settle) => native.forgetBoard(id, settle)),
    selectBoard: (id) => native.selectBoard(id, nothing),
    attachDebugger: (transport) => later((settle) => native.attachDebugger(transport, settle)),
    debuggerGone: (id) => native.debuggerGone(id, nothing),
    forgetDebugger: (id) => later((settle) => native.forgetDebugger(id, settle)),
    recognise: (text) => atOnce((settle) => native.recognise(text, settle)),
    signIn: (keys: Keys) =>
      later((settle) =>
        native.signIn(keys.accessKeyId, keys.secretAccessKey, keys.sessionToken, keys.region, settle),
      ),
    signOut: () => native.signOut(),
    checkWifi: (wifi) =>
      atOnce((settle) => native.checkWifi(wifi.ssid, wifi.passphrase, wifi.security, settle)),
    setWifi: (id, wifi) =>
      later((settle) =>
        wifi
          ? native.setWifi(id, wifi.ssid, wifi.passphrase, wifi.security, settle)
          : native.keepWifi(id, settle),
      ),
    plan: (id, { renew }) => later((settle) => native.plan(id, renew, settle)),
    useImage: (id, which, image) =>
      atOnce((settle) =>
        image
          ? native.useImage(id, which, image.name, image.text, settle)
          : native.useVendorsImage(id, which, settle),
      ),
    provision: (id, { renew, pairing }) =>
      later((settle) => native.provision(id, renew, pairing === 'asserted', settle)),
    cancel: (id) => native.cancel(id, nothing),
    restore: (id) => later((settle) => native.restore(id, settle)),
    inspect: (id) => later((settle) => native.inspect(id, settle)),
    checkRoots: (id) => later((settle) => native.checkRoots(id, settle)),
    rootsBackup: (id) => bytesAtOnce((settle) => native.rootsBackup(id, settle)),
    repairRoots: (id) => later((settle) => native.repairRoots(id, settle)),
    writeRoots: (id, backup) => later((settle) => native.writeRoots(id, backup, settle)),
    diagnose: (id) => later((settle) => native.diagnose(id, settle)),
    watch: (thing) => later((settle) => native.watch(thing, settle)),
    unwatch: () => {
      native.unwatch();
      return Promise.resolve({ ok: true, value: null });
    },
    listThings: () => later((settle) => native.listThings(settle)),
    setToggle: (on) => later((settle) => native.setToggle(on, settle)),
    series: () => native.series(),
    policies: () => JSON.parse(native.policies()) as ReturnType<Session['policies']>,
    ...(simulation ? { simulation } : {}),
    dispose: () => native.delete(),
  };
}

/** Loads one of the two builds; `factory` is the default export of its .js, `wasmUrl` where its .wasm lies. */
export async function loadModule(factory: ModuleFactory, wasmUrl: string): Promise<Answer<Module>> {
  let native: NativeModule;
  try {
    native = await factory({ locateFile: () => wasmUrl });
  } catch (error) {
    return { ok: false, error: { code: 'page.module_failed', params: {}, detail: String(error) } };
  }
  return {
    ok: true,
    value: {
      version: '0.1.0',
      simulated: 'simulateBoard' in native.Session.prototype,
      regions: () => JSON.parse(native.regions()) as RegionInfo[],
      createSession(platform, onChange, onLog) {
        const session = new native.Session(
          platform,
          () => {
            onChange(stateOf(session));
          },
          (line) => {
            onLog(JSON.parse(line) as LogLine);
          },
        );
        return sessionOf(session);
      },
    },
  };
}

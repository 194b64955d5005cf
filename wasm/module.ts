// Wraps the exports of bindings.cpp into the interface of provisioner.d.ts. The only logic: the product comes in two parts
// (split.cmake), so what first_visit.mjs calls is available at once, and every other call waits for the second part.
import type {
  Answer,
  Change,
  ErrorInfo,
  HidTransport,
  Keys,
  LogLine,
  Module,
  Platform,
  ReceivedTexts,
  SerialTransport,
  Session,
  State,
} from './provisioner';
import { instantiate } from './instantiate';
import { StateStore } from './state_store';

/** A value or an error as JSON text; some values are bytes. */
type Settle = (ok: boolean, outcome: string | Uint8Array) => void;

/** The embind class of bindings.cpp. */
interface NativeSession extends ReceivedTexts {
  changes(): string;
  command(name: string, arguments_: string, settle: Settle): void;
  log(): string;
  attachBoard(transport: SerialTransport, settle: Settle): void;
  attachDebugger(transport: HidTransport, settle: Settle): void;
  debuggersInReach(inReach: boolean): void;
  recognise(text: string, settle: Settle): void;
  signIn(accessKeyId: string, secret: string, token: string, region: string, settle: Settle): void;
  checkWifi(ssid: string, passphrase: string, security: string, settle: Settle): void;
  setWifi(id: number, ssid: string, passphrase: string, security: string, settle: Settle): void;
  vendorImage(family: string, which: string, settle: Settle): void;
  rootsBackup(id: number, settle: Settle): void;
  writeRoots(id: number, backup: Uint8Array, settle: Settle): void;
  authorityFiles(settle: Settle): void;
  useAuthority(files: string, settle: Settle): void;
  series(): ReturnType<Session['series']>;
  policies(region: string, settle: Settle): void;
  delete(): void;
}

interface NativeModule {
  /** Called with the outcome of JavaScript's promises, for js_answer.cpp. */
  settle: (token: number, result: unknown) => void;
  /** Called by browser_executor.cpp with the trap that ended a turn. */
  trapped?: (error: unknown) => void;
  Session: new (platform: Platform, onChange: () => void, onLog: (line: string) => void) => NativeSession;
}

type Receive = (instance: WebAssembly.Instance) => void;
export type ModuleFactory = (options: {
  instantiateWasm: (imports: WebAssembly.Imports, receive: Receive) => object;
}) => Promise<NativeModule>;

/** The addresses of a build's WebAssembly: one file, or the two parts of a split module. */
export interface ModuleFiles {
  first: string;
  rest?: string;
  /** What the page needs as soon as the second part is there; loaded together with it. */
  besideRest?: () => Promise<unknown>;
}

const loaded: Answer<null> = { ok: true, value: null };
const failed = (error: unknown): Answer<never> => ({
  ok: false,
  error: { code: 'page.module_failed', params: {}, detail: String(error) },
});

/** Both parts of a module share memory and function table. The second part fills the table slots that the first part has left empty. */
class Parts {
  private imports: WebAssembly.Imports = {};
  private first: WebAssembly.Instance | undefined;
  private arriving: Promise<Answer<null>> | undefined;
  private whole: boolean;

  constructor(private readonly files: ModuleFiles) {
    this.whole = files.rest === undefined;
  }

  /** True once the second part is there. */
  get isWhole(): boolean {
    return this.whole;
  }

  start(factory: ModuleFactory): Promise<NativeModule> {
    return new Promise((resolve, reject) => {
      const instantiateWasm = (imports: WebAssembly.Imports, receive: Receive): object => {
        this.imports = imports;
        instantiate(this.files.first, imports)
          .then((instance) => {
            this.first = instance;
            if (!this.whole) this.addStubs();
            receive(instance);
          })
          .catch(reject);
        return {};
      };
      factory({ instantiateWasm }).then(resolve, reject);
    });
  }

  /**
   * Makes the table return a stub for a slot that is still empty. embind keeps calling the functions that it looked up before the second part
   * arrived, so the stub looks up its slot at each call.
   */
  private addStubs(): void {
    const table = Object.values(this.first?.exports ?? {}).find((one) => one instanceof WebAssembly.Table);
    if (!table) throw new Error('the first part of the module exports no table');
    type Called = ((...args: unknown[]) => unknown) | null;
    const found = table.get.bind(table) as (slot: number) => Called;
    const stub =
      (slot: number) =>
      (...args: unknown[]): unknown => {
        const called = found(slot);
        if (!called) throw new Error('called before the rest of the module was loaded');
        return called(...args);
      };
    table.get = (slot) => found(slot) ?? stub(slot);
  }

  /** Runs `work` with the whole module, after loading the second part if necessary. */
  with(work: (ready: Answer<null>) => void): void {
    if (this.whole) {
      work(loaded);
    } else {
      void this.fetchRest().then(work);
    }
  }

  /** If loading fails, the next call tries again. */
  fetchRest(): Promise<Answer<null>> {
    if (this.whole) return Promise.resolve(loaded);
    const rest = (): Promise<unknown> =>
      instantiate(this.files.rest ?? '', { ...this.imports, first: this.first?.exports ?? {} });
    this.arriving ??= Promise.all([rest(), this.files.besideRest?.()])
      .then(() => {
        this.whole = true;
        return loaded;
      })
      .catch((error: unknown) => failed(error))
      .finally(() => (this.arriving = undefined));
    return this.arriving;
  }
}

function parsed<T>(ok: boolean, outcome: string | Uint8Array): Answer<T> {
  const value: unknown = typeof outcome === 'string' ? JSON.parse(outcome) : outcome;
  return ok ? { ok, value: value as T } : { ok, error: value as ErrorInfo };
}

type Stopped = Extract<Answer<never>, { ok: false }>;

/**
 * Knows whether the core still works. The core never throws into JavaScript on purpose, so any exception is a trap, after which its memory cannot be
 * trusted. From then on the core is not called any more, and all waiting calls are answered with page.core_stopped.
 */
class Health {
  private stopped: Stopped | undefined;
  private readonly waiting = new Set<(stopped: Stopped) => void>();
  private readonly listeners = new Set<(error: ErrorInfo) => void>();

  constructor(native: NativeModule) {
    const settle = native.settle.bind(native);
    native.settle = (token, result) => this.guard(() => settle(token, result), undefined);
    native.trapped = (error) => this.stop(error);
  }

  /** Returns the call's result, or `otherwise` if it traps or the core has stopped. */
  guard<T>(call: () => T, otherwise: T): T {
    if (this.stopped) return otherwise;
    try {
      return call();
    } catch (error) {
      this.stop(error);
      return otherwise;
    }
  }

  /** A promise that resolves at the latest when the core stops. */
  answer<T>(start: (resolve: (answer: Answer<T>) => void) => void): Promise<Answer<T>> {
    return new Promise((resolve) => {
      if (this.stopped) {
        resolve(this.stopped);
        return;
      }
      this.waiting.add(resolve);
      start((answer) => {
        this.waiting.delete(resolve);
        resolve(answer);
      });
    });
  }

  onStopped(listener: (error: ErrorInfo) => void): void {
    this.listeners.add(listener);
  }

  private stop(error: unknown): void {
    if (this.stopped) return;
    this.stopped = { ok: false, error: { code: 'page.core_stopped', params: {}, detail: String(error) } };
    for (const resolve of this.waiting) resolve(this.stopped);
    this.waiting.clear();
    for (const listener of this.listeners) listener(this.stopped.error);
  }
}

type Later = <T>(start: (settle: Settle) => void) => Promise<Answer<T>>;

/** Makes calls into the whole module that answer through a callback. */
function laterIn(parts: Parts, health: Health): Later {
  return <T>(start: (settle: Settle) => void) =>
    health.answer<T>((resolve) => {
      parts.with((ready) => {
        if (!ready.ok) {
          resolve(ready);
          return;
        }
        const settle: Settle = (ok, outcome) => {
          resolve(parsed<T>(ok, outcome));
        };
        health.guard(() => start(settle), undefined);
      });
    });
}

/** Calls a function of the page. An exception there must not unwind the core. */
function tell(page: () => void): void {
  try {
    page();
  } catch (error) {
    reportError(error);
  }
}

function sessionOf(native: NativeSession, parts: Parts, health: Health, state: () => State): Session {
  const later = laterIn(parts, health);
  const noSeries = { time: new Float64Array(), fields: [] };
  return {
    state,
    log: () => health.guard(() => JSON.parse(native.log()) as LogLine[], []),
    prepare: () => parts.fetchRest(),
    command: (name, arguments_) =>
      later((settle) => native.command(name, JSON.stringify(arguments_), settle)),
    attachBoard: (transport) => later((settle) => native.attachBoard(transport, settle)),
    attachDebugger: (transport) => later((settle) => native.attachDebugger(transport, settle)),
    debuggersInReach: (inReach) => health.guard(() => native.debuggersInReach(inReach), undefined),
    recognise: (text) => later((settle) => native.recognise(text, settle)),
    signIn: (keys: Keys) =>
      later((settle) =>
        native.signIn(keys.accessKeyId, keys.secretAccessKey, keys.sessionToken, keys.region, settle),
      ),
    checkWifi: (wifi) =>
      later((settle) => native.checkWifi(wifi.ssid, wifi.passphrase, wifi.security, settle)),
    setWifi: (board, wifi) =>
      later((settle) => native.setWifi(board, wifi.ssid, wifi.passphrase, wifi.security, settle)),
    vendorImage: (family, which) => later((settle) => native.vendorImage(family, which, settle)),
    rootsBackup: (board) => later((settle) => native.rootsBackup(board, settle)),
    writeRoots: (board, backup) => later((settle) => native.writeRoots(board, backup, settle)),
    authorityFiles: () => later((settle) => native.authorityFiles(settle)),
    useAuthority: (files) => later((settle) => native.useAuthority(JSON.stringify(files), settle)),
    series: () => health.guard(() => native.series(), noSeries),
    received: (read) => (parts.isWhole ? health.guard(() => read(native), null) : null),
    policies: (region) => later((settle) => native.policies(region, settle)),
    dispose: () => health.guard(() => native.delete(), undefined),
  };
}

/** Makes an instance of the module, with memory of its own; `factory` is the default export of its .js. */
export async function loadModule(factory: ModuleFactory, files: ModuleFiles): Promise<Answer<Module>> {
  const parts = new Parts(files);
  let native: NativeModule;
  try {
    native = await parts.start(factory);
  } catch (error) {
    return failed(error);
  }
  const health = new Health(native);
  return {
    ok: true,
    value: {
      version: '0.1.0',
      createSession(platform, onChange, onLog, onStopped) {
        health.onStopped((error) => tell(() => onStopped(error)));
        const store = new StateStore();
        // What the page has read by state() and was not told of yet.
        let untold: Change[] = [];
        const update = (): void => {
          const changes = JSON.parse(session.changes()) as Change[];
          store.apply(changes);
          untold = [...untold, ...changes];
        };
        const session = new native.Session(
          platform,
          () => {
            update();
            const told = untold;
            untold = [];
            if (told.length > 0) tell(() => onChange(told));
          },
          (line) => {
            tell(() => onLog(JSON.parse(line) as LogLine));
          },
        );
        return sessionOf(session, parts, health, () => {
          health.guard(update, undefined);
          return store.state;
        });
      },
    },
  };
}

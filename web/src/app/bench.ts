/**
 * One session of the core with the page's part of it: devices, log and the user's choices. There is one for the user's own boards and account and,
 * after the user starts the simulation, one that is connected to the simulation.
 */
import type {
  ErrorInfo,
  LogLine,
  MethodName,
  Module,
  Platform,
  Session,
  State,
} from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import {
  deferWhileHidden,
  type DebuggerDevices,
  type DeviceEvents,
  type Devices,
  type Ports,
} from '../devices/ports';
import type { Simulation } from '../simulation/simulation';
import { explain } from '../text/catalogue';
import type { Keeper } from './authority_keeper';
import { BoardsOnPorts } from './boards_on_ports';
import { Debuggers } from './debuggers';
import { FirmwareWatch } from './firmware_watch';
import type { HidObstacle, View } from './view';

const keptLines = 5_000;

function warningOf(error: ErrorInfo): string {
  const { what, todo } = explain(error);
  return `${what} ${todo} (${error.code}: ${error.detail})`;
}

/** Called for devices that are attached without a click, because the user granted them before. */
export interface Unasked {
  /** Such a device was plugged in. */
  arrived: (kind: 'port' | 'debugger') => void;
  /** A device could not be attached. No board's state has this error. */
  refused: (error: ErrorInfo) => void;
}

/** What a session is connected to. */
export interface Connections {
  /** Makes the services for one session. `warn` logs errors that belong to no call. */
  platform: (warn: (error: ErrorInfo) => void) => Platform;
  ports: Ports | null;
  debuggers: DebuggerDevices | null;
  hid: HidObstacle;
}

export class Bench {
  readonly session: Session;
  readonly log: LogLine[] = [];
  /** The number of all lines so far, including dropped ones. */
  logged = 0;
  readonly boards: BoardsOnPorts | null;
  readonly debuggers: Debuggers | null;
  /** The boards that are being provisioned, from the user's click on. */
  readonly provisioning = new Set<number>();
  private authority: View['authority'] = 'page';
  private keeper: Keeper | null = null;
  /** The certificates that the keeper has. */
  private kept = '';
  private method: MethodName = 'mar';
  /** Why the core has stopped; null while it works. */
  private stopped: ErrorInfo | null = null;
  private readonly firmware: FirmwareWatch;
  /** Logs an error that belongs to no command. */
  private readonly warn: (error: ErrorInfo) => void;

  constructor(
    readonly module: Module,
    readonly parts: Connections,
    /** Set if `parts` are the simulation's. */
    readonly simulation: Simulation | null,
    private readonly update: () => void,
    logged: () => void,
    private readonly unasked: Unasked,
  ) {
    const write = (line: LogLine): void => {
      this.log.push(line);
      ++this.logged;
      if (this.log.length > keptLines) this.log.splice(0, this.log.length - keptLines);
      logged();
    };
    const started = performance.now();
    this.warn = (error) => {
      const time = Math.round(performance.now() - started);
      write({ time, level: 'warning', source: 'page', text: warningOf(error) });
    };
    const platform = parts.platform(this.warn);
    const changed = (): void => {
      const state = this.session.state();
      this.boards?.follow(state);
      this.debuggers?.follow(state);
      this.keepUp(state);
      update();
    };
    const stopped = (error: ErrorInfo): void => {
      this.stopped = error;
      update();
    };
    this.session = module.createSession(platform, changed, write, stopped);
    const { refused } = unasked;
    this.boards = parts.ports && new BoardsOnPorts(this.session, parts.ports, refused);
    this.debuggers = parts.debuggers && new Debuggers(this.session, parts.debuggers, refused);
    this.firmware = new FirmwareWatch(this.session, update);
    if (parts.hid !== null) this.session.debuggersInReach(false);
    if (simulation) simulation.onStopped = stopped;
  }

  facts(): Partial<View> {
    const { module, session, simulation } = this;
    const state = session.state();
    if (!simulation) this.firmware.follow(state);
    return {
      core: this.stopped ? 'failed' : 'ready',
      coreError: this.stopped,
      state: this.firmware.calm(state),
      version: module.version,
      method: this.method,
      authority: this.authority,
      leds: this.leds(state.selected),
      starting: this.provisioning.has(state.selected),
    };
  }

  /** The lights of a virtual board; the same object until they change. Null for a real board. */
  leds(board: number): View['leds'] {
    const port = this.simulation && this.boards?.portOf(board);
    return port ? this.simulation.leds(port) : null;
  }

  get chosenMethod(): MethodName {
    return this.method;
  }

  chooseMethod(method: MethodName): void {
    this.method = method;
    this.update();
  }

  authorityIsKept(where: 'browser' | 'folder', keeper: Keeper): void {
    this.authority = where;
    this.keeper = keeper;
    this.kept = issued(this.session.state());
    this.update();
  }

  /** Adds the boards that were provisioned since. */
  private keepUp(state: State): void {
    const certificates = issued(state);
    if (!this.keeper || certificates === this.kept) return;
    this.kept = certificates;
    this.keeper().catch((error: unknown) => {
      this.authorityWasForgotten();
      this.warn(failure('page.authority_not_stored', error).error);
    });
  }

  /** The authority is in the page only, from now on. */
  authorityWasForgotten(): void {
    this.keeper = null;
    this.authority = 'page';
    this.update();
  }

  authorityWasSaved(): void {
    if (this.authority === 'page') this.authority = 'saved';
    this.update();
  }

  /** The user has brought another one. */
  authorityWasReplaced(): void {
    this.keeper = null;
    this.authority = 'own';
    this.update();
  }

  /** True while a job runs on a board, which leaving the page would interrupt. */
  works(): boolean {
    if (this.stopped) return false;
    const { boards, jobs } = this.session.state();
    return boards.some(({ status }) => status === 'busy') || jobs.some(({ status }) => status === 'running');
  }

  /** Attaches the plugged-in devices that the user granted before. */
  async attachRemembered(): Promise<void> {
    const { ports, debuggers } = this.parts;
    await Promise.all([
      follow(ports, this.boards, () => this.unasked.arrived('port')),
      follow(debuggers, this.debuggers, () => this.unasked.arrived('debugger')),
    ]);
  }

  end(): void {
    this.firmware.stop();
    this.boards?.end();
    this.debuggers?.end();
    this.session.dispose();
    this.simulation?.end();
  }
}

/** The certificates that were issued in this session. */
function issued({ jobs }: State): string {
  return jobs.map(({ kind, result }) => (kind === 'provision' ? (result?.certificateId ?? '') : '')).join();
}

async function follow(
  devices: Devices<unknown> | null,
  events: DeviceEvents | null,
  arrived: () => void,
): Promise<void> {
  if (!devices || !events) return;
  const seen = deferWhileHidden({
    connected(device) {
      arrived();
      events.connected(device);
    },
    disconnected: (device) => events.disconnected(device),
  });
  devices.watch(seen);
  for (const device of await devices.granted()) seen.connected(device);
}

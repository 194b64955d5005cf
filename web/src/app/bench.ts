/** One session of the core with what the page holds for it: its devices, its log, what was chosen on the page. There is one for the product and, once somebody tries, one for the simulation. */
import type { ErrorInfo, LogLine, Module, Session, State } from '../../../wasm/provisioner';
import { deferWhileHidden, type DeviceEvents, type Devices } from '../devices/ports';
import { explain } from '../text/catalogue';
import { BoardsOnPorts } from './boards_on_ports';
import { Debuggers } from './debuggers';
import { FirmwareWatch } from './firmware_watch';
import type { View } from './view';
import type { Surroundings } from './workbench';

const keptLines = 5_000;

function warningOf(error: ErrorInfo): string {
  const { what, todo } = explain(error);
  return `${what} ${todo} (${error.code}: ${error.detail})`;
}

/** What comes of devices that nobody asked for: they were granted before. */
export interface Unasked {
  /** One of that kind is there. */
  arrived: (kind: 'port' | 'debugger') => void;
  /** One could not be attached, which no board's state tells. */
  refused: (error: ErrorInfo) => void;
}

export class Bench {
  readonly session: Session;
  readonly log: LogLine[] = [];
  /** Of all lines there ever were. */
  logged = 0;
  readonly boards: BoardsOnPorts | null;
  readonly debuggers: Debuggers | null;
  /** Boards that are being provisioned, from the click on. */
  readonly provisioning = new Set<number>();
  authority: View['authority'] = 'page';
  /** The things of the account, once asked for. */
  things: string[] | null = null;
  /** Why the core does nothing any more; null while it works. */
  private stopped: ErrorInfo | null = null;
  private readonly firmware: FirmwareWatch;

  constructor(
    readonly module: Module,
    private readonly parts: Surroundings,
    update: () => void,
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
    const platform = parts.platform((error) => {
      const time = Math.round(performance.now() - started);
      write({ time, level: 'warning', source: 'page', text: warningOf(error) });
    });
    const changed = (state: State): void => {
      this.boards?.follow(state);
      this.debuggers?.follow(state);
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
  }

  facts(): Partial<View> {
    const { module, session } = this;
    const state = session.state();
    if (!module.simulated) this.firmware.follow(state);
    return {
      core: this.stopped ? 'failed' : 'ready',
      coreError: this.stopped,
      state: this.firmware.calm(state),
      version: module.version,
      regions: module.regions(),
      authority: this.authority,
      things: this.things,
      starting: this.provisioning.has(state.selected),
    };
  }

  /** Whether a board would be left in the middle of something. */
  works(): boolean {
    if (this.stopped) return false;
    return this.session
      .state()
      .boards.some(({ status, job }) => status === 'busy' || job?.status === 'running');
  }

  /** Granted before and plugged in: they need no list. */
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
  }
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

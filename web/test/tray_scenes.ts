/** The scenes of the view with many boards: none, some to start, some at work, and a tray that is armed. */
import type {
  BoardState,
  DebuggerState,
  JobState,
  State,
  TrayBoard,
  TrayState,
} from '../../wasm/provisioner';
import type { View } from '../src/app/view';
import { account, board, done, error, fresh, held, job, view, wholePlan, wholeSteps } from './scene_parts';

const kits = ['AVR-IoT WG', 'AVR-IoT WA', 'PIC-IoT WG', 'PIC-IoT WA'];

function serial(id: number): string {
  return `MCHP32610218000${(12345 + id * 7919).toString().slice(-5)}`;
}

function debuggerOf(id: number): DebuggerState {
  return { ...held, id: 100 + id, board: id, kit: kits[id % 4] ?? '', serialNumber: serial(id) };
}

function boardOf(id: number, change: Partial<BoardState> = {}): BoardState {
  const element = `0123${(0xa4f1c29d7b + id * 0x1d03f7).toString(16).toUpperCase()}EE`;
  const kit = kits[id % 4] ?? '';
  const one = { id, kit, secureElement: element, label: element, debugger: debuggerOf(id) };
  return { ...board, ...fresh, ...one, ...change };
}

interface Row {
  now: Partial<TrayBoard>;
  board?: Partial<BoardState>;
  job?: JobState;
}

function running(done: number): JobState {
  const steps = wholeSteps.map((step, index) => {
    if (index > done) return { ...step, status: 'waiting' as const, progress: null };
    return { ...step, status: index < done ? ('done' as const) : ('running' as const) };
  });
  return job({ status: 'running', plan: wholePlan, steps, milliseconds: 2300 + done * 1100 });
}

const failed = (code: string, step: string): JobState =>
  job({ status: 'failed', milliseconds: 9_120, error: error(code, { step }) });

const rows = {
  ready: { now: { status: 'ready', next: 'provision', startable: true } },
  running: { now: { status: 'running', next: 'wait' }, board: { status: 'busy' }, job: running(7) },
  programming: { now: { status: 'running', next: 'wait' }, board: { status: 'busy' }, job: running(3) },
  starting: { now: { status: 'running', next: 'wait' }, board: { status: 'busy' } },
  passed: { now: { status: 'passed', next: 'watch' }, job: { ...done, milliseconds: 48_310 } },
  taken: { now: { status: 'passed', next: 'connect_board' }, board: { status: 'gone' }, job: done },
  failed: {
    now: { status: 'failed', next: 'continue', startable: true, error: error('hid.disconnected') },
    job: failed('hid.disconnected', 'program_demo'),
  },
  unplugged: {
    now: { status: 'failed', next: 'connect_board', error: error('serial.disconnected') },
    board: { status: 'gone' },
    job: failed('serial.disconnected', 'write_store'),
  },
  no_wifi: { now: { status: 'waiting', next: 'set_wifi' } },
  no_debugger: {
    now: { status: 'waiting', next: 'connect_debugger' },
    board: { debugger: null, kit: '', images: null },
  },
  identifying: {
    now: { status: 'waiting', next: 'wait' },
    board: {
      status: 'identifying',
      firmware: 'none',
      secureElement: '',
      label: 'Board 9',
      debugger: null,
      kit: '',
    },
  },
  set_up: { now: { status: 'set_up', next: 'provision', startable: true } },
} satisfies Record<string, Row>;

function tray(names: (keyof typeof rows)[], change: Partial<TrayState> = {}): Partial<State> {
  const shown = names.map((name, index): Row & { id: number } => ({ ...rows[name], id: index + 1 }));
  const startable = names.filter((name) => name === 'ready').length;
  return {
    account,
    boards: shown.map(({ id, board: changed }) => boardOf(id, changed)),
    jobs: shown.flatMap(({ id, job: last }) => (last ? [{ ...last, board: id }] : [])),
    selected: 1,
    next: 'wait',
    tray: {
      armed: false,
      wifiDecided: true,
      ssid: 'Workshop',
      security: 'wpa',
      startable,
      continues: false,
      boards: shown.map(({ id, now }) => ({
        board: id,
        status: 'waiting',
        next: 'wait',
        startable: false,
        error: null,
        ...now,
      })),
      ...change,
    },
  };
}

export const scenes: Record<string, View> = {
  tray_empty: view({}, { next: 'connect_board' }),
  tray_wifi: view(
    {},
    tray(['no_wifi', 'no_wifi', 'no_debugger', 'set_up', 'no_wifi', 'identifying'], {
      wifiDecided: false,
      ssid: '',
    }),
  ),
  tray_ready: view({}, tray(['ready', 'ready', 'no_debugger', 'set_up', 'ready', 'identifying'])),
  tray_at_work: view(
    {},
    tray(['passed', 'running', 'programming', 'failed', 'passed', 'unplugged', 'starting']),
  ),
  tray_armed: view(
    {},
    tray(['taken', 'taken', 'passed', 'failed', 'programming', 'starting'], {
      armed: true,
      startable: 1,
      continues: true,
    }),
  ),
};

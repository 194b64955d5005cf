/** What many boards and the MQTT explorer have received, for the scenes of the view Live. */
import type {
  BoardCondition,
  ExplorerMessage,
  ExplorerState,
  FleetBoardState,
  FleetState,
  ReceivedTexts,
  Series,
} from '../../wasm/provisioner';
import type { LiveSession } from '../src/app/view';

export const now = 1_800_000_000_000;

export function fleetBoard(number: number, condition: BoardCondition = 'live'): FleetBoardState {
  const hasData = condition !== 'waiting' && condition !== 'unwatched';
  const milliseconds = hasData ? now - (condition === 'live' ? 300 : 74_000) : 0;
  return {
    thingName: `sn0123${(0xa1b2c3d4 + number * 7919).toString(16)}01`,
    condition,
    messages: hasData ? 600 + number : 0,
    odd: condition === 'unreadable' ? 4 : 0,
    rate: condition === 'live' ? 60 : 0,
    milliseconds,
    fields: hasData
      ? [
          { name: 'Temp', quantity: 'temperature', value: 21 + (number % 9) / 3, milliseconds, max: null },
          { name: 'Light', quantity: 'light', value: 300 + number, milliseconds, max: null },
        ]
      : [],
    presence:
      condition === 'disconnected'
        ? { event: 'disconnected', reason: 'MQTT_KEEP_ALIVE_TIMEOUT', milliseconds: now - 60_000 }
        : condition === 'refused'
          ? { event: 'connect_failed', reason: 'AUTHORIZATION_FAILED', milliseconds: now - 9_000 }
          : null,
    error: null,
  };
}

export function fleet(boards: readonly FleetBoardState[], change: Partial<FleetState> = {}): FleetState {
  return {
    isOpen: true,
    milliseconds: now,
    boards: [...boards],
    connections: [
      {
        boards: boards.length,
        status: 'connected',
        received: 28,
        expected: 28,
        overLimit: false,
        lost: 0,
        error: null,
      },
    ],
    messages: 18_204,
    kept: 18_204,
    messagesPerSecondLimit: 100,
    filtersLimit: 50,
    presenceError: null,
    ...change,
  };
}

const room: readonly BoardCondition[] = ['refused', 'disconnected', 'silent', 'unreadable', 'waiting'];
export const manyBoards = fleet([
  ...room.map((condition, index) => fleetBoard(index, condition)),
  ...Array.from({ length: 25 }, (_, index) => fleetBoard(index + room.length)),
]);

const notPermitted = {
  code: 'telemetry.not_permitted',
  params: { action: 'iot:Subscribe', resource: 'topicfilter/$aws/events/presence/+/+' },
  detail: '',
};
export const overLimit = fleet(
  [
    ...Array.from({ length: 12 }, (_, index) => fleetBoard(index, 'unwatched')),
    ...Array.from({ length: 10 }, (_, index) => fleetBoard(index + 12)),
  ],
  {
    connections: [
      {
        boards: 50,
        status: 'connected',
        received: 100,
        expected: 150,
        overLimit: true,
        lost: 6_120,
        error: null,
      },
    ],
    presenceError: notPermitted,
  },
);

/** Five minutes of a board, one message a second. */
export function boardSeries(thing: string): Series {
  const seed = Array.from(thing, (letter) => letter.charCodeAt(0)).reduce((sum, one) => sum + one, 0);
  const seconds = Array.from({ length: 300 }, (_, index) => index);
  const wave = (scale: number): Float64Array =>
    Float64Array.from(seconds, (at) => scale * Math.sin((at + seed) / (17 + (seed % 11))) + (at % 7) / 9);
  return {
    time: Float64Array.from(seconds, (at) => now - 300_000 + at * 1000),
    fields: [
      { name: 'Temp', values: wave(1) },
      { name: 'Light', values: wave(40) },
    ],
  };
}

const topic = (name: string, messages: number, rate: number): ExplorerState['topics'][number] => ({
  topic: name,
  messages,
  rate,
  milliseconds: now,
});

export const explorerState: ExplorerState = {
  isOpen: true,
  status: 'connected',
  filters: [
    { filter: '+/sensors', granted: true, error: null },
    {
      filter: '$aws/events/presence/#',
      granted: false,
      error: {
        ...notPermitted,
        params: { ...notPermitted.params, resource: 'topicfilter/$aws/events/presence/#' },
      },
    },
  ],
  topics: [
    topic('class/steps', 12, 4),
    topic('sn0123a1b2c3d401/alerts/battery', 1, 0),
    topic('sn0123a1b2c3d401/sensors', 240, 60),
    topic('sn0123a1b2e2c301/sensors', 239, 60),
  ],
  leftOut: 0,
  received: 2,
  atLimit: false,
  kept: 492,
  shadow: {
    thingName: 'sn0123a1b2c3d401',
    status: 'present',
    text: '{"state":{"desired":{"toggle":1},"reported":{"toggle":0}},"version":7}',
    milliseconds: now,
    rejectedOperation: '',
    rejectedCode: 0,
    rejectedMessage: '',
    error: null,
  },
  error: null,
};

const message: ExplorerMessage = {
  text: '{"Light":304,"Temp":23.45,"id":12345678901234567890}',
  hex: '',
  size: 52,
  milliseconds: now,
};

/** The part of a scene's session that the view Live reads. */
export function sessionOf(scene: string): LiveSession {
  const fleets: Readonly<Record<string, FleetState>> = {
    live_many: manyBoards,
    live_many_only: manyBoards,
    live_limits: overLimit,
  };
  const texts: ReceivedTexts = {
    fleet: () => JSON.stringify(fleets[scene] ?? null),
    boardSeries,
    explorer: () => JSON.stringify(scene === 'live_explorer' ? explorerState : null),
    explorerMessage: () => JSON.stringify(message),
    exportPart: () => 'null',
  };
  return { received: (read) => read(texts), command: () => Promise.resolve({ ok: true, value: null }) };
}

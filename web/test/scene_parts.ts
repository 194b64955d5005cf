/** Building blocks of scenes: a board, its debugger, an account, a plan, a job, data. */
import { initialState } from '@wasm/boundary.json';
import type {
  BoardState,
  CertificateInfo,
  DebuggerState,
  ErrorInfo,
  Inspection,
  JobState,
  Plan,
  RootsState,
  Series,
  State,
  StepName,
  StepState,
} from '../../wasm/provisioner';
import type { View } from '../src/app/view';

export const thing = '8d1f3a9c02b7e64512c0a97be48d33f19c6e5b70';

export function error(code: string, params: ErrorInfo['params'] = {}, detail = ''): ErrorInfo {
  return { code, params, detail };
}

export const account: State['account'] = {
  ...initialState.account,
  status: 'good',
  region: 'eu-central-1',
  accountId: '123456789012',
  arn: 'arn:aws:iam::123456789012:user/workshop',
  userName: 'workshop',
  kind: 'user',
  keyEnding: 'M7QD',
  endpoint: 'a2b3c4d5e6f7g8-ats.iot.eu-central-1.amazonaws.com',
};

export const board: BoardState = {
  id: 1,
  simulated: false,
  label: '0123A4F1C29D7B5EEE',
  status: 'ready',
  firmware: 'provisioning',
  firmwareVersion: '0.4.9',
  moduleFirmware: '19.7.7',
  secureElement: '0123A4F1C29D7B5EEE',
  thingName: '',
  endpoint: '',
  byHand: false,
  foreignKit: null,
  warnings: [],
  error: null,
  wifi: { status: 'keep', ssid: '', security: 'wpa', error: null },
  kit: '',
  mcu: '',
  debugger: null,
  images: null,
  inspection: null,
  roots: null,
  diagnosis: null,
  lights: null,
};

export const held: DebuggerState = {
  id: 1,
  status: 'ready',
  simulated: false,
  product: 'nEDBG CMSIS-DAP',
  serialNumber: 'MCHP3261021800001234',
  firmware: '1.18.501',
  kit: 'AVR-IoT WG',
  mcu: 'ATmega4808',
  programmable: true,
  board: 1,
  warnings: [],
  error: null,
};
export const demoFirmware: Partial<BoardState> = {
  firmware: 'demo',
  firmwareVersion: '4.1.2',
  label: 'Board 1',
};
export const unknownFirmware: Partial<BoardState> = {
  firmware: 'unknown',
  firmwareVersion: '',
  label: 'Board 1',
  secureElement: '',
};
/** Its program does not answer. */
export const silent: Partial<BoardState> = {
  ...unknownFirmware,
  status: 'failed',
  error: error('session.unknown_firmware'),
};
/** A board as delivered, with its debugger. */
export const fresh: Partial<BoardState> = {
  ...demoFirmware,
  label: 'AVR-IoT WG',
  kit: held.kit,
  mcu: held.mcu,
  debugger: held,
  images: {
    provisioning: { name: 'atmega4808-iot-provision-v2.hex', version: '0.4.9', own: false },
    demo: { name: 'mine.hex', version: '', own: true },
  },
};

export const plan: Plan = {
  board: [
    { what: 'certificate', action: 'create', params: {} },
    { what: 'store', action: 'write', params: {} },
    { what: 'thing_name', action: 'write', params: { name: thing } },
    {
      what: 'endpoint',
      action: 'replace',
      params: {
        from: 'a1gqt8sttiign3.iot.us-east-2.amazonaws.com',
        to: 'a2b3c4d5e6f7g8-ats.iot.eu-central-1.amazonaws.com',
      },
    },
  ],
  aws: [
    { what: 'policy', action: 'keep', params: { name: 'zt_policy' } },
    { what: 'certificate', action: 'create', params: {} },
    { what: 'thing', action: 'create', params: { name: thing } },
    { what: 'policy_attachment', action: 'create', params: {} },
    { what: 'thing_attachment', action: 'create', params: {} },
  ],
  complete: false,
  expectedMilliseconds: 3400,
  warnings: [],
};

export const wholePlan: Plan = {
  ...plan,
  board: [
    {
      what: 'provisioning_firmware',
      action: 'write',
      params: { name: 'atmega4808-iot-provision-v2.hex', version: '0.4.9' },
    },
    { what: 'certificate', action: 'check', params: {} },
    { what: 'demo_firmware', action: 'write', params: { name: 'mine.hex' } },
  ],
  expectedMilliseconds: 12_400,
};

const order: [StepName, StepState['place'], number][] = [
  ['read_board', 'board', 640],
  ['check_account', 'aws', 310],
  ['check_policy', 'aws', 240],
  ['make_certificate', 'board', 362],
  ['write_store', 'board', 810],
  ['verify_store', 'board', 420],
  ['register_certificate', 'aws', 260],
  ['create_thing', 'aws', 190],
  ['attach_policy', 'aws', 150],
  ['attach_certificate', 'aws', 160],
];

/** Steps of which the first `done` are done and the next one has the given status. */
export function steps(done: number, then: StepState['status'] = 'waiting'): StepState[] {
  return order.map(([name, place, milliseconds], index) => {
    const status =
      index < done ? (name === 'check_policy' ? 'already' : 'done') : index === done ? then : 'waiting';
    return { name, place, status, milliseconds: status === 'waiting' ? 0 : milliseconds, progress: null };
  });
}

export function job(change: Partial<JobState>): JobState {
  return {
    board: 1,
    kind: 'provision',
    status: 'planned',
    method: 'mar',
    renews: false,
    plan,
    steps: steps(0),
    expectedMilliseconds: 3400,
    milliseconds: 0,
    error: null,
    result: null,
    registration: null,
    ...change,
  };
}

export const done = job({
  status: 'done',
  steps: steps(order.length),
  milliseconds: 3310,
  result: {
    thingName: thing,
    certificateId: '4f0c9e1b7a6d5c3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e',
    endpoint: account.endpoint,
    region: 'eu-central-1',
    changed: true,
    milliseconds: 3310,
    topic: `${thing}/sensors`,
    links: {
      thing: 'https://example.com/thing',
      certificate: 'https://example.com/certificate',
      testClient: 'https://example.com/test',
    },
  },
});
/** A board that was set up and has its Wi-Fi settings. */
export const setUp: BoardChange = {
  firmware: 'demo',
  firmwareVersion: '4.1.2',
  job: done,
  wifi: { status: 'sent', ssid: 'Workshop', security: 'wpa', error: null },
};

/** The fields of the demo firmware, as the last message of `live` has them. */
export function demoFields(celsius: number, light: number): State['live']['fields'] {
  const milliseconds = 1_790_000_000_000;
  return [
    { name: 'Temp', quantity: 'temperature', value: celsius, milliseconds, max: null },
    { name: 'Light', quantity: 'light', value: light, milliseconds, max: 1023 },
  ];
}

export const live: State['live'] = {
  ...initialState.live,
  status: 'live',
  thingName: thing,
  topic: `${thing}/sensors`,
  messages: 214,
  rate: 60,
  fields: demoFields(23.41, 812),
  lastMessage: {
    topic: `${thing}/sensors`,
    text: '{"Light":812,"Temp":23.41}',
    milliseconds: 1_790_000_000_000,
  },
  toggle: { asked: true, reported: true },
};

export const waiting: State['live'] = {
  ...live,
  status: 'waiting',
  messages: 0,
  fields: [],
  lastMessage: null,
};

/** Four minutes of data, one message per second: the light drops for a while, and the temperature rises for a while. */
export function series(end = 1_790_000_000_000): Series {
  const count = 240;
  const at = (index: number): number => index / count;
  return {
    time: Float64Array.from({ length: count }, (_, index) => end - (count - 1 - index) * 1000),
    fields: [
      {
        name: 'Temp',
        values: Float64Array.from({ length: count }, (_, index) => {
          const breath = 1.6 * Math.exp(-(((index - 212) / 12) ** 2));
          return 22.9 + 0.35 * Math.sin(at(index) * 9) + 0.04 * Math.sin(index * 2.3) + breath;
        }),
      },
      {
        name: 'Light',
        values: Float64Array.from({ length: count }, (_, index) => {
          const shade = index > 190 && index < 206 ? 420 : 0;
          return Math.round(812 + 18 * Math.sin(at(index) * 21) + 6 * Math.sin(index * 1.9) - shade);
        }),
      },
    ],
  };
}

export function view(change: Partial<View> = {}, state: Partial<State> = {}): View {
  return {
    core: 'ready',
    coreError: null,
    version: '0.1.0',
    simulated: false,
    simulation: 'none',
    leds: null,
    serial: null,
    keyObstacle: null,
    online: true,
    hid: null,
    byUsb: false,
    choosing: null,
    early: null,
    starting: false,
    presets: { region: '', ssid: '', title: '' },
    names: {},
    method: 'mar',
    authority: 'page',
    errors: {},
    ...change,
    state: { ...initialState, ...state },
  };
}

/** A board, and its last job. */
type BoardChange = Partial<BoardState> & { job?: JobState | null };
export const withBoard = ({ job: last = null, ...change }: BoardChange): Partial<State> => ({
  boards: [{ ...board, ...change }],
  jobs: last ? [last] : [],
  selected: 1,
});
export const simulatedBoard = (change: BoardChange): Partial<State> =>
  withBoard({ simulated: true, ...change });
export const simulatedAccount = { ...account, simulated: true, userName: 'simulated', keyEnding: 'MPLE' };
export const refused = (code: string, params: ErrorInfo['params'] = {}, keyEnding = ''): Partial<State> => ({
  account: {
    ...initialState.account,
    status: 'refused',
    keyEnding,
    error: error(code, params, 'status 403'),
  },
  next: 'give_keys',
});

const certificate: CertificateInfo = {
  subject: 'CN=0123A4F1C29D7B5EEE, O=Microchip Technology Inc',
  issuer: 'CN=Crypto Authentication Signer F6C8, O=Microchip Technology Inc',
  notBefore: 1_700_000_000_000,
  notAfter: 253_402_214_400_000,
  serialNumber: '5A3C91D07E4428B1A6F0',
  chainOk: true,
};

export const inspection: Inspection = {
  secureElement: { serialNumber: '0123A4F1C29D7B5EEE', part: 'ATECC608A' },
  module: { firmware: '19.7.7', required: '19.6.1' },
  certificates: [certificate, { ...certificate, subject: certificate.issuer, chainOk: null }],
  keyMatches: true,
  deliveredCertificates: [],
  thingName: thing,
  endpoint: account.endpoint,
  roots: null,
  warnings: [],
};

export const roots: RootsState = {
  status: 'repairable',
  roots: [
    { name: 'Amazon Root CA 1', key: 'rsa', notBefore: 1_432_598_400_000, notAfter: 2_147_472_000_000 },
    {
      name: 'Baltimore CyberTrust Root',
      key: 'rsa',
      notBefore: 958_160_760_000,
      notAfter: 1_747_094_340_000,
    },
  ],
  missing: ['Amazon Root CA 3'],
};

/** The steps of the one-click job on an AVR-IoT board. */
export const wholeSteps: StepState[] = (
  [
    ['check_account', 'aws', 310],
    ['check_policy', 'aws', 240],
    ['program_provisioning', 'board', 3120],
    ['verify_provisioning', 'board', 1480],
    ['start_provisioning', 'board', 610],
    ['read_board', 'board', 0],
    ['make_certificate', 'board', 0],
    ['write_store', 'board', 0],
    ['verify_store', 'board', 0],
    ['register_certificate', 'aws', 0],
    ['create_thing', 'aws', 0],
    ['attach_policy', 'aws', 0],
    ['attach_certificate', 'aws', 0],
    ['program_demo', 'board', 0],
    ['verify_demo', 'board', 0],
    ['send_wifi', 'board', 0],
  ] as const
).map(([name, place, milliseconds], index) => ({
  name,
  place,
  status: index < 3 ? 'done' : index === 3 ? 'running' : 'waiting',
  milliseconds,
  progress: index === 3 ? 0.4 : null,
}));

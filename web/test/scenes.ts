/** The states that the page must be able to show, each as the core would tell it: for component tests and the gallery of screenshots. */
import type {
  BoardState,
  ErrorInfo,
  JobState,
  Plan,
  Series,
  State,
  StepName,
  StepState,
} from '../../wasm/provisioner';
import { emptyState, type View } from '../src/app/view';

const thing = '8d1f3a9c02b7e64512c0a97be48d33f19c6e5b70';

export function error(code: string, params: ErrorInfo['params'] = {}, detail = ''): ErrorInfo {
  return { code, params, detail };
}

const account: State['account'] = {
  ...emptyState.account,
  status: 'good',
  region: 'eu-central-1',
  accountId: '123456789012',
  arn: 'arn:aws:iam::123456789012:user/workshop',
  userName: 'workshop',
  kind: 'user',
  keyEnding: 'M7QD',
  endpoint: 'a2b3c4d5e6f7g8-ats.iot.eu-central-1.amazonaws.com',
};

const board: BoardState = {
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
  warnings: [],
  error: null,
  job: null,
  wifi: { status: 'keep', ssid: '', security: 'wpa', error: null },
  kit: '',
  mcu: '',
  debugger: null,
  images: null,
  inspection: null,
  roots: null,
  diagnosis: null,
  leds: null,
};

const plan: Plan = {
  board: [
    { what: 'certificate', action: 'create', params: {} },
    { what: 'store', action: 'write', params: {} },
    { what: 'thing_name', action: 'write', params: { to: thing } },
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

const order: [StepName, StepState['place'], number][] = [
  ['connect_board', 'board', 120],
  ['read_board', 'board', 640],
  ['check_account', 'aws', 310],
  ['find_endpoint', 'aws', 180],
  ['check_policy', 'aws', 240],
  ['make_authority', 'page', 12],
  ['make_certificate', 'board', 362],
  ['write_store', 'board', 810],
  ['verify_store', 'board', 420],
  ['register_certificate', 'aws', 260],
  ['create_thing', 'aws', 190],
  ['attach_policy', 'aws', 150],
  ['attach_certificate', 'aws', 160],
];

/** The first `over` steps done, the next one as given. */
function steps(over: number, then: StepState['status'] = 'waiting'): StepState[] {
  return order.map(([name, place, milliseconds], index) => {
    const status =
      index < over ? (name === 'check_policy' ? 'already' : 'done') : index === over ? then : 'waiting';
    return { name, place, status, milliseconds: status === 'waiting' ? 0 : milliseconds, progress: null };
  });
}

function job(change: Partial<JobState>): JobState {
  return {
    kind: 'provision',
    status: 'planned',
    plan,
    steps: steps(0),
    expectedMilliseconds: 3400,
    milliseconds: 0,
    error: null,
    result: null,
    ...change,
  };
}

const done = job({
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

const live: State['live'] = {
  ...emptyState.live,
  status: 'live',
  thingName: thing,
  topic: `${thing}/sensors`,
  messages: 214,
  rate: 60,
  light: 812,
  temperature: 23.41,
  lastMessage: {
    topic: `${thing}/sensors`,
    text: '{"Light":812,"Temp":23.41}',
    milliseconds: 1_790_000_000_000,
  },
  toggle: { asked: true, reported: true },
};

const waiting: State['live'] = {
  ...live,
  status: 'waiting',
  messages: 0,
  light: null,
  temperature: null,
  lastMessage: null,
};

/** Four minutes, a message each second: a hand over the sensor, a breath on the thermometer. */
export function series(end = 1_790_000_000_000): Series {
  const count = 240;
  const at = (index: number): number => index / count;
  return {
    time: Float64Array.from({ length: count }, (_, index) => end - (count - 1 - index) * 1000),
    light: Float64Array.from({ length: count }, (_, index) => {
      const shade = index > 190 && index < 206 ? 420 : 0;
      return Math.round(812 + 18 * Math.sin(at(index) * 21) + 6 * Math.sin(index * 1.9) - shade);
    }),
    temperature: Float64Array.from({ length: count }, (_, index) => {
      const breath = 1.6 * Math.exp(-(((index - 212) / 12) ** 2));
      return 22.9 + 0.35 * Math.sin(at(index) * 9) + 0.04 * Math.sin(index * 2.3) + breath;
    }),
  };
}

export function view(change: Partial<View> = {}, state: Partial<State> = {}): View {
  return {
    core: 'ready',
    coreError: null,
    version: '0.1.0',
    simulated: false,
    simulation: 'none',
    serial: null,
    framed: false,
    online: true,
    hid: null,
    byUsb: false,
    choosing: null,
    byHand: false,
    authority: 'page',
    things: null,
    errors: {},
    regions: [
      { name: 'us-east-1', partition: 'aws' },
      { name: 'eu-central-1', partition: 'aws' },
      { name: 'cn-north-1', partition: 'aws-cn' },
    ],
    ...change,
    state: { ...emptyState, ...state },
  };
}

const withBoard = (change: Partial<BoardState>): Partial<State> => ({
  boards: [{ ...board, ...change }],
  selected: 1,
});
const simulatedBoard = (change: Partial<BoardState>): Partial<State> =>
  withBoard({ simulated: true, leds: { error: false, data: false, conn: false, wifi: false }, ...change });
const simulatedAccount = { ...account, simulated: true, userName: 'simulated', keyEnding: 'MPLE' };
const refused = (code: string, params: ErrorInfo['params'] = {}): Partial<State> => ({
  account: { ...account, status: 'refused', error: error(code, params, 'status 403') },
  next: 'give_keys',
});

export const scenes: Record<string, View> = {
  first: view(),
  loading: view({ core: 'loading' }),
  choosing: view({ choosing: 'port' }),
  picker_closed: view({ errors: { board: error('page.picker_closed') } }),
  unsupported: view({ serial: 'page.serial_unsupported' }),
  insecure: view({ serial: 'page.serial_insecure' }),
  blocked: view({ serial: 'page.serial_blocked' }),
  framed: view({ framed: true }),
  offline: view({ online: false }),
  broken: view({
    core: 'failed',
    coreError: error('page.module_failed', {}, 'CompileError: WebAssembly.compile()'),
  }),
  identifying: view(
    {},
    { ...withBoard({ status: 'identifying', firmware: '', label: 'Board 1' }), next: 'wait' },
  ),
  port_busy: view(
    {},
    {
      ...withBoard({ status: 'failed', firmware: '', label: 'Board 1', error: error('serial.port_busy') }),
      next: 'connect_board',
    },
  ),
  unknown: view(
    {},
    { ...withBoard({ firmware: 'unknown', label: 'Board 1', secureElement: '' }), next: 'connect_board' },
  ),
  gone: view({}, { ...withBoard({ status: 'gone' }), account, next: 'connect_board' }),
  demo: view(
    {},
    {
      ...withBoard({ firmware: 'demo', firmwareVersion: '4.1.2' }),
      account,
      next: 'load_provisioning_firmware',
    },
  ),
  keys: view({}, { ...withBoard({}), next: 'give_keys' }),
  checking: view(
    {},
    { ...withBoard({}), account: { ...emptyState.account, status: 'checking' }, next: 'wait' },
  ),
  wrong_secret: view({}, { ...withBoard({}), ...refused('aws.signature_mismatch') }),
  not_permitted: view(
    {},
    {
      ...withBoard({}),
      ...refused('aws.not_permitted', {
        action: 'iot:DescribeEndpoint',
        resource: '*',
        statement:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:DescribeEndpoint","Resource":"*"}]}',
      }),
    },
  ),
  root_keys: view(
    {},
    {
      ...withBoard({}),
      account: { ...account, kind: 'root', powerful: true, userName: 'root', clockOffsetSeconds: 540 },
      next: 'plan',
    },
  ),
  ready: view({}, { ...withBoard({}), account, next: 'plan' }),
  planned: view({}, { ...withBoard({ job: job({}) }), account, next: 'provision' }),
  complete: view(
    {},
    {
      ...withBoard({ job: job({ plan: { ...plan, board: [], aws: [], complete: true } }) }),
      account,
      next: 'load_demo_firmware',
    },
  ),
  running: view(
    {},
    {
      ...withBoard({
        status: 'busy',
        job: job({ status: 'running', steps: steps(7, 'running'), milliseconds: 1870 }),
      }),
      account,
      next: 'wait',
    },
  ),
  failed: view(
    {},
    {
      ...withBoard({
        job: job({
          status: 'failed',
          steps: steps(7, 'failed'),
          error: error(
            'serial.disconnected',
            { step: 'write_store' },
            'NetworkError: The device has been lost.',
          ),
        }),
      }),
      account,
      next: 'continue',
    },
  ),
  load_demo: view({}, { ...withBoard({ job: done }), account, live: waiting, next: 'load_demo_firmware' }),
  wifi: view(
    {},
    {
      ...withBoard({ firmware: 'demo', firmwareVersion: '4.1.2', job: done }),
      account,
      live: waiting,
      next: 'set_wifi',
    },
  ),
  waiting: view(
    {},
    {
      ...withBoard({
        firmware: 'demo',
        firmwareVersion: '4.1.2',
        job: done,
        wifi: { status: 'sent', ssid: 'Workshop', security: 'wpa', error: null },
      }),
      account,
      live: waiting,
      next: 'wait',
    },
  ),
  live: view(
    {},
    {
      ...withBoard({
        firmware: 'demo',
        firmwareVersion: '4.1.2',
        job: done,
        wifi: { status: 'sent', ssid: 'Workshop', security: 'wpa', error: null },
      }),
      account,
      live,
      next: 'none',
    },
  ),
  silent: view(
    { things: [thing] },
    { account, live: { ...live, status: 'silent', rate: 0, odd: 2 }, next: 'connect_board' },
  ),
  simulated_start: view(
    { simulated: true, simulation: 'ready' },
    {
      ...simulatedBoard({ firmware: 'demo', firmwareVersion: '4.1.2' }),
      account: simulatedAccount,
      next: 'load_provisioning_firmware',
    },
  ),
  simulated_live: view(
    { simulated: true, simulation: 'ready' },
    {
      ...simulatedBoard({
        firmware: 'demo',
        firmwareVersion: '4.1.2',
        job: done,
        wifi: { status: 'sent', ssid: 'Workshop', security: 'wpa', error: null },
        leds: { error: false, data: true, conn: true, wifi: true },
      }),
      account: simulatedAccount,
      live,
      next: 'none',
    },
  ),
};

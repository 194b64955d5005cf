/** The states that the page must be able to show, each as the core reports it. For component tests and the gallery of screenshots. */
import { initialState } from '@wasm/boundary.json';
import type { View } from '../src/app/view';
import {
  thing,
  error,
  account,
  board,
  held,
  demoFirmware,
  silent,
  unknownFirmware,
  fresh,
  plan,
  wholePlan,
  wholeSteps,
  inspection,
  roots,
  steps,
  job,
  done,
  setUp,
  live,
  waiting,
  view,
  withBoard,
  simulatedBoard,
  simulatedAccount,
  refused,
} from './scene_parts';

import * as otherViews from './view_scenes';

export { error, series, view } from './scene_parts';

export const scenes: Record<string, View> = {
  ...otherViews.scenes,
  first: view(),
  loading: view({ core: 'loading' }),
  clicked_early: view({ core: 'loading', early: 'click_again' }),
  chosen_early: view({ core: 'loading', early: 'attaching' }),
  choosing: view({ choosing: 'port' }),
  picker_closed: view({ errors: { board: error('page.picker_closed') } }),
  unsupported: view({ serial: 'page.serial_unsupported' }),
  insecure: view({ serial: 'page.serial_insecure' }),
  blocked: view({ serial: 'page.serial_blocked' }),
  not_loaded: view({ serial: 'page.serial_not_loaded', byUsb: true }),
  framed: view({ keyObstacle: 'page.framed' }),
  offline: view({ online: false }),
  broken: view({
    core: 'failed',
    coreError: error('page.module_failed', {}, 'CompileError: WebAssembly.compile()'),
  }),
  identifying: view(
    {},
    { ...withBoard({ status: 'identifying', firmware: 'none', label: 'Board 1' }), next: 'wait' },
  ),
  port_busy: view(
    {},
    {
      ...withBoard({
        status: 'failed',
        firmware: 'none',
        label: 'Board 1',
        error: error('serial.port_busy'),
      }),
      next: 'connect_board',
    },
  ),
  in_other_tab: view(
    {},
    {
      ...withBoard({
        status: 'failed',
        firmware: 'none',
        label: 'Board 1',
        error: error('page.port_in_other_tab'),
      }),
      next: 'connect_board',
    },
  ),
  unknown: view({}, { ...withBoard(unknownFirmware), next: 'connect_debugger' }),
  unknown_by_hand: view(
    {},
    { ...withBoard({ ...unknownFirmware, byHand: true }), next: 'load_provisioning_firmware' },
  ),
  replaced: view({}, { ...withBoard({ ...silent, debugger: held }), next: 'give_keys' }),
  replaced_by_hand: view({}, { ...withBoard(silent), next: 'connect_debugger' }),
  debugger_wanted: view({}, { ...withBoard(demoFirmware), next: 'connect_debugger' }),
  debugger_not_chosen: view(
    { errors: { board: error('page.debugger_picker_closed') } },
    { ...withBoard(demoFirmware), next: 'connect_debugger' },
  ),
  debugger_not_chosen_first: view(
    { errors: { board: error('page.debugger_picker_closed') } },
    { ...withBoard(demoFirmware), next: 'give_keys' },
  ),
  debugger_refused: view(
    { errors: { board: error('hid.open_failed', {}, 'NotAllowedError: Failed to open the device.') } },
    { ...withBoard(demoFirmware), next: 'connect_debugger' },
  ),
  debugger_elsewhere: view(
    { errors: { board: error('page.debugger_in_other_tab') } },
    { ...withBoard(demoFirmware), next: 'connect_debugger' },
  ),
  no_hid: view(
    { hid: 'page.hid_unsupported', byUsb: true },
    { ...withBoard(demoFirmware), next: 'load_provisioning_firmware' },
  ),
  other_kit: view(
    {},
    {
      ...withBoard({ ...demoFirmware, foreignKit: 'SAMD21-IoT WG' }),
      debuggers: [{ ...held, kit: 'SAMD21-IoT WG', mcu: 'ATSAMD21G18A', programmable: false, board: 0 }],
      account,
      next: 'connect_board',
    },
  ),
  paired: view({}, { ...withBoard(fresh), debuggers: [held], account, next: 'provision' }),
  starting: view({ starting: true }, { ...withBoard(fresh), debuggers: [held], account, next: 'provision' }),
  planned_whole: view(
    {},
    {
      ...withBoard({ ...fresh, job: job({ plan: wholePlan, expectedMilliseconds: 12_400 }) }),
      debuggers: [held],
      account,
      next: 'provision',
    },
  ),
  not_paired: view(
    {
      errors: {
        provision: error('provision.not_paired', { kit: 'AVR-IoT WG', serial: 'MCHP3261021800001234' }),
      },
    },
    { ...withBoard(fresh), debuggers: [held], account, next: 'provision' },
  ),
  diagnosed: view(
    {},
    {
      ...withBoard({
        ...fresh,
        job: done,
        wifi: { status: 'sent', ssid: 'Workshop', security: 'wpa', error: null },
        diagnosis: {
          cause: error('diagnosis.not_connected'),
          findings: [
            { what: 'certificate', ok: true, params: { status: 'ACTIVE' } },
            { what: 'endpoint', ok: false, params: {} },
            { what: 'publishes', ok: null, params: {} },
          ],
          boardLog: ['NONE NORMAL Thing Name is not present, error type 0, user defined thing ID is used'],
        },
      }),
      account,
      live: waiting,
      next: 'wait',
    },
  ),
  registering: view(
    { method: 'jitr', authority: 'saved' },
    {
      ...withBoard({
        ...fresh,
        job: { ...done, method: 'jitr', registration: { status: 'seen', missing: 'thing', unread: '' } },
      }),
      debuggers: [held],
      account,
      live: waiting,
      next: 'wait',
    },
  ),
  gone: view({}, { ...withBoard({ status: 'gone' }), account, next: 'connect_board' }),
  tools: view(
    { errors: { authority: error('pki.missing_file', { file: 'root-ca.key' }) } },
    { ...withBoard({ ...fresh, inspection, roots }), debuggers: [held], account, next: 'provision' },
  ),
  several: view(
    {},
    {
      boards: [
        { ...board, ...fresh, label: '0123A4F1C29D7B5EEE' },
        { ...board, ...demoFirmware, id: 2, label: 'Board 2', secureElement: '' },
      ],
      selected: 1,
      debuggers: [held],
      account,
      next: 'provision',
    },
  ),
  several_at_work: view(
    {},
    {
      boards: [
        { ...board, ...demoFirmware, label: '0123A4F1C29D7B5EEE', kit: 'AVR-IoT WG' },
        {
          ...board,
          ...fresh,
          id: 2,
          label: '0123C07D1188EE0AEE',
          secureElement: '0123C07D1188EE0AEE',
          kit: 'PIC-IoT WA',
          status: 'busy',
        },
        {
          ...board,
          ...demoFirmware,
          id: 3,
          label: '01239B00F10C62D1EE',
          secureElement: '01239B00F10C62D1EE',
          kit: 'AVR-IoT WA',
        },
        { ...board, id: 4, label: 'Board 4', secureElement: '', status: 'identifying', firmware: 'none' },
      ],
      jobs: [
        done,
        job({ board: 2, status: 'running', steps: steps(5, 'running') }),
        job({ board: 3, status: 'failed', steps: steps(2, 'failed'), error: error('serial.disconnected') }),
      ],
      selected: 1,
      debuggers: [held],
      account,
      next: 'none',
    },
  ),
  several_gone: view(
    {},
    {
      boards: [
        { ...board, ...fresh, label: '0123A4F1C29D7B5EEE' },
        { ...board, ...demoFirmware, id: 2, label: 'Board 2', secureElement: '', status: 'gone' },
      ],
      selected: 2,
      debuggers: [held],
      account,
      next: 'connect_board',
    },
  ),
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
    { ...withBoard({}), account: { ...initialState.account, status: 'checking' }, next: 'wait' },
  ),
  wrong_secret: view({}, { ...withBoard({}), ...refused('aws.signature_mismatch') }),
  not_permitted: view(
    {},
    {
      ...withBoard({}),
      ...refused(
        'aws.not_permitted',
        {
          action: 'iot:DescribeEndpoint',
          resource: '*',
          statement:
            '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:DescribeEndpoint","Resource":"*"}]}',
        },
        'MPLE',
      ),
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
        job: job({ status: 'running', steps: steps(4, 'running'), milliseconds: 1870 }),
      }),
      account,
      next: 'wait',
    },
  ),
  running_whole: view(
    {},
    {
      ...withBoard({
        ...fresh,
        status: 'busy',
        wifi: { status: 'set', ssid: 'Workshop', security: 'wpa', error: null },
        job: job({
          status: 'running',
          plan: wholePlan,
          steps: wholeSteps,
          milliseconds: 6300,
          expectedMilliseconds: 16_400,
        }),
      }),
      debuggers: [held],
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
          steps: steps(4, 'failed'),
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
      ...withBoard(setUp),
      account,
      live: waiting,
      next: 'wait',
    },
  ),
  live: view(
    {},
    {
      ...withBoard(setUp),
      account,
      live,
      next: 'none',
    },
  ),
  live_unplanned: view(
    {},
    { ...withBoard({ ...fresh, thingName: thing, job: null }), account, live, next: 'none' },
  ),
  silent: view(
    {},
    {
      account,
      live: { ...live, status: 'silent', rate: 0, odd: 2, quietSeconds: 42 },
      things: { names: [thing] },
      next: 'connect_board',
    },
  ),
  unreadable: view(
    {},
    {
      ...withBoard({ ...fresh, thingName: thing, job: null }),
      account,
      live: {
        ...live,
        status: 'unreadable',
        oddReason: 'no_number',
        messages: 3,
        odd: 3,
        fields: [],
        lastMessage: { topic: live.topic, text: '{"humidity":"high"}', milliseconds: 1_790_000_000_000 },
      },
      next: 'none',
    },
  ),
  simulated_start: view(
    {
      simulated: true,
      simulation: 'ready',
      leds: { error: false, data: false, conn: false, wifi: false },
    },
    {
      ...simulatedBoard({ firmware: 'demo', firmwareVersion: '4.1.2' }),
      account: simulatedAccount,
      next: 'load_provisioning_firmware',
    },
  ),
  simulated_live: view(
    {
      simulated: true,
      simulation: 'ready',
      leds: { error: false, data: true, conn: true, wifi: true },
    },
    {
      ...simulatedBoard(setUp),
      account: simulatedAccount,
      live,
      next: 'none',
    },
  ),
};

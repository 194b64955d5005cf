import { expect, test } from 'vitest';
import type { LogLine } from '../../../wasm/provisioner';
import type { View } from '../../src/app/view';
import { outline, section } from '../../src/support/outline';
import { supportFile } from '../../src/support/support_file';
import {
  account,
  done,
  error,
  fresh,
  held,
  inspection,
  job,
  live,
  steps,
  thing,
  view,
  withBoard,
} from '../scene_parts';

const ssid = 'Jane’s network';
const line = (text: string, level: LogLine['level'] = 'info'): LogLine => ({
  time: 1234,
  level,
  source: 'board',
  text,
});

function fileOf(shown: View, log: LogLine[] = []): string {
  return supportFile(shown, log, {
    browser: { agent: 'Chrome/140.0.0.0' },
    devices: { hid: [{ device: '03eb:2175 nEDBG CMSIS-DAP' }] },
    now: new Date(0),
  });
}

const whole = view(
  {
    names: { [held.serialNumber]: 'Jane’s board' },
    errors: { board: error('serial.port_busy', { port: 'COM3' }, 'Failed to open serial port.') },
  },
  {
    ...withBoard({
      ...fresh,
      thingName: thing,
      inspection,
      wifi: { status: 'sent', ssid, security: 'wpa', error: null },
      diagnosis: {
        cause: error('diagnosis.not_connected'),
        findings: [{ what: 'publishes', ok: false, params: {} }],
        boardLog: [`SSID: ${ssid}`, 'MQTT: connecting'],
      },
      job: job({ status: 'failed', steps: steps(4, 'failed'), error: error('serial.disconnected') }),
    }),
    debuggers: [held],
    account,
    live,
  },
);

test('names only the cards that show an error', () => {
  const { port_busy: none, ...errors } = { port_busy: undefined, tools: error('base.internal') };
  expect(fileOf(view({ errors: { ...errors, board: none } }))).not.toContain('card: board');
});

test('tells what happened: versions, browser, devices, steps with their times, errors, the log', () => {
  const file = fileOf(whole, [line('DescribeEndpoint 200, 184 ms')]);
  for (const part of [
    'version: 0.1.0',
    'agent: Chrome/140.0.0.0',
    'device: 03eb:2175 nEDBG CMSIS-DAP',
    'firmware: demo 4.1.2',
    'nEDBG CMSIS-DAP 1.18.501',
    'job: provision by mar, board 1: failed',
    'read_board: done, 640 ms',
    'write_store: failed, 810 ms',
    'code: serial.disconnected',
    'detail: Failed to open serial port.',
    'code: diagnosis.not_connected',
    'publishes: not ok',
    'MQTT: connecting',
    '1.234  info     board: DescribeEndpoint 200, 184 ms',
  ])
    expect(file).toContain(part);
});

test('tells nothing about whose it is', () => {
  const file = fileOf(whole, [
    line(`User: ${account.arn} is not authorized to use ${account.endpoint}`),
    line(`${thing}/sensors for Jane’s board on ${ssid}`),
  ]);
  for (const value of [
    account.accountId,
    account.userName,
    account.keyEnding,
    account.endpoint.slice(0, 14),
    thing,
    thing.toUpperCase(),
    held.serialNumber,
    inspection.secureElement.serialNumber,
    'Jane',
    live.lastMessage?.text ?? '',
  ])
    expect(file).not.toContain(value);
  expect(file).toContain(
    'User: arn:aws:iam::account-1:user/user-1 is not authorized to use endpoint-1-ats.iot.',
  );
  expect(file).toContain('thing-1/sensors for name-1 on network-1');
  expect(file).toContain('name: network-1');
});

test.each([
  ['the demo firmware’s command', line('wifi', 'debug')],
  ['the command with its values', line('wifi Unknown network,opensesame,2')],
  ['the command for the drive', line('CMD:SEND_UART=wifi Unknown network,opensesame,2')],
  ['an error that quotes it', line('board.no_answer (command: WIFI Unknown network,opensesame)', 'error')],
])('leaves out %s', (_, dropped) => {
  const file = fileOf(view(), [line('before'), dropped, line('send_wifi: done')]);
  expect(file).toMatch(/before\n.*send_wifi: done\n$/);
});

test('leaves the command out of errors, too', () => {
  const quoted = error('board.no_answer', { command: 'wifi Mine,opensesame,2' }, 'wifi Mine,opensesame,2');
  const file = fileOf(view({ errors: { wifi: quoted } }));
  expect(file).toContain('code: board.no_answer');
  expect(file).not.toContain('opensesame');
});

test('has no result’s identifiers', () => {
  const file = fileOf(view({}, withBoard({ job: done })));
  expect(file).not.toContain(done.result?.certificateId);
  expect(file).not.toContain(thing);
});

test('an outline leaves out what is empty, and indents what is inside', () => {
  const value = {
    a: 1,
    none: '',
    list: [{ b: 'x', c: [] }, 'y', {}],
    inside: { d: false, e: null },
    nothing: { f: [] },
  };
  expect(outline(value)).toBe('a: 1\nlist:\n  - b: x\n  - y\ninside:\n  d: false');
  expect(section('Empty', [])).toBe('');
});

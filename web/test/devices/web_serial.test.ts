import { beforeEach, describe, expect, test } from 'vitest';
import { TabLocks } from '../../src/devices/tab_locks';
import { WebSerialTransport } from '../../src/devices/web_serial';
import { FakeLocks } from './fake_locks';
import { FakePort } from './fake_serial';

let port: FakePort;
let transport: WebSerialTransport;
let boards: number;
const transportOf = (at: FakePort, locks?: FakeLocks): WebSerialTransport =>
  new WebSerialTransport(at, new TabLocks(locks?.asManager()), () => Promise.resolve(boards === 1));
beforeEach(() => {
  boards = 1;
  port = new FakePort();
  transport = transportOf(port);
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const code = (code: string): object => ({ ok: false, error: { code } });

describe('the serial transport', () => {
  test('opens at the given rate and sets DTR and RTS', async () => {
    expect(await transport.open(115200)).toEqual({ ok: true, value: null });
    expect(port.openedAt).toEqual([115200]);
    expect(port.signals).toEqual([{ dataTerminalReady: true, requestToSend: true }]);
  });

  test('reads received bytes in order', async () => {
    await transport.open(115200);
    port.sendToHost(1, 2);
    port.sendToHost(3);
    expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(1, 2) });
    expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(3) });
  });

  test('write() copies the bytes, so that the caller may reuse its buffer', async () => {
    await transport.open(9600);
    const buffer = Uint8Array.of(7, 8);
    const written = transport.write(buffer);
    buffer.fill(0);
    await written;
    expect(port.written).toEqual([[7, 8]]);
  });

  test('closes the port first to change the rate', async () => {
    await transport.open(115200);
    port.sendToHost(1);
    await transport.read();
    await transport.open(9600);
    port.sendToHost(2);
    expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(2) });
    expect(port.openedAt).toEqual([115200, 9600]);
  });

  test('close() ends a waiting read, and the port can be opened again', async () => {
    await transport.open(115200);
    const waiting = transport.read();
    expect(await transport.close()).toEqual({ ok: true, value: null });
    expect(await waiting).toMatchObject(code('serial.not_open'));
    expect(await transportOf(port).open(9600)).toEqual({
      ok: true,
      value: null,
    });
  });

  test('close() works when called twice, before open(), after loss of the device, and after a line error', async () => {
    expect(await transport.close()).toEqual({ ok: true, value: null });
    await transport.open(115200);
    const waiting = transport.read();
    port.lineError('FramingError');
    await waiting;
    expect(await transport.close()).toEqual({ ok: true, value: null });
    await transport.open(115200);
    port.unplug();
    expect(await transport.close()).toEqual({ ok: true, value: null });
    expect(await transport.close()).toEqual({ ok: true, value: null });
  });

  test.each(['FramingError', 'ParityError', 'BreakError', 'BufferOverrunError', 'UnknownError'])(
    'the port stays usable after %s',
    async (name) => {
      await transport.open(115200);
      const waiting = transport.read();
      port.lineError(name);
      expect(await waiting).toMatchObject(code('serial.read_failed'));
      port.sendToHost(5);
      expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(5) });
    },
  );

  test('reads and writes fail with serial.disconnected when the board is unplugged', async () => {
    await transport.open(115200);
    await transport.write(Uint8Array.of(1));
    const waiting = transport.read();
    port.unplug();
    expect(await waiting).toMatchObject(code('serial.disconnected'));
    expect(await transport.read()).toMatchObject(code('serial.disconnected'));
    expect(await transport.write(Uint8Array.of(1))).toMatchObject(code('serial.disconnected'));
  });

  test.each([
    ['NetworkError', 'serial.port_busy'],
    ['InvalidStateError', 'serial.port_busy'],
    ['SecurityError', 'serial.open_failed'],
    ['UnknownError', 'serial.open_failed'],
  ])('translates %s from open() to %s, whatever the message', async (name, expected) => {
    port.refusal = new DOMException('irgendetwas', name);
    expect(await transport.open(115200)).toMatchObject(code(expected));
  });

  test('open() fails with serial.disconnected if the device is unplugged', async () => {
    port.connected = false;
    port.refusal = new DOMException('', 'NetworkError');
    expect(await transport.open(115200)).toMatchObject(code('serial.disconnected'));
  });

  test('reads and writes fail before open()', async () => {
    expect(await transport.read()).toMatchObject(code('serial.not_open'));
    expect(await transport.write(Uint8Array.of(1))).toMatchObject(code('serial.not_open'));
  });
});

describe('while another tab of this page has a port open', () => {
  let locks: FakeLocks;
  let other: WebSerialTransport;
  let thisTab: WebSerialTransport;
  beforeEach(async () => {
    locks = new FakeLocks();
    other = transportOf(new FakePort(), locks);
    thisTab = transportOf(port, locks);
    await other.open(9600);
  });

  test('this tab opens no port until the other tab closes its port; changing the rate does not count as closing', async () => {
    expect(await thisTab.open(9600)).toMatchObject(code('page.port_in_other_tab'));
    const reopened = other.open(115200);
    expect(await thisTab.open(9600)).toMatchObject(code('page.port_in_other_tab'));
    await reopened;
    expect(port.openedAt).toEqual([]);
    await other.close();
    await settle();
    expect(await thisTab.open(9600)).toEqual({ ok: true, value: null });
  });

  test('this tab opens a free port if there are several boards', async () => {
    boards = 2;
    expect(await thisTab.open(9600)).toEqual({ ok: true, value: null });
    await thisTab.close();
    port.refusal = new DOMException('', 'NetworkError');
    expect(await thisTab.open(9600)).toMatchObject(code('page.port_in_other_tab'));
    await other.close();
    await settle();
    expect(await thisTab.open(9600)).toMatchObject(code('serial.port_busy'));
  });

  test('this tab opens its port if the browser has no locks', async () => {
    locks.denied = true;
    const denied = transportOf(port, locks);
    expect(await denied.open(9600)).toEqual({ ok: true, value: null });
    expect(await denied.close()).toEqual({ ok: true, value: null });
  });
});

test('close() closes a port that is still opening', async () => {
  let opened: () => void = () => undefined;
  port.opening = new Promise((resolve) => (opened = resolve));
  void transport.open(9600);
  await settle();
  const closing = transport.close();
  opened();
  await closing;
  expect(port.openedAt).toEqual([9600]);
  expect(port.readable).toBeNull();
});

import { beforeEach, describe, expect, test } from 'vitest';
import { OtherTabs } from '../../src/devices/other_tabs';
import { WebSerialTransport } from '../../src/devices/web_serial';
import { FakeLocks } from './fake_locks';
import { FakePort } from './fake_serial';

let port: FakePort;
let transport: WebSerialTransport;
let boards: number;
const transportOf = (at: FakePort, locks?: FakeLocks): WebSerialTransport =>
  new WebSerialTransport(at, new OtherTabs(locks?.asManager()), () => Promise.resolve(boards === 1));
beforeEach(() => {
  boards = 1;
  port = new FakePort();
  transport = transportOf(port);
});

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const code = (code: string): object => ({ ok: false, error: { code } });

describe('the serial transport', () => {
  test('opens at the rate asked for and says that it is ready to receive', async () => {
    expect(await transport.open(115200)).toEqual({ ok: true, value: null });
    expect(port.openedAt).toEqual([115200]);
    expect(port.signals).toEqual([{ dataTerminalReady: true, requestToSend: true }]);
  });

  test('reads what comes, in order', async () => {
    await transport.open(115200);
    port.give(1, 2);
    port.give(3);
    expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(1, 2) });
    expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(3) });
  });

  test('writes a copy: the caller may reuse its buffer', async () => {
    await transport.open(9600);
    const buffer = Uint8Array.of(7, 8);
    const written = transport.write(buffer);
    buffer.fill(0);
    await written;
    expect(port.written).toEqual([[7, 8]]);
  });

  test('goes to another rate by closing first', async () => {
    await transport.open(115200);
    port.give(1);
    await transport.read();
    await transport.open(9600);
    port.give(2);
    expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(2) });
    expect(port.openedAt).toEqual([115200, 9600]);
  });

  test('close ends a waiting read, and the port can be opened by anybody', async () => {
    await transport.open(115200);
    const waiting = transport.read();
    expect(await transport.close()).toEqual({ ok: true, value: null });
    expect(await waiting).toMatchObject(code('serial.not_open'));
    expect(await transportOf(port).open(9600)).toEqual({
      ok: true,
      value: null,
    });
  });

  test('close works twice, before open, after loss, and after a line error', async () => {
    expect(await transport.close()).toEqual({ ok: true, value: null });
    await transport.open(115200);
    const waiting = transport.read();
    port.lineError('FramingError');
    await waiting;
    expect(await transport.close()).toEqual({ ok: true, value: null });
    await transport.open(115200);
    port.pull();
    expect(await transport.close()).toEqual({ ok: true, value: null });
    expect(await transport.close()).toEqual({ ok: true, value: null });
  });

  test.each(['FramingError', 'ParityError', 'BreakError', 'BufferOverrunError', 'UnknownError'])(
    'after %s the port stays usable',
    async (name) => {
      await transport.open(115200);
      const waiting = transport.read();
      port.lineError(name);
      expect(await waiting).toMatchObject(code('serial.read_failed'));
      port.give(5);
      expect(await transport.read()).toEqual({ ok: true, value: Uint8Array.of(5) });
    },
  );

  test('a pulled cable is serial.disconnected for reads and writes', async () => {
    await transport.open(115200);
    await transport.write(Uint8Array.of(1));
    const waiting = transport.read();
    port.pull();
    expect(await waiting).toMatchObject(code('serial.disconnected'));
    expect(await transport.read()).toMatchObject(code('serial.disconnected'));
    expect(await transport.write(Uint8Array.of(1))).toMatchObject(code('serial.disconnected'));
  });

  test.each([
    ['NetworkError', 'serial.port_busy'],
    ['InvalidStateError', 'serial.port_busy'],
    ['SecurityError', 'serial.open_failed'],
    ['UnknownError', 'serial.open_failed'],
  ])('open that fails with %s is %s, whatever the message', async (name, expected) => {
    port.refusal = new DOMException('irgendetwas', name);
    expect(await transport.open(115200)).toMatchObject(code(expected));
  });

  test('open of a device that is gone is serial.disconnected', async () => {
    port.connected = false;
    port.refusal = new DOMException('', 'NetworkError');
    expect(await transport.open(115200)).toMatchObject(code('serial.disconnected'));
  });

  test('nothing is read or written before open', async () => {
    expect(await transport.read()).toMatchObject(code('serial.not_open'));
    expect(await transport.write(Uint8Array.of(1))).toMatchObject(code('serial.not_open'));
  });
});

describe('a port that another tab of this page has open', () => {
  let locks: FakeLocks;
  let other: WebSerialTransport;
  let here: WebSerialTransport;
  beforeEach(async () => {
    locks = new FakeLocks();
    other = transportOf(new FakePort(), locks);
    here = transportOf(port, locks);
    await other.open(9600);
  });

  test('is left to it until it is closed there, also from one rate to the next', async () => {
    expect(await here.open(9600)).toMatchObject(code('page.port_in_other_tab'));
    const reopened = other.open(115200);
    expect(await here.open(9600)).toMatchObject(code('page.port_in_other_tab'));
    await reopened;
    expect(port.openedAt).toEqual([]);
    await other.close();
    await settle();
    expect(await here.open(9600)).toEqual({ ok: true, value: null });
  });

  test('is another board’s where there are several: this one opens if it is free', async () => {
    boards = 2;
    expect(await here.open(9600)).toEqual({ ok: true, value: null });
    await here.close();
    port.refusal = new DOMException('', 'NetworkError');
    expect(await here.open(9600)).toMatchObject(code('page.port_in_other_tab'));
    await other.close();
    await settle();
    expect(await here.open(9600)).toMatchObject(code('serial.port_busy'));
  });

  test('is nobody’s where the browser gives no locks', async () => {
    locks.denied = true;
    const denied = transportOf(port, locks);
    expect(await denied.open(9600)).toEqual({ ok: true, value: null });
    expect(await denied.close()).toEqual({ ok: true, value: null });
  });
});

test('a port whose opening nobody waits for any more is closed all the same', async () => {
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

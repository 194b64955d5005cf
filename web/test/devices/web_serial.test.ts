import { beforeEach, describe, expect, test } from 'vitest';
import { OtherTabs } from '../../src/devices/other_tabs';
import { WebSerialTransport } from '../../src/devices/web_serial';
import { FakeLocks } from './fake_locks';
import { FakePort } from './fake_serial';

let port: FakePort;
let transport: WebSerialTransport;
beforeEach(() => {
  port = new FakePort();
  transport = new WebSerialTransport(port, new OtherTabs(undefined));
});

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
    expect(await new WebSerialTransport(port, new OtherTabs(undefined)).open(9600)).toEqual({
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
  test('is named as such, and as any other program’s once that tab is done', async () => {
    const locks = new FakeLocks().asManager();
    const other = new WebSerialTransport(new FakePort(), new OtherTabs(locks));
    const here = new WebSerialTransport(port, new OtherTabs(locks));
    port.refusal = new DOMException('', 'NetworkError');
    await other.open(9600);
    expect(await here.open(9600)).toMatchObject(code('page.port_in_other_tab'));
    await other.close();
    await Promise.resolve();
    expect(await here.open(9600)).toMatchObject(code('serial.port_busy'));
  });
});

// The stand-in for navigator.serial behaves as the Web Serial API says, because the other tests rely on it.
/* global choice, nameOf, port, reader, seen, waiting, writer -- globals of the page, which the tests define there */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { withFreshPage } from './support/bus_fixture.mjs';
import { SerialBus } from './support/serial_bus.mjs';
import { expectSoon } from './support/soon.mjs';

/** Sends back what it receives. */
class Echo {
  opened = [];
  heard = Buffer.alloc(0);
  async open(baudRate, { onBytes, onLost }) {
    this.opened.push(baudRate);
    Object.assign(this, { onBytes, onLost });
  }
  async write(bytes) {
    this.heard = Buffer.concat([this.heard, bytes]);
    this.onBytes(bytes);
  }
  close() {
    this.onBytes = () => {};
  }
}

const fixture = withFreshPage(
  () => new SerialBus(),
  () => new Echo(),
  () => {
    globalThis.port = async () => (globalThis.thePort ??= (await navigator.serial.getPorts())[0]);
    globalThis.open = async () => (await port()).open({ baudRate: 9600 }).then(port);
  },
);
let bus, page, device, id;
beforeEach(() => ({ bus, page, device, id } = fixture));

test('the list opens only after a click, shows matching ports, and can be closed', async () => {
  await page.addInitScript(() => {
    globalThis.early = navigator.serial.requestPort().catch((error) => error.name);
  });
  await page.reload();
  assert.equal(await page.evaluate(() => globalThis.early), 'SecurityError');
  assert.equal(bus.requests, 0);
  await page.evaluate(() => {
    document.querySelector('button').onclick = () => {
      globalThis.choice = navigator.serial.requestPort({
        filters: [{ usbVendorId: 0x03eb, usbProductId: 0x2175 }],
      });
    };
  });
  bus.plug(new Echo(), { name: 'stranger', usbVendorId: 0x1234 });
  let offered;
  bus.choose = (ports) => {
    offered = ports.map(({ name }) => name);
    return null;
  };
  await page.click('button');
  assert.equal(await page.evaluate(() => nameOf(choice)), 'NotFoundError');
  assert.deepEqual(offered, ['echo']);
  bus.choose = (ports) => ports[0].id;
  await page.click('button');
  const info = await page.evaluate(async () => (await choice).getInfo());
  assert.deepEqual(info, { usbVendorId: 0x03eb, usbProductId: 0x2175 });
  assert.ok(await page.evaluate(async () => (await choice) === (await port())), 'the same object each time');
});

test('opening checks its options and its state', async () => {
  const names = await page.evaluate(async () => {
    const it = await port();
    const wrong = [
      undefined,
      {},
      { baudRate: 0 },
      { baudRate: 9600, dataBits: 9 },
      { baudRate: 9600, parity: 'x' },
    ];
    const names = [];
    for (const options of wrong) names.push(await nameOf(it.open(options)));
    names.push(String(it.readable), String(it.writable));
    names.push(await nameOf(it.close()), await nameOf(it.setSignals({ break: true })));
    names.push(await nameOf(it.open({ baudRate: 115200 })), await nameOf(it.open({ baudRate: 115200 })));
    return names;
  });
  const expected = [...Array(5).fill('TypeError'), 'null', 'null', 'InvalidStateError', 'InvalidStateError'];
  assert.deepEqual(names, [...expected, 'fulfilled', 'InvalidStateError']);
  assert.deepEqual(device.opened, [115200]);
});

test('a port in use cannot be opened until it is free', async () => {
  bus.occupy(id);
  assert.equal(await page.evaluate(() => nameOf(open())), 'NetworkError');
  bus.occupy(id, false);
  assert.equal(await page.evaluate(() => nameOf(open())), 'fulfilled');
});

test('the streams carry bytes in both directions', async () => {
  const heard = await page.evaluate(async () => {
    const it = await open();
    const writer = it.writable.getWriter();
    const reader = it.readable.getReader();
    await writer.write(Uint8Array.of(0, 255, 10));
    await writer.write(new TextEncoder().encode('PING').buffer);
    const got = [];
    while (got.length < 7) got.push(...(await reader.read()).value);
    return got;
  });
  assert.deepEqual(heard, [0, 255, 10, ...Buffer.from('PING')]);
  assert.equal(device.heard.length, 7);
});

test('a port with a locked stream cannot be closed until the lock is released', async () => {
  const names = await page.evaluate(async () => {
    const it = await open();
    const reader = it.readable.getReader();
    const waiting = reader.read();
    const locked = await nameOf(it.close());
    await reader.cancel();
    const { done } = await waiting;
    reader.releaseLock();
    const closed = await nameOf(it.close());
    return [locked, done, closed, await nameOf(it.open({ baudRate: 115200 }))];
  });
  assert.deepEqual(names, ['TypeError', true, 'fulfilled', 'fulfilled']);
});

test('a line error ends the stream but not the port', async () => {
  await page.evaluate(async () => {
    const it = await open();
    globalThis.reader = it.readable.getReader();
    globalThis.waiting = nameOf(reader.read());
  });
  bus.disturb(id, 'BreakError');
  const heard = await page.evaluate(async () => {
    const name = await waiting;
    reader.releaseLock();
    const it = await port();
    const writer = it.writable.getWriter();
    await writer.write(Uint8Array.of(7));
    return [name, [...(await it.readable.getReader().read()).value]];
  });
  assert.deepEqual(heard, ['BreakError', [7]]);
});

test('unplugging ends the streams, and is an event at the port and at navigator.serial', async () => {
  await page.evaluate(async () => {
    const it = await open();
    globalThis.seen = [];
    it.addEventListener('disconnect', (event) => seen.push(['port', event.target === it]));
    navigator.serial.addEventListener('disconnect', (event) => seen.push(['serial', event.target === it]));
    navigator.serial.addEventListener('connect', (event) => seen.push(['back', event.target !== it]));
    globalThis.waiting = nameOf(it.readable.getReader().read());
    globalThis.writer = it.writable.getWriter();
  });
  bus.unplug(id);
  const names = await page.evaluate(async () => [
    await waiting,
    await nameOf(writer.write(Uint8Array.of(1))),
    String((await port()).readable),
    (await port()).connected,
    (await navigator.serial.getPorts()).length,
  ]);
  assert.deepEqual(names, ['NetworkError', 'NetworkError', 'null', false, 0]);
  bus.plug(device, { name: 'echo' });
  await page.waitForFunction(() => seen.length === 3);
  assert.deepEqual(await page.evaluate(() => seen), [
    ['port', true],
    ['serial', true],
    ['back', true],
  ]);
  assert.equal(await page.evaluate(async () => (await navigator.serial.getPorts()).length), 1);
});

test('a forgotten port needs a new choice', async () => {
  assert.equal(await page.evaluate(async () => nameOf((await open()).forget())), 'fulfilled');
  assert.equal(await page.evaluate(async () => (await navigator.serial.getPorts()).length), 0);
});

test('a port that another page has open is busy', async () => {
  const other = await fixture.open();
  assert.equal(await other.evaluate(() => nameOf(open())), 'fulfilled');
  assert.equal(await page.evaluate(() => nameOf(open())), 'NetworkError');
  await other.close();
  await expectSoon(async () => {
    const seen = await page.evaluate(() => nameOf(open()));
    return { holds: seen === 'fulfilled', seen };
  }, 'it opens');
});

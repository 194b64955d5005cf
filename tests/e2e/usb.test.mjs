// The stand-in for navigator.usb behaves as WebUSB says, because the other tests rely on it.
/* global choice, early, first, gone, nameOf, request, talk, theDevice, waiting -- globals of the page, which the tests define there */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { withFreshPage } from './support/bus_fixture.mjs';
import { UsbBus } from './support/usb_bus.mjs';

/** Sends back what it receives. */
class Echo {
  opened = [];
  async open(baudRate, { onBytes }) {
    this.opened.push(baudRate);
    this.onBytes = onBytes;
  }
  async write(bytes) {
    this.onBytes(bytes);
  }
  close() {
    this.onBytes = () => {};
  }
}

const fixture = withFreshPage(
  () => new UsbBus(),
  () => new Echo(),
  () => {
    globalThis.early = nameOf(navigator.usb.requestDevice({ filters: [] }));
    const line = { requestType: 'class', recipient: 'interface', index: 1 };
    globalThis.first = async () => (globalThis.theDevice ??= (await navigator.usb.getDevices())[0]);
    globalThis.request = async (request, value, ...bytes) =>
      (await first()).controlTransferOut({ ...line, request, value }, Uint8Array.from(bytes));
    globalThis.open = async () => {
      const it = await first();
      await it.open();
      await it.selectConfiguration(1);
      await it.claimInterface(1);
      await it.claimInterface(2);
      return it;
    };
    globalThis.talk = async () => {
      const it = await open();
      await request(0x20, 0, 0x80, 0x25, 0, 0, 0, 0, 8);
      await request(0x22, 3);
      return it;
    };
  },
);
let bus, page, device, id;
beforeEach(() => ({ bus, page, device, id } = fixture));

test('the list opens only after a click, and can be closed', async () => {
  assert.deepEqual([await page.evaluate(() => early), bus.requests], ['SecurityError', 0]);
  await page.evaluate(() => {
    document.querySelector('button').onclick = () => {
      globalThis.choice = navigator.usb.requestDevice({ filters: [{ vendorId: 0x03eb, productId: 0x2175 }] });
    };
  });
  bus.choose = () => null;
  await page.click('button');
  assert.equal(await page.evaluate(() => nameOf(choice)), 'NotFoundError');
  bus.choose = ([only]) => only.id;
  await page.click('button');
  assert.ok(await page.evaluate(async () => (await choice) === (await first())));
});

test('protected, unclaimed and missing interfaces refuse transfers', async () => {
  const names = await page.evaluate(async () => {
    const it = await first();
    const names = [await nameOf(it.selectConfiguration(1))];
    await it.open();
    names.push(await nameOf(it.claimInterface(1)));
    await it.selectConfiguration(1);
    for (const number of [0, 3, 9]) names.push(await nameOf(it.claimInterface(number)));
    names.push(await nameOf(request(0x22, 3)), await nameOf(it.transferIn(5, 64)));
    await it.claimInterface(2);
    names.push(await nameOf(it.transferOut(5, Uint8Array.of(1))));
    return names;
  });
  const claims = ['SecurityError', 'SecurityError', 'NotFoundError'];
  assert.deepEqual(names, [
    'InvalidStateError',
    'NotFoundError',
    ...claims,
    'InvalidStateError',
    'NotFoundError',
    'NotFoundError',
  ]);
});

test('bytes are exchanged once the line coding is set and the terminal is ready', async () => {
  const heard = await page.evaluate(async () => {
    const it = await talk();
    await it.transferOut(6, Uint8Array.of(1, 2, 3));
    const { data } = await it.transferIn(5, 64);
    return [...new Uint8Array(data.buffer)];
  });
  assert.deepEqual(heard, [1, 2, 3]);
  assert.deepEqual(device.opened, [9600]);
});

test('closing and unplugging end a pending transfer', async () => {
  const closed = await page.evaluate(async () => {
    const it = await talk();
    const waiting = nameOf(it.transferIn(5, 64));
    await it.close();
    return waiting;
  });
  assert.equal(closed, 'AbortError');
  await page.evaluate(async () => {
    globalThis.gone = new Promise((resolve) => (navigator.usb.ondisconnect = resolve));
    globalThis.waiting = nameOf((await talk()).transferIn(5, 64));
  });
  await page.waitForFunction(() => theDevice.opened);
  bus.unplug(id);
  assert.equal(await page.evaluate(() => waiting), 'NotFoundError');
  assert.ok(await page.evaluate(async () => (await gone).device === theDevice));
});

test('an interface in use by the system’s driver is refused', async () => {
  bus.occupy(id);
  assert.equal(await page.evaluate(() => nameOf(open())), 'NetworkError');
});

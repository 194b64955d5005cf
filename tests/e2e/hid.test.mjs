// The stand-in for navigator.hid behaves as WebHID says, because the other tests rely on it.
/* global choice, early, filters, first, heard, nameOf, seen, theDevice -- globals of the page, which the tests define there */

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { withFreshPage } from './support/bus_fixture.mjs';
import { HidBus } from './support/hid_bus.mjs';
import { expectSoon } from './support/soon.mjs';

/** Sends back what it receives. */
class Echo {
  heard = [];
  closed = 0;
  async open({ onReport, onLost }) {
    Object.assign(this, { onReport, onLost });
  }
  async send(report) {
    this.heard.push(report);
    this.onReport(report);
  }
  close() {
    this.closed += 1;
    this.onReport = () => {};
  }
}

const fixture = withFreshPage(
  () => new HidBus(),
  () => new Echo(),
  () => {
    globalThis.first = async () => (globalThis.theDevice ??= (await navigator.hid.getDevices())[0]);
    globalThis.filters = [{ vendorId: 0x03eb, productId: 0x2175, usagePage: 0xff00 }];
  },
);
let bus, page, device, id;
beforeEach(() => ({ bus, page, device, id } = fixture));

test('the list opens only after a click, shows matching devices, and returns an empty array when closed', async () => {
  await page.addInitScript(() => {
    globalThis.early = [
      nameOf(navigator.hid.requestDevice({ filters })),
      nameOf(navigator.hid.requestDevice({})),
    ];
  });
  await page.reload();
  assert.deepEqual(await page.evaluate(() => Promise.all(early)), ['SecurityError', 'TypeError']);
  assert.equal(bus.requests, 0);
  await page.evaluate(() => {
    document.querySelector('button').onclick = () => {
      globalThis.choice = navigator.hid.requestDevice({ filters });
    };
  });
  bus.plug(new Echo(), { name: 'keyboard', usagePage: 0x01 });
  bus.plug(new Echo(), { name: 'stranger', vendorId: 0x1234 });
  let offered;
  bus.choose = (devices) => {
    offered = devices.map(({ name }) => name);
    return null;
  };
  await page.click('button');
  assert.deepEqual(await page.evaluate(() => choice), []);
  assert.deepEqual(offered, ['echo']);
  bus.choose = (devices) => devices[0].id;
  await page.click('button');
  const chosen = await page.evaluate(async () => {
    const [it] = await choice;
    return [it.productName, it.vendorId, it.collections[0].usagePage, it === (await first())];
  });
  assert.deepEqual(chosen, ['nEDBG CMSIS-DAP', 0x03eb, 0xff00, true]);
});

test('reports are exchanged in the device’s size, and only while it is open', async () => {
  const seen = await page.evaluate(async () => {
    const it = await first();
    const names = [await nameOf(it.sendReport(0, Uint8Array.of(1)))];
    names.push(await nameOf(it.open()), await nameOf(it.open()));
    const heard = new Promise((resolve) =>
      it.addEventListener('inputreport', ({ data, reportId, device: from }) =>
        resolve([reportId, data.byteLength, data.getUint8(1), from === it]),
      ),
    );
    names.push(await nameOf(it.sendReport(1, Uint8Array.of(1))));
    names.push(await nameOf(it.sendReport(0, Uint8Array.of(7, 8))));
    const report = await heard;
    names.push(await nameOf(it.close()), await nameOf(it.close()));
    names.push(await nameOf(it.sendReport(0, Uint8Array.of(1))));
    return { names, report };
  });
  assert.deepEqual(seen, {
    names: [
      'InvalidStateError',
      'fulfilled',
      'InvalidStateError',
      'NotAllowedError',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'InvalidStateError',
    ],
    report: [0, 64, 8, true],
  });
  assert.equal(device.heard.length, 1);
});

test('a device that the system refuses cannot be opened', async () => {
  bus.refuse(id);
  assert.equal(await page.evaluate(async () => nameOf((await first()).open())), 'NotAllowedError');
  bus.refuse(id, false);
  assert.equal(await page.evaluate(async () => nameOf((await first()).open())), 'fulfilled');
});

test('unplugging is an event at navigator.hid, and the replugged device is a new object', async () => {
  await page.evaluate(async () => {
    const it = await first();
    await it.open();
    globalThis.seen = [];
    navigator.hid.addEventListener('disconnect', ({ device }) => seen.push(['gone', device === it]));
    navigator.hid.addEventListener('connect', ({ device }) => seen.push(['back', device !== it]));
  });
  bus.unplug(id);
  await page.waitForFunction(() => seen.length === 1);
  const lost = await page.evaluate(async () => [theDevice.opened, (await navigator.hid.getDevices()).length]);
  assert.deepEqual(lost, [false, 0]);
  bus.plug(device, { name: 'echo' });
  await page.waitForFunction(() => seen.length === 2);
  assert.deepEqual(await page.evaluate(() => seen), [
    ['gone', true],
    ['back', true],
  ]);
});

test('a forgotten device needs a new choice', async () => {
  assert.equal(await page.evaluate(async () => nameOf((await first()).forget())), 'fulfilled');
  assert.equal(await page.evaluate(async () => (await navigator.hid.getDevices()).length), 0);
});

test('two pages can open a device: both get its reports, and it closes with the last one', async () => {
  const other = await fixture.open();
  for (const one of [page, other]) {
    await one.evaluate(async () => {
      const it = await first();
      await it.open();
      globalThis.heard = new Promise((resolve) =>
        it.addEventListener('inputreport', ({ data }) => resolve(data.getUint8(0))),
      );
    });
  }
  await page.evaluate(() => theDevice.sendReport(0, Uint8Array.of(9)));
  assert.deepEqual([await page.evaluate(() => heard), await other.evaluate(() => heard)], [9, 9]);
  await page.evaluate(() => theDevice.close());
  assert.equal(device.closed, 0);
  await other.close();
  await expectSoon(async () => ({ holds: device.closed === 1, seen: device.closed }), 'it is closed');
});

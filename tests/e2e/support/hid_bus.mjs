// The test's counterpart of hid_in_page.js: open HID devices, and the reports to and from each. Several pages may open the same device, and
// each gets all of its reports. It is independent of boards: a device is any object with open({onReport, onLost}), send(report), close().

import { admits, anyFits, describe, DeviceBus } from './device_bus.mjs';
import { Refusal } from './refusal.mjs';

const reportBytes = 64;

export class HidBus extends DeviceBus {
  constructor() {
    super('hid', {
      open: (page, id) => this.#open(page, id),
      send: (page, id, hex) => this.#send(page, id, Buffer.from(hex, 'hex')),
      close: (page, id) => this.#close(page, this.plugged.get(id)),
    });
  }

  fits({ vendorId, productId, collections }, filters) {
    return anyFits(
      filters,
      (filter) =>
        admits(filter.vendorId, vendorId) &&
        admits(filter.productId, productId) &&
        collections.some(({ usagePage }) => admits(filter.usagePage, usagePage)),
    );
  }

  pageGone(page) {
    for (const plugged of this.plugged.values()) this.#close(page, plugged);
  }

  plug(device, { name, vendorId = 0x03eb, productId = 0x2175, usagePage = 0xff00 }) {
    const collections = [{ usagePage, usage: 1, type: 1, children: [], inputReports: [], outputReports: [] }];
    const info = { vendorId, productId, productName: 'nEDBG CMSIS-DAP', collections };
    return this.add(name, info, { device, owners: new Set(), refused: false });
  }

  unplug(id) {
    const plugged = this.plugged.get(id);
    if (!plugged) return;
    if (plugged.owners.size > 0) plugged.device.close();
    plugged.owners.clear();
    this.remove(id);
  }

  /** Makes the system refuse to open the device, as without a udev rule, or while another program uses it. */
  refuse(id, refused = true) {
    this.plugged.get(id).refused = refused;
  }

  async #open(page, id) {
    const plugged = this.plugged.get(id);
    if (!plugged || plugged.refused) throw new Refusal('NotAllowedError');
    plugged.owners.add(page);
    if (plugged.owners.size > 1) return;
    try {
      await plugged.device.open({
        onReport: (report) => {
          const event = { type: 'report', device: describe(plugged), hex: report.toString('hex') };
          for (const owner of plugged.owners) this.tell(owner, event);
        },
        onLost: () => this.unplug(id),
      });
    } catch {
      plugged.owners.clear();
      throw new Refusal('NotAllowedError');
    }
  }

  async #send(page, id, report) {
    const plugged = this.plugged.get(id);
    if (!plugged?.owners.has(page) || report.length > reportBytes) throw new Refusal('NotAllowedError');
    await plugged.device.send(Buffer.concat([report, Buffer.alloc(reportBytes - report.length)]));
  }

  #close(page, plugged) {
    if (!plugged?.owners.delete(page)) return;
    if (plugged.owners.size === 0) plugged.device.close();
  }
}

/**
 * Fakes of HID and HIDDevice that behave as the WebHID API says ("requestDevice", "open", "sendReport", "inputreport"): requestDevice() resolves with
 * an empty array if the user closes the list; calls in the wrong state reject with InvalidStateError, and refusals by the operating system with
 * NotAllowedError; only navigator.hid reports a lost device.
 */
export class FakeHidDevice extends EventTarget {
  opened = false;
  readonly vendorId = 0x03eb;
  readonly productName = 'nEDBG CMSIS-DAP';
  readonly sent: { id: number; report: number[] }[] = [];
  oninputreport = null;
  /** What the next open() rejects with. */
  refusal: DOMException | null = null;
  /** The next open() waits for this. */
  opening: Promise<void> = Promise.resolve();
  lost = false;

  constructor(
    readonly productId = 0x2175,
    readonly collections: readonly HIDCollectionInfo[] = [],
  ) {
    super();
  }

  async open(): Promise<void> {
    if (this.refusal) throw this.refusal;
    if (this.opened) throw new DOMException('open already', 'InvalidStateError');
    await this.opening;
    this.opened = true;
  }

  close(): Promise<void> {
    this.opened = false;
    return Promise.resolve();
  }

  sendReport(id: number, data: BufferSource): Promise<void> {
    if (!this.opened) return Promise.reject(new DOMException('not open', 'InvalidStateError'));
    if (this.lost) return Promise.reject(new DOMException('gone', 'NotAllowedError'));
    this.sent.push({ id, report: [...(data as Uint8Array)] });
    return Promise.resolve();
  }

  /** Sends a report to the page, in the middle of a larger buffer. */
  sendToHost(...bytes: number[]): void {
    const buffer = Uint8Array.from([9, 9, ...bytes, 9]);
    const event = new Event('inputreport');
    const data = new DataView(buffer.buffer, 2, bytes.length);
    this.dispatchEvent(Object.assign(event, { device: this, reportId: 0, data }));
  }

  asDevice(): HIDDevice {
    return this as unknown as HIDDevice;
  }
}

export class FakeHid extends EventTarget {
  devices: FakeHidDevice[] = [];
  /** What the user chooses in the next list, or the error that it ends with; null if the user closes it. */
  pick: FakeHidDevice | DOMException | null = null;
  filters: HIDDeviceFilter[] = [];
  blocked = false;

  requestDevice({ filters }: HIDDeviceRequestOptions): Promise<HIDDevice[]> {
    this.filters = [...filters];
    if (this.pick instanceof DOMException) return Promise.reject(this.pick);
    return Promise.resolve(this.pick ? [this.pick.asDevice()] : []);
  }

  getDevices(): Promise<HIDDevice[]> {
    if (this.blocked) return Promise.reject(new DOMException('', 'SecurityError'));
    return Promise.resolve(this.devices.map((device) => device.asDevice()));
  }

  report(type: 'connect' | 'disconnect', device: FakeHidDevice): void {
    if (type === 'disconnect') device.lost = true;
    this.dispatchEvent(Object.assign(new Event(type), { device }));
  }

  asHid(): HID {
    return this as unknown as HID;
  }
}

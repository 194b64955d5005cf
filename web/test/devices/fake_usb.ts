/**
 * A fake of USBDevice that behaves as WebUSB says ("open", "claimInterface", "transferIn"), with a board's HID interface (protected) and its CDC-ACM
 * function. Transfers need a claimed interface. Closing the device ends waiting transfers with AbortError.
 */
const interfaces = [
  { number: 0, class: 0x03, endpoints: [] },
  { number: 1, class: 0x02, endpoints: [{ endpointNumber: 1, direction: 'in', type: 'interrupt' }] },
  {
    number: 2,
    class: 0x0a,
    endpoints: [
      { endpointNumber: 2, direction: 'in', type: 'bulk' },
      { endpointNumber: 3, direction: 'out', type: 'bulk' },
    ],
  },
];

const refusal = (name: string): DOMException => new DOMException('', name);

export class FakeUsbDevice {
  readonly vendorId = 0x03eb;
  readonly productId = 0x2175;
  opened = false;
  configuration: unknown = null;
  readonly claimed = new Set<number>();
  readonly requests: { request: number; value: number; index: number; data: number[] }[] = [];
  readonly written: number[][] = [];
  readonly halted: number[] = [];
  /** The next open() waits for this. */
  opening: Promise<void> = Promise.resolve();
  /** What the next claimInterface() rejects with. */
  claimError: DOMException | null = null;
  stalled = false;
  private arrived: Uint8Array[] = [];
  private waiting: { resolve: (bytes: Uint8Array) => void; reject: (error: DOMException) => void } | null =
    null;

  async open(): Promise<void> {
    await this.opening;
    this.opened = true;
  }

  selectConfiguration(): Promise<void> {
    this.configuration = {
      interfaces: interfaces.map((one) => ({
        interfaceNumber: one.number,
        alternate: { interfaceClass: one.class, endpoints: one.endpoints },
      })),
    };
    return Promise.resolve();
  }

  claimInterface(number: number): Promise<void> {
    if (this.claimError) return Promise.reject(this.claimError);
    if (interfaces[number]?.class === 0x03) return Promise.reject(refusal('SecurityError'));
    this.claimed.add(number);
    return Promise.resolve();
  }

  controlTransferOut(setup: USBControlTransferParameters, data: BufferSource): Promise<object> {
    if (!this.claimed.has(setup.index)) return Promise.reject(refusal('InvalidStateError'));
    this.requests.push({
      request: setup.request,
      value: setup.value,
      index: setup.index,
      data: [...(data as Uint8Array)],
    });
    return Promise.resolve({ status: 'ok' });
  }

  transferIn(endpoint: number): Promise<object> {
    if (!this.claimed.has(2) || endpoint !== 2) return Promise.reject(refusal('NotFoundError'));
    if (this.stalled) return Promise.resolve({ status: 'stall' });
    const bytes = this.arrived.shift();
    const result = (one: Uint8Array): object => ({ status: 'ok', data: new DataView(one.slice().buffer) });
    if (bytes) return Promise.resolve(result(bytes));
    return new Promise<Uint8Array>((resolve, reject) => (this.waiting = { resolve, reject })).then(result);
  }

  transferOut(endpoint: number, data: BufferSource): Promise<object> {
    if (!this.opened || endpoint !== 3) return Promise.reject(refusal('NotFoundError'));
    this.written.push([...(data as Uint8Array)]);
    return Promise.resolve({ status: 'ok' });
  }

  clearHalt(_direction: string, endpoint: number): Promise<void> {
    this.halted.push(endpoint);
    this.stalled = false;
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.opened = false;
    this.claimed.clear();
    this.end('AbortError');
    return Promise.resolve();
  }

  /** Sends bytes to the page. */
  sendToHost(...bytes: number[]): void {
    const { waiting } = this;
    this.waiting = null;
    if (waiting) waiting.resolve(Uint8Array.from(bytes));
    else this.arrived.push(Uint8Array.from(bytes));
  }

  /** Unplugs the cable. */
  unplug(): void {
    this.end('NotFoundError');
  }

  asDevice(): USBDevice {
    return this as unknown as USBDevice;
  }

  private end(name: string): void {
    this.waiting?.reject(refusal(name));
    this.waiting = null;
  }
}

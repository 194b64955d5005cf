/**
 * Fakes of SerialPort and Serial that behave as the Web Serial API says ("open", "readable", "writable", "close"): the streams are null while the port is
 * closed; a line error ends the readable stream and starts a new one; after the loss of the device, no new one starts. Calls in the wrong state reject with
 * InvalidStateError. A port whose streams are locked cannot be closed.
 */
export class FakePort extends EventTarget {
  connected = true;
  onconnect = null;
  ondisconnect = null;
  readonly written: number[][] = [];
  readonly openedAt: number[] = [];
  signals: SerialOutputSignals[] = [];
  /** What the next open() rejects with. */
  refusal: DOMException | null = null;
  /** The next open() waits for this. */
  opening: Promise<void> = Promise.resolve();
  private state: 'closed' | 'opened' | 'lost' = 'closed';
  private input: ReadableStream<Uint8Array<ArrayBuffer>> | null = null;
  private output: WritableStream<Uint8Array<ArrayBuffer>> | null = null;
  private source: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | null = null;
  private sink: WritableStreamDefaultController | null = null;

  constructor(private readonly info: SerialPortInfo = { usbVendorId: 0x03eb, usbProductId: 0x2175 }) {
    super();
  }

  getInfo(): SerialPortInfo {
    return this.info;
  }

  async open({ baudRate }: SerialOptions): Promise<void> {
    if (this.refusal) throw this.refusal;
    if (this.state !== 'closed') throw new DOMException('The port is already open.', 'InvalidStateError');
    await this.opening;
    this.state = 'opened';
    this.openedAt.push(baudRate);
  }

  get readable(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.state !== 'opened') return this.state === 'lost' ? this.input : null;
    this.input ??= new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        this.source = controller;
      },
      cancel: () => {
        this.input = null;
      },
    });
    return this.input;
  }

  get writable(): WritableStream<Uint8Array<ArrayBuffer>> | null {
    if (this.state !== 'opened') return null;
    this.output ??= new WritableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        this.sink = controller;
      },
      write: (bytes) => {
        this.written.push([...bytes]);
      },
    });
    return this.output;
  }

  setSignals(signals: SerialOutputSignals): Promise<void> {
    this.signals.push(signals);
    return Promise.resolve();
  }

  getSignals(): Promise<SerialInputSignals> {
    return Promise.reject(new DOMException('', 'NotSupportedError'));
  }

  forget(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    if (this.state === 'closed') throw new DOMException('The port is already closed.', 'InvalidStateError');
    if (this.input?.locked || this.output?.locked) throw new TypeError('Cannot cancel a locked stream');
    await this.input?.cancel().catch(() => undefined);
    await this.output?.abort().catch(() => undefined);
    this.input = null;
    this.output = null;
    this.state = 'closed';
  }

  /** Sends bytes to the page. */
  sendToHost(...bytes: number[]): void {
    if (this.readable) this.source?.enqueue(Uint8Array.from(bytes));
  }

  /** Ends the stream with an error (such as FramingError). `readable` is then a new stream. */
  lineError(name: string): void {
    this.source?.error(new DOMException('', name));
    this.input = null;
  }

  /** Unplugs the cable. */
  unplug(): void {
    this.connected = false;
    this.state = 'lost';
    const loss = new DOMException('The device has been lost.', 'NetworkError');
    this.source?.error(loss);
    this.sink?.error(loss);
    this.input = null;
  }
}

export class FakeSerial extends EventTarget {
  onconnect = null;
  ondisconnect = null;
  ports: FakePort[] = [];
  /** What the user chooses in the list, or the error that it ends with. */
  pick: FakePort | DOMException = new DOMException('No port selected by the user.', 'NotFoundError');
  filters: SerialPortFilter[] = [];
  blocked = false;

  getPorts(): Promise<SerialPort[]> {
    if (this.blocked) return Promise.reject(new DOMException('', 'SecurityError'));
    return Promise.resolve(this.ports);
  }

  requestPort({ filters = [] }: SerialPortRequestOptions = {}): Promise<SerialPort> {
    this.filters = filters;
    if (this.pick instanceof DOMException) return Promise.reject(this.pick);
    this.ports.push(this.pick);
    return Promise.resolve(this.pick);
  }

  /** Dispatches an event whose target is the port, because the real event bubbles from there. */
  report(type: 'connect' | 'disconnect', port: FakePort): void {
    const event = new Event(type);
    Object.defineProperty(event, 'target', { value: port });
    this.dispatchEvent(event);
  }
}

/**
 * A serial port over WebUSB, for browsers that have no Web Serial (Android): the board's CDC-ACM function, with the browser as its driver. Knows
 * the class requests and the endpoints; knows nothing of what is said. Facts: USB CDC 1.2, "PSTN120" 6.3.10 (SET_LINE_CODING) and 6.3.12
 * (SET_CONTROL_LINE_STATE); WebUSB, "transferIn" and "claimInterface". The debugger's HID function is protected from WebUSB.
 */
import type { Answer } from '../../../wasm/provisioner';
import { done, failure, nameOf } from './answers';
import { Loss, settledWithin } from './patience';
import type { PortTransport } from './ports';

const communicationClass = 0x02;
const dataClass = 0x0a;
const setLineCoding = 0x20;
const setControlLineState = 0x22;
const dataTerminalReady = 1;
const requestToSend = 2;
const readBytes = 4096;
/** Closing takes milliseconds; a browser that never answers must not keep the board. */
const patienceMs = 2_000;

type Arrived = Partial<Pick<USBInTransferResult, 'status' | 'data'>>;
type Sent = Partial<Pick<USBOutTransferResult, 'status'>>;
const nothing: Arrived = {};

interface SerialFunction {
  control: number;
  data: number;
  bulkIn: number;
  bulkOut: number;
}

function functionOf({ configuration }: USBDevice): SerialFunction | null {
  const withClass = (wanted: number): USBInterface | undefined =>
    configuration?.interfaces.find(({ alternate }) => alternate.interfaceClass === wanted);
  const control = withClass(communicationClass);
  const data = withClass(dataClass);
  const endpoint = (direction: USBDirection): number | undefined =>
    data?.alternate.endpoints.find((one) => one.direction === direction && one.type === 'bulk')
      ?.endpointNumber;
  const bulkIn = endpoint('in');
  const bulkOut = endpoint('out');
  if (!control || !data || bulkIn === undefined || bulkOut === undefined) return null;
  return { control: control.interfaceNumber, data: data.interfaceNumber, bulkIn, bulkOut };
}

/** SET_LINE_CODING's data: rate, one stop bit, no parity, eight bits. */
function lineCoding(baudRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(7);
  new DataView(bytes.buffer).setUint32(0, baudRate, true);
  bytes[6] = 8;
  return bytes;
}

export class UsbSerialTransport implements PortTransport {
  private claimed: SerialFunction | null = null;
  private opening: Promise<Answer<null>> | undefined;
  private readonly loss = new Loss();

  constructor(private readonly device: USBDevice) {}

  open(baudRate: number): Promise<Answer<null>> {
    const gone = failure('serial.disconnected');
    if (this.loss.known) return Promise.resolve(gone);
    this.opening = this.end().then(() => this.begin(baudRate));
    return this.loss.before(this.opening, gone);
  }

  async read(): Promise<Answer<Uint8Array>> {
    for (;;) {
      const { claimed } = this;
      if (!claimed) return failure('serial.not_open');
      try {
        const { status, data } = await this.loss.before<Arrived>(
          this.device.transferIn(claimed.bulkIn, readBytes),
          nothing,
        );
        if (this.loss.known) return failure('serial.disconnected');
        if (status === 'stall') await this.device.clearHalt('in', claimed.bulkIn);
        else if (status === 'babble') return failure('serial.read_failed', new Error(status));
        // A packet may be empty: it only ends a transfer.
        else if (data && data.byteLength > 0)
          return { ok: true, value: new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice() };
      } catch (error) {
        return this.isOpen() ? failure('serial.disconnected', error) : failure('serial.not_open', error);
      }
    }
  }

  async write(bytes: Uint8Array): Promise<Answer<null>> {
    const { claimed } = this;
    if (!claimed) return failure('serial.not_open');
    try {
      const { status } = await this.loss.before<Sent>(
        this.device.transferOut(claimed.bulkOut, bytes.slice()),
        {},
      );
      if (this.loss.known) return failure('serial.disconnected');
      return status === 'ok' ? done : failure('serial.write_failed', new Error(status));
    } catch (error) {
      return this.isOpen() ? failure('serial.disconnected', error) : failure('serial.not_open', error);
    }
  }

  /** Always works: closing the device ends a waiting read. An open that nobody waits for any more comes to its end first. */
  async close(): Promise<Answer<null>> {
    await this.loss.before(settledWithin(patienceMs, this.end()), undefined);
    return done;
  }

  /** The browser has said that the device is gone: what waits for it ends, also where the browser goes on waiting. */
  lost(): void {
    this.loss.tell();
  }

  private async end(): Promise<void> {
    await this.opening;
    await this.shut();
  }

  private async begin(baudRate: number): Promise<Answer<null>> {
    const { device } = this;
    try {
      await device.open();
      if (!device.configuration) await device.selectConfiguration(1);
      const found = functionOf(device);
      if (!found) return failure('serial.open_failed', new Error('no CDC-ACM function'));
      await device.claimInterface(found.control);
      await device.claimInterface(found.data);
      await this.request(found, setLineCoding, 0, lineCoding(baudRate));
      await this.request(found, setControlLineState, dataTerminalReady | requestToSend);
      this.claimed = found;
      return done;
    } catch (error) {
      await this.shut();
      // NotFoundError: unplugged. What the system's own driver or another tab holds cannot be claimed.
      const codes: Record<string, string> = {
        NotFoundError: 'serial.disconnected',
        NetworkError: 'serial.port_busy',
        InvalidStateError: 'serial.port_busy',
      };
      return failure(codes[nameOf(error)] ?? 'serial.open_failed', error);
    }
  }

  private async shut(): Promise<void> {
    if (!this.claimed && !this.device.opened) return;
    this.claimed = null;
    try {
      await this.device.close();
    } catch {
      // The device is gone: then it is closed.
    }
  }

  private isOpen(): boolean {
    return this.claimed !== null;
  }

  private async request(
    { control }: SerialFunction,
    request: number,
    value: number,
    data: Uint8Array<ArrayBuffer> = new Uint8Array(),
  ): Promise<void> {
    const setup = { requestType: 'class', recipient: 'interface', request, value, index: control } as const;
    const { status } = await this.device.controlTransferOut(setup, data);
    if (status !== 'ok') throw new Error(`class request ${request}: ${status}`);
  }
}

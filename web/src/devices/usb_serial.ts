/**
 * A serial port over WebUSB, for browsers without Web Serial (Android): drives the board's CDC-ACM function with class requests and bulk transfers.
 * Knows nothing of what the port transfers. WebUSB gives no access to the debugger's HID function. Facts: USB CDC 1.2, "PSTN120" 6.3.10
 * (SET_LINE_CODING) and 6.3.12 (SET_CONTROL_LINE_STATE); WebUSB, "transferIn" and "claimInterface".
 */
import type { Answer } from '../../../wasm/provisioner';
import { done, failure, errorName } from './answers';
import { DeviceLoss, settledWithin } from './timeouts';
import type { PortTransport } from './ports';

const communicationClass = 0x02;
const dataClass = 0x0a;
const setLineCoding = 0x20;
const setControlLineState = 0x22;
const dataTerminalReady = 1;
const requestToSend = 2;
const readBytes = 4096;
/** Closing normally takes milliseconds. A browser that never answers must not block the next use of the board. */
const timeoutMs = 2_000;

type Received = Partial<Pick<USBInTransferResult, 'status' | 'data'>>;
type Sent = Partial<Pick<USBOutTransferResult, 'status'>>;
const nothing: Received = {};

interface SerialFunction {
  control: number;
  data: number;
  bulkIn: number;
  bulkOut: number;
}

/** The numbers of the CDC-ACM function's interfaces and bulk endpoints; null if the device has no such function. */
function findSerialFunction({ configuration }: USBDevice): SerialFunction | null {
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

/** The data of SET_LINE_CODING: the rate, one stop bit, no parity, eight data bits. */
function lineCoding(baudRate: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(7);
  new DataView(bytes.buffer).setUint32(0, baudRate, true);
  bytes[6] = 8;
  return bytes;
}

export class UsbSerialTransport implements PortTransport {
  private claimed: SerialFunction | null = null;
  private opening: Promise<Answer<null>> | undefined;
  private readonly loss = new DeviceLoss();

  constructor(private readonly device: USBDevice) {}

  open(baudRate: number): Promise<Answer<null>> {
    const gone = failure('serial.disconnected');
    if (this.loss.happened) return Promise.resolve(gone);
    this.opening = this.closeAfterOpening().then(() => this.openDevice(baudRate));
    return this.loss.orElse(this.opening, gone);
  }

  async read(): Promise<Answer<Uint8Array>> {
    for (;;) {
      const { claimed } = this;
      if (!claimed) return failure('serial.not_open');
      try {
        const { status, data } = await this.loss.orElse<Received>(
          this.device.transferIn(claimed.bulkIn, readBytes),
          nothing,
        );
        if (this.loss.happened) return failure('serial.disconnected');
        if (status === 'stall') await this.device.clearHalt('in', claimed.bulkIn);
        else if (status === 'babble') return failure('serial.read_failed', new Error(status));
        // An empty packet only marks the end of a transfer.
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
      const { status } = await this.loss.orElse<Sent>(
        this.device.transferOut(claimed.bulkOut, bytes.slice()),
        {},
      );
      if (this.loss.happened) return failure('serial.disconnected');
      return status === 'ok' ? done : failure('serial.write_failed', new Error(status));
    } catch (error) {
      return this.isOpen() ? failure('serial.disconnected', error) : failure('serial.not_open', error);
    }
  }

  /** Never fails. Ends a waiting read, and lets an unfinished open() finish first. */
  async close(): Promise<Answer<null>> {
    await this.loss.orElse(settledWithin(timeoutMs, this.closeAfterOpening()), undefined);
    return done;
  }

  lost(): void {
    this.loss.report();
  }

  private async closeAfterOpening(): Promise<void> {
    await this.opening;
    await this.closeDevice();
  }

  private async openDevice(baudRate: number): Promise<Answer<null>> {
    const { device } = this;
    try {
      await device.open();
      if (!device.configuration) await device.selectConfiguration(1);
      const found = findSerialFunction(device);
      if (!found) return failure('serial.open_failed', new Error('no CDC-ACM function'));
      await device.claimInterface(found.control);
      await device.claimInterface(found.data);
      await this.request(found, setLineCoding, 0, lineCoding(baudRate));
      await this.request(found, setControlLineState, dataTerminalReady | requestToSend);
      this.claimed = found;
      return done;
    } catch (error) {
      await this.closeDevice();
      // NotFoundError: unplugged. The others: the operating system's driver or another tab has claimed the interface.
      const codes: Record<string, string> = {
        NotFoundError: 'serial.disconnected',
        NetworkError: 'serial.port_busy',
        InvalidStateError: 'serial.port_busy',
      };
      return failure(codes[errorName(error)] ?? 'serial.open_failed', error);
    }
  }

  private async closeDevice(): Promise<void> {
    if (!this.claimed && !this.device.opened) return;
    this.claimed = null;
    try {
      await this.device.close();
    } catch {
      // Close fails only if the device is gone, and then nothing is open.
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

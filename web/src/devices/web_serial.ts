/**
 * A port of Web Serial as the core's serial transport. Knows streams, locks and the names of DOMExceptions (never their messages); knows nothing
 * of what is said. Facts: Web Serial API, sections "readable", "writable", "close"; Streams, "cancel" and "releaseLock".
 */
import type { Answer } from '../../../wasm/provisioner';
import { done, failure, nameOf } from './answers';
import type { OtherTabs } from './other_tabs';
import { Loss, settledWithin } from './patience';
import type { PortTransport } from './ports';

/** Setting signals and closing take milliseconds; a browser that never answers must not keep the board. */
const patienceMs = 2_000;
const bufferBytes = 16_384; // more than any answer of a board: no overrun while the page is busy

type ReadResult = ReadableStreamReadResult<Uint8Array>;
const lost: ReadResult = { value: undefined, done: true };

export class WebSerialTransport implements PortTransport {
  private opened = false;
  private reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  private writer: WritableStreamDefaultWriter<Uint8Array> | undefined;

  private opening: Promise<Answer<null>> | undefined;
  private readonly loss = new Loss();
  /** Gives back what keeps other tabs away. */
  private release: (() => void) | null = null;

  constructor(
    private readonly port: SerialPort,
    private readonly tabs: OtherTabs,
    /** Whether it is the only board here: then it is the one that another tab has. */
    private readonly alone: () => Promise<boolean>,
  ) {}

  /** At another rate than before, the port is closed first; other tabs do not come in between. */
  open(baudRate: number): Promise<Answer<null>> {
    if (this.loss.known) return Promise.resolve(failure('serial.disconnected'));
    this.opening = this.shut().then(() => this.begin(baudRate));
    return this.loss.before(this.opening, failure('serial.disconnected'));
  }

  async read(): Promise<Answer<Uint8Array>> {
    const { readable } = this.port;
    if (!this.opened) return failure('serial.not_open');
    if (!readable) return failure('serial.disconnected');
    try {
      this.reader ??= readable.getReader();
      const { value, done: over } = await this.loss.before<ReadResult>(this.reader.read(), lost);
      if (!over) return { ok: true, value };
      return failure(this.isOpen() ? 'serial.disconnected' : 'serial.not_open');
    } catch (error) {
      if (!this.isOpen()) return failure('serial.not_open', error);
      // After a line error the port has a fresh stream; after the loss of the device it has none.
      this.dropReader();
      return failure(
        nameOf(error) === 'NetworkError' || !this.isReadable() ? 'serial.disconnected' : 'serial.read_failed',
        error,
      );
    }
  }

  async write(bytes: Uint8Array): Promise<Answer<null>> {
    const { writable } = this.port;
    if (!this.opened) return failure('serial.not_open');
    if (!writable) return failure('serial.disconnected');
    try {
      this.writer ??= writable.getWriter();
      const written = this.writer.write(bytes.slice()).then(() => done); // the stream takes its time; the core reuses its buffer
      return await this.loss.before<Answer<null>>(written, failure('serial.disconnected'));
    } catch (error) {
      this.dropWriter();
      if (!this.isOpen()) return failure('serial.not_open', error);
      return failure(nameOf(error) === 'NetworkError' ? 'serial.disconnected' : 'serial.write_failed', error);
    }
  }

  /** Always works: a waiting read ends with serial.not_open, and the port can be opened again, by anyone. */
  async close(): Promise<Answer<null>> {
    await this.loss.before(settledWithin(patienceMs, this.shut()), undefined);
    this.letGo();
    return done;
  }

  /** The browser has said that the device is gone: what waits for it ends, also where the browser goes on waiting. */
  lost(): void {
    this.loss.tell();
  }

  private async begin(baudRate: number): Promise<Answer<null>> {
    this.release ??= await this.tabs.take('port');
    if (!this.release && (await this.alone())) return failure('page.port_in_other_tab');
    try {
      await this.port.open({
        baudRate,
        dataBits: 8,
        stopBits: 1,
        parity: 'none',
        flowControl: 'none',
        bufferSize: bufferBytes,
      });
    } catch (error) {
      return this.openFailure(error);
    }
    this.opened = true;
    // The debugger sends only to a ready terminal. A port without these lines sends anyway.
    const signals = { dataTerminalReady: true, requestToSend: true };
    await settledWithin(patienceMs, this.port.setSignals(signals));
    return done;
  }

  /** An open that nobody waits for any more comes to its end first. */
  private async shut(): Promise<void> {
    await this.opening;
    if (!this.opened) return;
    this.opened = false;
    const { reader, writer } = this;
    this.reader = undefined;
    this.writer = undefined;
    if (reader) await settledWithin(patienceMs, reader.cancel()); // the stream may be broken already
    reader?.releaseLock();
    writer?.releaseLock(); // port.close() aborts what is still being written
    try {
      await this.port.close();
    } catch {
      // The device is gone: then the port is closed.
    }
  }

  private letGo(): void {
    this.release?.();
    this.release = null;
  }

  private isOpen(): boolean {
    return this.opened;
  }

  private isReadable(): boolean {
    return this.port.readable !== null;
  }

  private openFailure(error: unknown): Answer<null> {
    const elsewhere = this.release === null;
    this.letGo();
    if ('connected' in this.port && !this.port.connected) return failure('serial.disconnected', error);
    // NetworkError is all that the browser says when the system refuses: nearly always because somebody else has the port.
    const busy = ['NetworkError', 'InvalidStateError'].includes(nameOf(error));
    if (!busy) return failure('serial.open_failed', error);
    return failure(elsewhere ? 'page.port_in_other_tab' : 'serial.port_busy', error);
  }

  private dropReader(): void {
    this.reader?.releaseLock();
    this.reader = undefined;
  }

  private dropWriter(): void {
    this.writer?.releaseLock();
    this.writer = undefined;
  }
}

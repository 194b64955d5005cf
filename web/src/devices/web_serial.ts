/**
 * The core's serial transport over Web Serial. Reads and writes the port's streams and translates DOMExceptions to error codes by their names; knows
 * nothing of what the port transfers. Facts: Web Serial API, sections "readable", "writable", "close"; Streams, "cancel" and "releaseLock".
 */
import type { Answer } from '../../../wasm/provisioner';
import { done, failure, errorName } from './answers';
import type { TabLocks } from './tab_locks';
import { DeviceLoss, settledWithin } from './timeouts';
import type { PortTransport } from './ports';

/** Setting signals and closing normally take milliseconds. A browser that never answers must not block the next use of the board. */
const timeoutMs = 2_000;
const bufferBytes = 16_384; // larger than any answer of a board, so that a busy page loses nothing

type ReadResult = ReadableStreamReadResult<Uint8Array>;
const endOfStream: ReadResult = { value: undefined, done: true };

export class WebSerialTransport implements PortTransport {
  private opened = false;
  private reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  private writer: WritableStreamDefaultWriter<Uint8Array> | undefined;

  private opening: Promise<Answer<null>> | undefined;
  private readonly loss = new DeviceLoss();
  /** Releases the lock that keeps other tabs from opening ports; null if this tab does not hold it. */
  private release: (() => void) | null = null;

  constructor(
    private readonly port: SerialPort,
    private readonly tabs: TabLocks,
    /** True if only one board is plugged in. If another tab then holds the lock, it has this very board open. */
    private readonly isOnlyBoard: () => Promise<boolean>,
  ) {}

  /** Closes an open port first, to change the rate. Keeps the lock meanwhile, so that no other tab opens the port in between. */
  open(baudRate: number): Promise<Answer<null>> {
    if (this.loss.happened) return Promise.resolve(failure('serial.disconnected'));
    this.opening = this.closePort().then(() => this.openPort(baudRate));
    return this.loss.orElse(this.opening, failure('serial.disconnected'));
  }

  async read(): Promise<Answer<Uint8Array>> {
    const { readable } = this.port;
    if (!this.opened) return failure('serial.not_open');
    if (!readable) return failure('serial.disconnected');
    try {
      this.reader ??= readable.getReader();
      const { value, done: over } = await this.loss.orElse<ReadResult>(this.reader.read(), endOfStream);
      if (!over) return { ok: true, value };
      return failure(this.isOpen() ? 'serial.disconnected' : 'serial.not_open');
    } catch (error) {
      if (!this.isOpen()) return failure('serial.not_open', error);
      // After a line error the port has a fresh stream; after the loss of the device it has none.
      this.dropReader();
      return failure(
        errorName(error) === 'NetworkError' || !this.isReadable()
          ? 'serial.disconnected'
          : 'serial.read_failed',
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
      const written = this.writer.write(bytes.slice()).then(() => done); // copied, because the core reuses its buffer before the stream has sent it
      return await this.loss.orElse<Answer<null>>(written, failure('serial.disconnected'));
    } catch (error) {
      this.dropWriter();
      if (!this.isOpen()) return failure('serial.not_open', error);
      return failure(
        errorName(error) === 'NetworkError' ? 'serial.disconnected' : 'serial.write_failed',
        error,
      );
    }
  }

  /** Never fails. Ends a waiting read() with serial.not_open. Any tab can open the port afterwards. */
  async close(): Promise<Answer<null>> {
    await this.loss.orElse(settledWithin(timeoutMs, this.closePort()), undefined);
    this.releaseLock();
    return done;
  }

  lost(): void {
    this.loss.report();
  }

  private async openPort(baudRate: number): Promise<Answer<null>> {
    this.release ??= await this.tabs.acquire('port');
    if (!this.release && (await this.isOnlyBoard())) return failure('page.port_in_other_tab');
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
    await settledWithin(timeoutMs, this.port.setSignals(signals));
    return done;
  }

  /** Lets an unfinished open() finish first. */
  private async closePort(): Promise<void> {
    await this.opening;
    if (!this.opened) return;
    this.opened = false;
    const { reader, writer } = this;
    this.reader = undefined;
    this.writer = undefined;
    if (reader) await settledWithin(timeoutMs, reader.cancel()); // waits at most timeoutMs; fails if the stream has already failed
    reader?.releaseLock();
    writer?.releaseLock(); // port.close() then aborts an unfinished write
    try {
      await this.port.close();
    } catch {
      // Close fails only if the device is gone, and then the port is closed.
    }
  }

  private releaseLock(): void {
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
    const otherTabHoldsLock = this.release === null;
    this.releaseLock();
    if ('connected' in this.port && !this.port.connected) return failure('serial.disconnected', error);
    // Browsers report any refusal by the operating system as NetworkError. Nearly always another program has the port open.
    const busy = ['NetworkError', 'InvalidStateError'].includes(errorName(error));
    if (!busy) return failure('serial.open_failed', error);
    return failure(otherTabHoldsLock ? 'page.port_in_other_tab' : 'serial.port_busy', error);
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

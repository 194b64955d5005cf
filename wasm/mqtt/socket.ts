/**
 * One WebSocket for the module's socket layer, which reads its bytes and its state, and waits for a change of them. Handles frames and close codes, but does
 * not parse MQTT. The presigned URL goes into the WebSocket only: it appears in no error and is not kept.
 */

/** How a socket ended. If it never opened, a browser gives 1006 for any reason (RFC 6455, section 7.4.1). */
export interface Ending {
  opened: boolean;
  closeCode: number;
  reason: string;
}

export class MqttSocket {
  private socket: WebSocket | undefined;
  /** Frames whose bytes were not read yet. Reading is slow, so it waits until the browser has delivered the whole burst. */
  private arrived: MessageEvent<unknown>[] = [];
  private chunks: Uint8Array[] = [];
  private first = 0; // index in chunks; the ones before it were read
  private readOfFirst = 0;
  private unread = 0;
  private opened = false;
  private closedHere = false;
  private wake: (() => void) | undefined;
  private ended: (ending: Ending) => void = () => undefined;

  /** Resolves when the socket has closed, or could not be opened. */
  readonly over = new Promise<Ending>((resolve) => (this.ended = resolve));
  ending: Ending | undefined;

  /** `onChange` is called when bytes have arrived or the state has changed while nothing waits for that. */
  constructor(private readonly onChange: () => void) {}

  open(url: string): void {
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, 'mqtt');
    } catch {
      this.giveUp(); // the exception contains the URL
      return;
    }
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.opened = true;
      this.notify();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      this.arrived.push(event);
      this.notify();
    };
    socket.onclose = ({ code, reason }) => {
      this.end({ opened: this.opened, closeCode: code, reason });
      this.notify();
    };
  }

  get state(): 0 | 1 | 2 {
    if (this.ending) return 2;
    return this.opened ? 1 : 0;
  }

  /** True if the other side has closed or is closing the socket; the close event, which has the code, may still be pending. */
  get closedByPeer(): boolean {
    return !this.closedHere && this.socket?.readyState !== WebSocket.OPEN;
  }

  get available(): number {
    if (this.arrived.length > 0) this.unpack();
    return this.unread;
  }

  read(into: Uint8Array): number {
    if (this.arrived.length > 0) this.unpack();
    let done = 0;
    while (done < into.length) {
      const chunk = this.chunks[this.first];
      if (!chunk) break;
      const room = into.length - done;
      const whole = this.readOfFirst === 0 && chunk.length <= room;
      const part = whole ? chunk : chunk.subarray(this.readOfFirst, this.readOfFirst + room);
      into.set(part, done);
      done += part.length;
      this.readOfFirst += part.length;
      if (this.readOfFirst < chunk.length) continue;
      this.readOfFirst = 0;
      this.first += 1;
    }
    this.unread -= done;
    if (this.unread === 0) {
      this.chunks = [];
      this.first = 0;
    }
    return done;
  }

  send(frame: Uint8Array<ArrayBuffer>): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false; // send() would drop the frame silently
    this.socket.send(frame);
    return true;
  }

  close(): void {
    if (!this.socket || this.socket.readyState > WebSocket.OPEN) return;
    this.closedHere = true;
    this.socket.close(1000);
  }

  /** Ends the socket at once, without waiting for the other side: after a connect time-out, or frames that are not MQTT. */
  fail(): void {
    this.giveUp();
    this.notify();
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
    });
  }

  private unpack(): void {
    for (const { data } of this.arrived) {
      if (!(data instanceof ArrayBuffer)) {
        this.giveUp(); // MQTT 3.1.1, section 6: a frame that is not binary ends the connection
        break;
      }
      if (data.byteLength === 0) continue;
      this.chunks.push(new Uint8Array(data));
      this.unread += data.byteLength;
    }
    this.arrived = [];
  }

  private giveUp(): void {
    this.close();
    this.end({ opened: this.opened, closeCode: 1006, reason: '' });
  }

  private end(ending: Ending): void {
    if (this.ending) return;
    this.ending = ending;
    this.ended(ending);
  }

  private notify(): void {
    if (this.wake) this.wake();
    else this.onChange();
  }
}

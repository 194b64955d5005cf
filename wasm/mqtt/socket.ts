/**
 * One WebSocket as the module's socket layer wants it: bytes to pull, a state to ask for, one wait. Knows frames and close codes; knows no
 * MQTT. The presigned address goes into the WebSocket and nowhere else: it is in no error, and is not kept.
 */

/** How a socket ended, as far as a browser tells. Before `opened`, it tells only 1006, whatever the reason (RFC 6455, section 7.4.1). */
export interface Ending {
  opened: boolean;
  closeCode: number;
  reason: string;
}

export class MqttSocket {
  private socket: WebSocket | undefined;
  /** Frames whose bytes nobody has asked for: that costs the browser, which gives a burst faster when it is left for after. */
  private arrived: MessageEvent<unknown>[] = [];
  private chunks: Uint8Array[] = [];
  private first = 0; // in chunks: those before it are read
  private readOfFirst = 0;
  private unread = 0;
  private opened = false;
  private closedHere = false;
  private wake: (() => void) | undefined;
  private ended: (ending: Ending) => void = () => undefined;

  /** Resolves when the socket is over: closed by either side, or never opened. */
  readonly over = new Promise<Ending>((resolve) => (this.ended = resolve));
  ending: Ending | undefined;

  constructor(private readonly news: () => void) {}

  open(url: string): void {
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, 'mqtt');
    } catch {
      this.giveUp(); // the exception would name the address
      return;
    }
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      this.opened = true;
      this.tell();
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      this.arrived.push(event);
      this.tell();
    };
    socket.onclose = ({ code, reason }) => {
      this.end({ opened: this.opened, closeCode: code, reason });
      this.tell();
    };
  }

  get state(): 0 | 1 | 2 {
    if (this.ending) return 2;
    return this.opened ? 1 : 0;
  }

  /** Whether the other side closed it, or has begun to: the close event, which tells the code, may still be on its way. */
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
    if (this.socket?.readyState !== WebSocket.OPEN) return false; // send() itself would drop it silently
    this.socket.send(frame);
    return true;
  }

  close(): void {
    if (!this.socket || this.socket.readyState > WebSocket.OPEN) return;
    this.closedHere = true;
    this.socket.close(1000);
  }

  /** Gives up at once, whatever the other side does: a connect that takes too long, or frames that are not MQTT. */
  fail(): void {
    this.giveUp();
    this.tell();
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
        this.giveUp(); // MQTT 3.1.1, section 6: any other frame than a binary one ends the connection
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

  private tell(): void {
    if (this.wake) this.wake();
    else this.news();
  }
}

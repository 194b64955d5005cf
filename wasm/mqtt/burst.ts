/**
 * Turns a burst of events into few calls: the first is handled at once, those that follow in the same burst together, when the browser has
 * delivered what it held. The browser gives messages of a MessageChannel their turn after a run of WebSocket frames; unlike a timer, they are not
 * throttled in a hidden tab.
 */
export class Burst {
  private readonly channel = new MessageChannel();
  private running = false;
  private more = false;

  constructor(private readonly handle: () => void) {
    this.channel.port1.onmessage = () => {
      this.running = false;
      if (this.more) this.add();
    };
  }

  add(): void {
    this.more = this.running;
    if (this.running) return;
    this.running = true;
    this.channel.port2.postMessage(undefined);
    this.handle();
  }
}

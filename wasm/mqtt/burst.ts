/**
 * Turns a burst of events into few calls. The first event is handled at once; those that follow in the same burst are handled together, after
 * the browser has delivered them all. The browser delivers messages of a MessageChannel after a run of WebSocket frames and, unlike timers, does
 * not throttle them in a hidden tab.
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

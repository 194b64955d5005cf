/**
 * Lets one tab of this page ask the others to give up their boards. Facts: HTML standard, "Broadcasting to other browsing contexts".
 */
import { ownPath } from '../storage/own_path';

interface Message {
  readonly what: 'give up' | 'given up';
  /** Names the request that is made or answered. */
  readonly request: string;
}

export class TabRequests {
  /** Gives up the boards of this tab. */
  private giveUp: () => Promise<boolean> = () => Promise.resolve(false);
  private readonly waiting = new Map<string, () => void>();
  private readonly channel = new BroadcastChannel(`${ownPath()}boards`);

  constructor() {
    this.channel.onmessage = ({ data }: MessageEvent<Message>) => void this.receive(data);
  }

  /** `giveUp` is called when another tab asks for the boards. It resolves with false if this tab has none. */
  serve(giveUp: () => Promise<boolean>): void {
    this.giveUp = giveUp;
  }

  /** Resolves once another tab has given up its boards, or after the time-out if none answers. */
  async ask(timeoutMs: number): Promise<void> {
    const request = crypto.randomUUID();
    await new Promise<void>((resolve) => {
      this.waiting.set(request, resolve);
      setTimeout(resolve, timeoutMs);
      this.post({ what: 'give up', request });
    });
    this.waiting.delete(request);
  }

  close(): void {
    this.channel.close();
  }

  private async receive({ what, request }: Message): Promise<void> {
    if (what === 'given up') this.waiting.get(request)?.();
    else if (await this.giveUp()) this.post({ what: 'given up', request });
  }

  private post(message: Message): void {
    this.channel.postMessage(message);
  }
}

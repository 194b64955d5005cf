/**
 * Handles clicks on the first view, which is static HTML (takeover.ts). A click on the primary button opens the browser's list of ports at once. Any
 * other click is kept for the page. So is a click on the primary button that came too early, because a browser opens its lists only within some seconds
 * after a click.
 */
import type { Answer } from '../../../wasm/provisioner';
import type { AvailablePorts } from '../devices/available_ports';
import { buttonOf } from './button_of';

export class FirstClicks {
  /** The user's choice in the list that a click opened; null if no list was opened. */
  choice: Promise<Answer<object>> | null = null;
  /** The button that the page must click once it has replaced the first view. */
  kept: HTMLElement | null = null;

  constructor(private readonly pendingPorts: Promise<AvailablePorts>) {
    window.onclick = null; // removes the handler of the inline script
    window.addEventListener('click', this.onClick);
    this.handle(window.keptClick ?? null);
  }

  /** Stops handling clicks, because the page's own handlers do from now on. */
  end(): void {
    window.removeEventListener('click', this.onClick);
  }

  private readonly onClick = (event: Event): void => this.handle(buttonOf(event));

  private handle(button: HTMLElement | null): void {
    if (!button) return;
    const opensList = button.matches('[data-primary]') && !isActivationSpent();
    if (!opensList) this.kept = button;
    else this.choice ??= this.choose();
  }

  /** If the browser has no ports, fails with the reason, which the page shows later. */
  private async choose(): Promise<Answer<object>> {
    const { ports, serial } = await this.pendingPorts;
    return ports
      ? ports.choose()
      : { ok: false, error: { code: serial ?? 'base.cancelled', params: {}, detail: '' } };
  }
}

/** True if the last click is too long ago for the browser to open a list. False in browsers that do not report this. */
export function isActivationSpent(): boolean {
  const { userActivation } = navigator as Partial<Navigator>;
  return userActivation?.isActive === false;
}

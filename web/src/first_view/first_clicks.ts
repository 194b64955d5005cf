/**
 * Clicks on the first view, which is HTML only (takeover.ts). A click on the primary button opens the browser's list of ports at once. Any other
 * click is kept, and so is a click that came too early: a browser opens its lists only for some seconds after a click.
 */
import type { Answer } from '../../../wasm/provisioner';
import type { PortsHere } from '../devices/ports_here';
import { buttonOf } from './button_of';

export class FirstClicks {
  /** What the user chooses from the list that a click has opened; null as long as no list was opened. */
  choice: Promise<Answer<object>> | null = null;
  /** The button to click again once the page has taken over. */
  kept: HTMLElement | null = null;

  constructor(private readonly here: Promise<PortsHere>) {
    window.onclick = null; // the inline script's
    window.addEventListener('click', this.onClick);
    this.handle(window.keptClick ?? null);
  }

  /** The page's own handlers take over. */
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

  /** Without ports, the page says why when it takes over. */
  private async choose(): Promise<Answer<object>> {
    const { ports, serial } = await this.here;
    return ports
      ? ports.choose()
      : { ok: false, error: { code: serial ?? 'base.cancelled', params: {}, detail: '' } };
  }
}

/** Whether the last click is too long ago for the browser to open a list. Browsers that do not tell are asked. */
export function isActivationSpent(): boolean {
  const { userActivation } = navigator as Partial<Navigator>;
  return userActivation?.isActive === false;
}

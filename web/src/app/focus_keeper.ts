/**
 * Restores the focus if a command removes or disables the focused element: back to the element as soon as it can be used again, else to the next action,
 * else to the heading of its card or to the view. Moves the focus only if it was lost, and so never while the user reads or types elsewhere.
 */
import type { StepCard } from '../components/step-card';
import { activeElement, nextToDo } from './focus';

function cardOf(element: Element): StepCard | null {
  const card = element.closest('step-card');
  const root = element.getRootNode();
  return card ?? (root instanceof ShadowRoot ? cardOf(root.host) : null);
}

export class FocusKeeper {
  /** The element that had the focus at the last command, or that got it here, and its card. */
  private asking: HTMLElement | null = null;
  private card: StepCard | null = null;
  /** True if the element lost the focus because it was disabled meanwhile. */
  private withheld = false;
  /** The heading or view that was focused because there was no next action. */
  private heading: Element | null = null;

  constructor(private readonly page: { readonly renderRoot: ParentNode; focusView: () => Element }) {}

  /** Call when the user gives a command. */
  asked(): void {
    const active = activeElement();
    this.keep(active instanceof HTMLElement && active !== document.body ? active : null);
  }

  /**
   * Call after the page has rendered. `moved`: the next action has changed. `isListOpen`: the user chooses a device in the browser's list; the focus
   * moves after that, when the outcome is known.
   */
  async drawn(moved: boolean, isListOpen: boolean): Promise<void> {
    if (!moved && !this.asking) return;
    await new Promise((resolve) => requestAnimationFrame(resolve)); // the cards have rendered by then
    const { asking } = this;
    const active = activeElement();
    const there = asking?.checkVisibility() === true; // also false for an element that was removed
    const disabled = there && asking.matches(':disabled'); // the browser takes the focus away a frame later
    this.withheld ||= disabled;
    if (isListOpen) return;
    const lost = active === document.body || active === this.heading || (disabled && active === asking);
    if (!lost && active !== asking) this.asking = null;
    if (!lost || (disabled && !moved)) return;
    if (there && this.withheld && !disabled) asking.focus();
    else if (moved || !there) {
      this.goOn();
      return;
    }
    if (!disabled) this.asking = null;
  }

  private goOn(): void {
    const next = nextToDo(this.page.renderRoot);
    if (next) {
      next.focus();
      this.keep(next); // the page may remove it, too: a virtual board plugs itself in
    } else if (this.asking && !this.asking.checkVisibility()) {
      this.heading = this.card?.focusHeading() ?? this.page.focusView();
      this.asking = null;
    }
  }

  private keep(element: HTMLElement | null): void {
    this.asking = element;
    this.card = element && cardOf(element);
    this.withheld = false;
  }
}

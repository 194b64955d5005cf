/**
 * Where the focus goes when a command takes away what had it: back there as soon as it can be used again, else to the next thing to do, else to
 * the heading of its card. Only where the focus was lost: never away from somebody who reads or types.
 */
import type { StepCard } from '../components/step-card';
import { activeElement, nextToDo } from './focus';

function cardOf(element: Element): StepCard | null {
  const card = element.closest('step-card');
  const root = element.getRootNode();
  return card ?? (root instanceof ShadowRoot ? cardOf(root.host) : null);
}

export class FocusKeeper {
  /** What had the focus when the last command was given, and its card. */
  private asking: HTMLElement | null = null;
  private card: StepCard | null = null;
  /** It could not be used meanwhile, and has lost the focus by that. */
  private withheld = false;
  /** Has the focus where there was nothing to do. */
  private heading: Element | null = null;

  constructor(private readonly page: { readonly renderRoot: ParentNode }) {}

  /** A command was given. */
  asked(): void {
    const active = activeElement();
    this.asking = active instanceof HTMLElement && active !== document.body ? active : null;
    this.card = this.asking && cardOf(this.asking);
    this.withheld = false;
  }

  /**
   * Call after the page was drawn. `moved`: something else is next. `isListOpen`: the user chooses a device in the browser's list; the focus
   * moves after that, when the outcome is known.
   */
  async drawn(moved: boolean, isListOpen: boolean): Promise<void> {
    if (!moved && !this.asking) return;
    await new Promise((resolve) => requestAnimationFrame(resolve)); // the cards have drawn themselves by then
    const { asking } = this;
    const active = activeElement();
    const there = asking?.checkVisibility() === true; // also false for what is not in the page any more
    const disabled = there && asking.matches(':disabled'); // the browser takes the focus away a frame later
    this.withheld ||= disabled;
    if (isListOpen) return;
    const lost = active === document.body || active === this.heading || (disabled && active === asking);
    if (!lost && active !== asking) this.asking = null;
    if (!lost || (disabled && !moved)) return;
    if (there && this.withheld && !disabled) asking.focus();
    else if (moved || !there) this.goOn();
    if (!disabled) this.asking = null;
  }

  private goOn(): void {
    const next = nextToDo(this.page.renderRoot);
    if (next) next.focus();
    else if (this.asking && !this.asking.checkVisibility()) this.heading = this.card?.focusHeading() ?? null;
  }
}

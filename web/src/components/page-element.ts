/** The base class of all elements: common styles, re-rendering when the language changes, and sending commands. */
import { LitElement, type CSSResultGroup } from 'lit';
import { state } from 'lit/decorators.js';
import { CommandEvent, type Command } from '../app/commands';
import { turn } from '../first_view/turns';
import { languageChange, spokenLanguage } from '../text/language';
import { shared } from './shared-styles';

export class PageElement extends LitElement {
  /** The current language. A change renders the element again, which looks its texts up. */
  @state() protected language = spokenLanguage();

  static override styles: CSSResultGroup = [shared];

  override connectedCallback(): void {
    super.connectedCallback();
    languageChange.addEventListener('change', this.onLanguage);
    this.onLanguage();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    languageChange.removeEventListener('change', this.onLanguage);
  }

  protected override scheduleUpdate(): Promise<unknown> | undefined {
    const waiting = turn();
    if (waiting) return waiting.then(() => super.scheduleUpdate());
    void super.scheduleUpdate();
    return undefined;
  }

  protected send(command: Command): void {
    this.dispatchEvent(new CommandEvent(command));
  }

  private readonly onLanguage = (): void => {
    this.language = spokenLanguage();
  };
}

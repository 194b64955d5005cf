/** What all elements of the page share: the common styles, the language, and a way to ask for something. */
import { LitElement, type CSSResultGroup } from 'lit';
import { state } from 'lit/decorators.js';
import { CommandEvent, type Command } from '../app/commands';
import { languageChange, spokenLanguage } from '../text/language';
import { shared } from './shared-styles';

export class PageElement extends LitElement {
  /** Another one draws the element again: its words are looked up then. */
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

  protected send(command: Command): void {
    this.dispatchEvent(new CommandEvent(command));
  }

  private readonly onLanguage = (): void => {
    this.language = spokenLanguage();
  };
}

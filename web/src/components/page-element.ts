/** What all elements of the page share: the common styles, and a way to ask for something. */
import { LitElement, type CSSResultGroup } from 'lit';
import { CommandEvent, type Command } from '../app/commands';
import { shared } from './shared-styles';

export class PageElement extends LitElement {
  static override styles: CSSResultGroup = [shared];

  protected send(command: Command): void {
    this.dispatchEvent(new CommandEvent(command));
  }
}

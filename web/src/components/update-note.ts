/** Says that a new version of the page is ready, and starts it when the user asks for it. */
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { text } from '../text/catalogue';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

@customElement('update-note')
export class UpdateNote extends PageElement {
  /** Starts the new version; resolves to false while it has to wait for a job or for another tab of the page. */
  @property({ attribute: false }) start: () => Promise<boolean> = () => Promise.resolve(false);
  @state() private hasToWait = false;

  static override styles = [
    shared,
    css`
      aside {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
        align-items: center;
        justify-content: center;
        padding: 8px 16px;
        background: var(--accent-soft);
      }
    `,
  ];

  protected override render(): unknown {
    return html`<aside role="status">
      <span>${text.update.ready} ${this.hasToWait ? text.update.waits : nothing}</span>
      <button @click=${this.onStart}>${text.update.start}</button>
    </aside>`;
  }

  private readonly onStart = async (): Promise<void> => {
    this.hasToWait = !(await this.start());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'update-note': UpdateNote;
  }
}

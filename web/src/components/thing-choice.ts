/** A list to watch any thing in the account, also without its board. The list is requested when the user opens it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { text } from '../text/catalogue';
import { live as words } from '../text/live';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

@customElement('thing-choice')
export class ThingChoice extends PageElement {
  @property({ attribute: false }) things: readonly string[] | null = null;
  @property() watched = '';
  /** True if the list could not be loaded. The card shows the error. */
  @property({ type: Boolean }) failed = false;
  @query('select') private readonly chosen!: HTMLSelectElement;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      label {
        flex: 1 1 200px;
      }
      .row {
        align-items: end;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<details @toggle=${this.onToggle}>
      <summary>${this.watched ? words.other : words.any}</summary>
      ${this.list()}
    </details>`;
  }

  private list(): TemplateResult | typeof nothing {
    if (!this.things)
      return this.failed ? nothing : html`<p class="muted" role="status">${text.account.status.checking}</p>`;
    if (this.things.length === 0) return html`<p class="muted">${words.noThings}</p>`;
    return html`<div class="row">
      <label
        >${words.thing}
        <select class="mono">
          ${this.things.map((thing) => html`<option ?selected=${thing === this.watched}>${thing}</option>`)}
        </select>
      </label>
      <button @click=${() => this.send({ do: 'watch', thing: this.chosen.value })}>${words.watch}</button>
    </div>`;
  }

  private readonly onToggle = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) this.send({ do: 'list_things' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'thing-choice': ThingChoice;
  }
}

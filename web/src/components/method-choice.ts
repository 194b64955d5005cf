/** Lets the user choose how AWS IoT registers the board, and says when to choose which. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MethodName } from '../../../wasm/provisioner';
import type { View } from '../app/view';
import { text } from '../text/catalogue';
import { authority, methods } from '../text/tools';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const names: readonly MethodName[] = ['mar', 'jitr'];

@customElement('method-choice')
export class MethodChoice extends PageElement {
  @property() chosen: MethodName = 'mar';
  /** Where the certificate authority is kept. */
  @property() authority: View['authority'] = 'page';
  @property({ type: Boolean }) locked = false;

  static override styles = [
    shared,
    css`
      fieldset {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      label {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 8px;
        align-items: baseline;
        padding-block: 4px;
        cursor: pointer;
      }
      .when {
        grid-column: 2;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <fieldset ?disabled=${this.locked} aria-label=${text.provision.method}>
        ${names.map((name) => this.choice(name))}
      </fieldset>
      ${this.chosen === 'jitr' ? this.needs() : nothing}
    </div>`;
  }

  private choice(name: MethodName): TemplateResult {
    return html`<label>
      <input
        type="radio"
        name="method"
        .checked=${this.chosen === name}
        @change=${() => this.send({ do: 'choose_method', method: name })}
      />
      <span>${text.provision.methods[name]}</span>
      <span class="when muted small">${methods.when[name]}</span>
    </label>`;
  }

  private needs(): TemplateResult {
    return html`<p class="muted small">${methods.creates}</p>
      ${
        this.authority === 'page'
          ? html`<p class="caution">${methods.keep}</p>
              <div class="row">
                <button @click=${() => this.send({ do: 'save_authority' })}>${authority.save}</button>
              </div>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'method-choice': MethodChoice;
  }
}

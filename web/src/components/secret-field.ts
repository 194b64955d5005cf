/**
 * A field for a secret: shows dots, and the text on request. The value is only in the input's property: never in an attribute, and never given
 * to a password manager or a spell checker, which may send it to a server. The reader of the value must clear the field.
 */
import { css, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { text } from '../text/catalogue';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

@customElement('secret-field')
export class SecretField extends PageElement {
  @property() label = '';
  @property() hint = '';
  @state() private shown = false;
  @query('input') private readonly input!: HTMLInputElement;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 4px;
        align-content: start;
      }
      .box {
        position: relative;
      }
      input {
        padding-inline-end: 72px;
      }
      button {
        position: absolute;
        inset: 0 0 0 auto;
        padding: 0 12px;
        border-color: transparent;
        background: none;
        color: var(--accent);
        font-size: 0.8125rem;
      }
    `,
  ];

  get value(): string {
    return this.input.value;
  }

  set value(value: string) {
    this.input.value = value;
  }

  override focus(): void {
    this.input.focus();
  }

  clear(): void {
    this.input.value = '';
    this.shown = false;
  }

  protected override render(): TemplateResult {
    return html`<label for="secret">${this.label}${this.hint ? ` (${this.hint})` : ''}</label>
      <div class="box">
        <input
          id="secret"
          type="text"
          class="secret mono ${this.shown ? 'shown' : ''}"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          data-1p-ignore
          data-lpignore="true"
        />
        <button
          type="button"
          aria-pressed=${this.shown ? 'true' : 'false'}
          aria-label="${this.shown ? text.hide : text.show}: ${this.label}"
          @click=${() => (this.shown = !this.shown)}
        >
          ${this.shown ? text.hide : text.show}
        </button>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'secret-field': SecretField;
  }
}

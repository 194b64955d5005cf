/** A text with a copy button. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { shortened } from '../app/board_names';
import { text } from '../text/catalogue';
import { confirmedMs, copy, copyWords } from './copying';
import { check, copyIcon } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

/** Lets a topic break at its slashes rather than inside a name. */
function broken(value: string): TemplateResult[] {
  return value.split('/').map((part, index) => html`${index > 0 ? html`/<wbr />` : ''}${part}`);
}

@customElement('copy-text')
export class CopyText extends PageElement {
  @property({ attribute: false }) value = '';
  /** Names the text in the button's accessible name. */
  @property() label = '';
  @property({ type: Boolean }) block = false;
  /** True if serial numbers, hashes and IDs are shortened. The button copies the whole text. */
  @property({ type: Boolean }) short = false;
  @state() private outcome: 'copied' | 'selected' | null = null;
  @query('code, pre') private readonly shown!: Element | null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .line code {
        min-width: 0;
      }
      .block {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: start;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--field);
      }
      pre {
        max-height: 240px;
        overflow: auto;
        padding: 12px 0 12px 16px;
        font-size: 0.8125rem;
        line-height: 18px;
      }
      button {
        flex: none;
        padding: 4px;
        min-width: var(--target);
        border-color: transparent;
        color: var(--muted);
      }
      .block button {
        margin: 4px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const button = html`<button aria-label="${text.copy}: ${this.label}" @click=${() => void this.copy()}>
      ${this.outcome === 'copied' ? check : copyIcon}<span
        class=${this.outcome === 'selected' ? '' : 'hidden-text'}
        role="status"
        >${copyWords(this.outcome)}</span
      >
    </button>`;
    return this.block
      ? html`<div class="block">
          <pre class="mono" tabindex="0" aria-label=${this.label}>${this.value}</pre>
          ${button}
        </div>`
      : html`<span class="line"
          ><code title=${this.short ? this.value : nothing}
            >${broken(this.short ? shortened(this.value) : this.value)}</code
          >${button}</span
        >`;
  }

  private async copy(): Promise<void> {
    const outcome = await copy(this.value, this.shown);
    this.outcome = outcome;
    if (outcome === 'copied') setTimeout(() => (this.outcome = null), confirmedMs);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'copy-text': CopyText;
  }
}

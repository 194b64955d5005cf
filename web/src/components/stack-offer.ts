/** Offers to replace a stack MCHPStack that does not register boards, or not all of them, and names its fault. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { StackReplacementState } from '../../../wasm/provisioner';
import { stack as words } from '../text/tools';
import './error-note';
import { PageElement } from './page-element';
import type { StackFault } from './stack-fault';

@customElement('stack-offer')
export class StackOffer extends PageElement {
  /** The stack's state in the account. */
  @property() fault!: StackFault;
  @property({ attribute: false }) replacement: StackReplacementState | null = null;
  @property({ type: Boolean }) locked = false;
  @state() private asks = false;

  protected override render(): TemplateResult {
    const { replacement } = this;
    if (replacement?.running) return html`<p role="status">${words.replacing}</p>`;
    if (replacement && !replacement.error) return html`<p role="status">${words.replaced}</p>`;
    return html`<div class="stack">
      <p class="caution">${words.faults[this.fault]}</p>
      ${replacement?.error ? html`<error-note .error=${replacement.error}></error-note>` : nothing}
      ${this.asks ? this.question() : html`<div class="row"><button ?disabled=${this.locked} @click=${this.onAsk}>${words.replace}</button></div>`}
    </div>`;
  }

  private question(): TemplateResult {
    return html`<p>${words.consequence}</p>
      <div class="row">
        <button class="primary" ?disabled=${this.locked} @click=${this.onReplace}>${words.confirm}</button>
        <button class="plain" @click=${() => (this.asks = false)}>${words.keep}</button>
      </div>`;
  }

  private readonly onAsk = (): void => {
    this.asks = true;
  };

  private readonly onReplace = (): void => {
    this.asks = false;
    this.send({ do: 'core', name: 'replaceStack', arguments: {}, card: 'provision' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'stack-offer': StackOffer;
  }
}

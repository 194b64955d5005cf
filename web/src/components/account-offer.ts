/**
 * Offers to put right what keeps an account from registering boards at their first connection, and names the fault: to replace its stack MCHPStack, or to share
 * an authority that another account holds.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AccountRepairState } from '../../../wasm/provisioner';
import { repair as words } from '../text/tools';
import './error-note';
import { PageElement } from './page-element';
import { repairOf, type AccountFault } from './account-fault';

@customElement('account-offer')
export class AccountOffer extends PageElement {
  @property() fault!: AccountFault;
  /** How far the repair of this fault is; null before one was asked for. */
  @property({ attribute: false }) repair: AccountRepairState | null = null;
  @property({ type: Boolean }) locked = false;
  @state() private asks = false;

  protected override render(): TemplateResult {
    const { repair } = this;
    const offered = words.offers[repairOf(this.fault)];
    if (repair?.running) return html`<p role="status">${offered.running}</p>`;
    if (repair && !repair.error) return html`<p role="status">${offered.done}</p>`;
    return html`<div class="stack">
      <p class="caution">${words.faults[this.fault]}</p>
      ${repair?.error ? html`<error-note .error=${repair.error}></error-note>` : nothing}
      ${this.asks ? this.question() : html`<div class="row"><button ?disabled=${this.locked} @click=${this.onAsk}>${offered.ask}</button></div>`}
    </div>`;
  }

  private question(): TemplateResult {
    const offered = words.offers[repairOf(this.fault)];
    return html`<p>${offered.consequence}</p>
      <div class="row">
        <button class="primary" ?disabled=${this.locked} @click=${this.onRepair}>${offered.confirm}</button>
        <button class="plain" @click=${() => (this.asks = false)}>${words.leave}</button>
      </div>`;
  }

  private readonly onAsk = (): void => {
    this.asks = true;
  };

  private readonly onRepair = (): void => {
    this.asks = false;
    this.send({ do: 'core', name: repairOf(this.fault), arguments: {}, card: 'provision' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'account-offer': AccountOffer;
  }
}

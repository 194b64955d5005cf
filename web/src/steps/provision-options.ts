/** What a user may choose before provisioning, behind two disclosures: how AWS IoT registers the board, and the certificate authority. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { selectedJob, type View } from '../app/view';
import '../components/late-part';
import { PageElement } from '../components/page-element';
import { accountFault, repairOf } from '../components/account-fault';
import { text } from '../text/catalogue';

const words = text.provision;
const loadAuthority = (): Promise<unknown> => import('../components/authority-files');
const loadOffer = (): Promise<unknown> => import('../components/account-offer');
const loadMethods = (): Promise<unknown> => import('../components/method-choice');

@customElement('provision-options')
export class ProvisionOptions extends PageElement {
  @property({ attribute: false }) view!: View;
  /** True while a job uses the method. */
  @property({ type: Boolean }) locked = false;
  @state() private authorityOpened = false;
  @state() private methodsOpened = false;

  protected override render(): TemplateResult {
    const { view } = this;
    return html`<div class="stack">
      ${this.offer()} ${view.simulated ? nothing : this.methods()}
      <details class="wide" @toggle=${this.onAuthority}>
        <summary>${words.authority}</summary>
        ${this.authorityOpened ? html`<late-part .load=${loadAuthority}></late-part>` : nothing}
        <authority-files .kind=${view.authority} .error=${view.errors.authority ?? null}></authority-files>
      </details>
    </div>`;
  }

  private offer(): TemplateResult | typeof nothing {
    const { state } = this.view;
    const { contents } = state;
    const fault = accountFault(selectedJob(state));
    if (!fault || this.view.method !== 'jitr') return nothing;
    return html`<late-part .load=${loadOffer}></late-part>
      <account-offer
        .fault=${fault}
        .repair=${(repairOf(fault) === 'replaceStack' ? contents?.stackReplacement : contents?.authoritySharing) ?? null}
        .locked=${this.locked}
      ></account-offer>`;
  }

  /** The simulated account has no CloudFormation, which just-in-time registration needs. */
  private methods(): TemplateResult {
    const { view } = this;
    return html`<details class="wide" @toggle=${this.onMethods}>
      <summary>${words.methodIs(words.methods[view.method])}</summary>
      ${this.methodsOpened ? html`<late-part .load=${loadMethods}></late-part>` : nothing}
      <method-choice
        .chosen=${view.method}
        .authority=${view.authority}
        .locked=${this.locked}
      ></method-choice>
    </details>`;
  }

  private readonly onMethods = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) this.methodsOpened = true;
  };

  private readonly onAuthority = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open) this.authorityOpened = true;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'provision-options': ProvisionOptions;
  }
}

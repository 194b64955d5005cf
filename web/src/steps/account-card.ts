/** The AWS account card: whose account it is, or the form that takes its keys. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AccountState } from '../../../wasm/provisioner';
import { emptyState, type Enquiries, type View } from '../app/view';
import '../components/error-note';
import { factRows } from '../components/fact-rows';
import '../components/key-guide';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { regionChoice } from '../components/region-choice';
import { rememberRegion } from '../storage/preferences';
import '../components/step-card';
import type { Sign } from '../components/step-card';
import { text } from '../text/catalogue';
import './key-form';

const words = text.account;

@customElement('account-card')
export class AccountCard extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  /** Of another region, which nobody has asked AWS about yet. */
  @state() private chosen = '';
  /** A good account stays in sight while its keys are checked in another region. */
  private shown = emptyState.account;
  @query('select') private readonly regions!: HTMLSelectElement | null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .region {
        align-items: end;
      }
      .region label {
        flex: 1 1 200px;
        max-width: 280px;
      }
    `,
  ];

  protected override willUpdate(): void {
    const { account } = this.view.state;
    if (this.isRecheck(account)) return;
    this.shown = account;
    if (account.status !== 'good') this.chosen = '';
  }

  /** Of keys that were good. */
  private isRecheck({ status, simulated }: AccountState): boolean {
    return status === 'checking' && this.shown.status === 'good' && this.shown.simulated === simulated;
  }

  protected override render(): TemplateResult {
    const { view, shown } = this;
    const [sign, status] = this.status(view.state.account);
    return html`<step-card
      number="2"
      heading=${words.title}
      .sign=${sign}
      .status=${status}
      .summary=${this.summary(shown)}
      .folded=${shown.status === 'good' && shown.kind !== 'root'}
      .simulated=${view.simulated}
      .current=${view.state.next === 'give_keys'}
    >
      ${shown.status === 'good' ? this.good(shown) : this.missing(shown)}
    </step-card>`;
  }

  private status(account: AccountState): [Sign, string] {
    if (this.view.framed && !this.view.simulated) return ['attention', words.status.framed];
    switch (account.status) {
      case 'empty':
        return ['todo', words.status.empty];
      case 'checking':
        return ['working', words.status.checking];
      case 'good':
        return ['good', words.status.good];
      case 'refused':
        return ['failed', words.status.refused];
    }
  }

  private summary(account: AccountState): string {
    // That a user is an administrator is learnt after the card has folded: it says so there, and nothing jumps.
    const power = account.powerful && account.kind !== 'root' ? words.powerful.inShort : '';
    return [account.accountId, account.userName, account.region, power].filter(Boolean).join(' · ');
  }

  private good(account: AccountState): TemplateResult {
    const { view } = this;
    const { facts } = words;
    return html`<div class="stack">
      ${factRows([
        [facts.account, account.accountId],
        [facts.user, account.userName],
        [facts.region, view.simulated ? account.region : ''], // else to be chosen, below
        [facts.key, account.keyEnding ? words.keyEnding(account.keyEnding, account.temporary) : ''],
        [facts.endpoint, account.endpoint],
      ])}
      ${
        account.powerful
          ? html`<p class="caution">
              ${account.kind === 'root' ? words.powerful.root : words.powerful.user}
            </p>`
          : nothing
      }
      ${account.clockOffsetSeconds === 0 ? nothing : html`<p class="caution">${words.clock(account.clockOffsetSeconds)}</p>`}
      ${view.simulated ? nothing : this.otherRegion(account.region)}
      <button @click=${() => this.send({ do: 'sign_out' })}>${words.forget}</button>
      <key-guide
        class="wide"
        .policies=${this.ask.policies(account.region)}
        .region=${account.region}
        filled
      ></key-guide>
    </div>`;
  }

  /** The keys are good in all of them. */
  private otherRegion(region: string): TemplateResult {
    const { account, boards, live } = this.view.state;
    const busy = boards.some(({ status }) => status === 'busy');
    const chosen = this.chosen || region;
    const choose = (name: string): void => {
      this.chosen = name;
    };
    const useless = busy || chosen === region || account.status === 'checking';
    return html`<div class="row region wide">
        ${regionChoice(this.view.regions, chosen, choose, busy)}
        <button ?disabled=${useless} @click=${this.onRegion}>${words.checkRegion}</button>
      </div>
      ${chosen !== region && live.thingName ? html`<p class="small">${words.watchingStops}</p>` : nothing}`;
  }

  /** The focus goes to the list: the button is of no use from now on. */
  private readonly onRegion = (): void => {
    this.regions?.focus();
    rememberRegion(this.chosen);
    this.send({ do: 'check_keys_again', region: this.chosen });
  };

  private missing(account: AccountState): TemplateResult {
    const { view } = this;
    if (view.simulated) {
      return html`<button
        class=${view.state.next === 'give_keys' ? 'primary' : ''}
        data-primary
        ?disabled=${account.status === 'checking'}
        @click=${() => this.send({ do: 'simulated_sign_in' })}
      >
        ${text.simulation.signIn}
      </button>`;
    }
    if (!view.framed) return html`<key-form .view=${view} .ask=${this.ask}></key-form>`;
    return html`<div class="stack">
      <error-note .error=${{ code: 'page.framed', params: {}, detail: '' }}></error-note>
      <button @click=${() => this.send({ do: 'try' })}>${words.tryInstead}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-card': AccountCard;
  }
}

/** The AWS account card: whose account it is, or the form that takes its keys. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccountState } from '../../../wasm/provisioner';
import type { Enquiries, View } from '../app/view';
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

/** Why no keys may be typed here: somebody could read along. */
function keyObstacle({ framed, serial, simulated }: View): string | null {
  if (simulated) return null;
  if (framed) return 'page.framed';
  return serial === 'page.serial_insecure' ? 'page.keys_insecure' : null;
}

@customElement('account-card')
export class AccountCard extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { view } = this;
    const { account } = view.state;
    const [sign, status] = this.status(account);
    return html`<step-card
      number="2"
      heading=${words.title}
      .sign=${sign}
      .status=${status}
      .summary=${this.summary(account)}
      .folded=${account.status === 'good' && account.kind !== 'root'}
      .simulated=${view.simulated}
      .current=${view.state.next === 'give_keys'}
    >
      ${account.status === 'good' ? this.good(account) : this.missing(account)}
    </step-card>`;
  }

  private status(account: AccountState): [Sign, string] {
    if (keyObstacle(this.view)) return ['attention', words.status.unavailable];
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
    // The card folds at once, and nothing jumps: what is worth a warning is told in its line, too.
    const power = account.powerful && account.kind !== 'root' ? words.powerful.inShort : '';
    const clock = account.clockOffsetSeconds === 0 ? '' : words.clockInShort(account.clockOffsetSeconds);
    return [account.accountId, account.userName, account.region, power, clock].filter(Boolean).join(' · ');
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
    const busy = this.view.state.boards.some(({ status }) => status === 'busy');
    const choose = (chosen: string): void => {
      rememberRegion(chosen);
      this.send({ do: 'check_keys_again', region: chosen });
    };
    return regionChoice(this.view.regions, region, choose, busy);
  }

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
    const code = keyObstacle(view);
    if (!code) return html`<key-form .view=${view} .ask=${this.ask}></key-form>`;
    return html`<div class="stack">
      <error-note .error=${{ code, params: {}, detail: '' }}></error-note>
      <button @click=${() => this.send({ do: 'try' })}>${words.tryInstead}</button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-card': AccountCard;
  }
}

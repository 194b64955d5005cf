/** Offers a user with only the permissions that are needed, in place of an administrator's keys. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AccountState, NewUserState } from '../../../wasm/provisioner';
import { users as words } from '../text/account_view';
import './error-note';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

@customElement('account-user')
export class AccountUser extends PageElement {
  @property({ attribute: false }) account!: AccountState;
  @property({ attribute: false }) user: NewUserState | null = null;
  private boundary = '';

  static override styles = [
    shared,
    css`
      ul {
        list-style: disc;
        padding-inline-start: 24px;
      }
      label {
        max-width: 560px;
        margin-block-start: 8px;
      }
    `,
  ];

  protected override render(): TemplateResult | typeof nothing {
    if (!this.account.powerful) return nothing;
    const creating = this.user?.creating ?? false;
    return html`<section class="stack">
      <h3>${words.title}</h3>
      <p>${words.words}</p>
      <ul>
        ${words.plan.map((item) => html`<li>${item}</li>`)}
      </ul>
      ${this.user?.error ? html`<error-note .error=${this.user.error}></error-note>` : nothing}
      <details class="wide">
        <summary>${words.limits}</summary>
        <label
          >${words.boundary}
          <input
            name="boundary"
            placeholder="arn:aws:iam::111122223333:policy/…"
            autocomplete="off"
            spellcheck="false"
            ?disabled=${creating}
            @input=${(event: Event) => (this.boundary = (event.target as HTMLInputElement).value.trim())}
          />
        </label>
      </details>
      <button class="primary" ?disabled=${creating} @click=${this.onCreate}>${words.create}</button>
      <p role="status">${creating ? words.creating : ''}</p>
    </section>`;
  }

  private readonly onCreate = (): void => {
    const { boundary } = this;
    this.send({ do: 'core', name: 'createUser', arguments: { boundary }, card: 'account' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'account-user': AccountUser;
  }
}

/** The view Account: a user for this page, what the keys may do in the account, and what boards have left there. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ContentsState } from '../../../wasm/provisioner';
import { thingName } from '../app/board_names';
import { addressOf } from '../app/routes';
import type { View } from '../app/view';
import { frame as words } from '../text/account_view';
import './account-contents';
import './account-user';
import './error-note';
import { PageElement } from './page-element';
import './permission-list';
import { shared } from './shared-styles';

/** The contents before anything was asked about the account. */
export const nothingAsked: ContentsState = {
  permissions: null,
  newUser: null,
  stackReplacement: null,
  authoritySharing: null,
  status: 'none',
  boards: [],
  policies: [],
  authorities: [],
  hasStack: false,
  hasThingType: false,
  users: [],
  readsUsers: false,
  plan: [],
  error: null,
};

@customElement('account-view')
export class AccountView extends PageElement {
  @property({ attribute: false }) view!: View;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 16px;
      }
      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 32px 64px;
        align-items: start;
      }
      @media (max-width: 960px) {
        .parts {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { account } = this.view.state;
    if (account.status !== 'good') {
      return html`<h2>${words.title}</h2>
        <p>${words.empty}</p>
        <p><a class="button" href=${addressOf('setup')}>${words.toSetup}</a></p>`;
    }
    return html`<h2>${words.title}</h2>
      <p class="muted">
        ${[account.accountId, account.userName, account.region].filter(Boolean).join(' · ')}
      </p>
      ${this.error()} ${this.user()}
      <div class="parts">${this.permissions()} ${this.contents()}</div>`;
  }

  private user(): TemplateResult {
    const { account, contents } = this.view.state;
    return html`<account-user .account=${account} .user=${contents?.newUser ?? null}></account-user>`;
  }

  private error(): TemplateResult | typeof nothing {
    const { account: error } = this.view.errors;
    return error ? html`<error-note .error=${error}></error-note>` : nothing;
  }

  private permissions(): TemplateResult {
    const { method, state } = this.view;
    return html`<permission-list
      .permissions=${state.contents?.permissions ?? null}
      .method=${method}
    ></permission-list>`;
  }

  private contents(): TemplateResult {
    const { names, state } = this.view;
    return html`<account-contents
      .contents=${state.contents ?? nothingAsked}
      .nameOf=${(thing: string) => thingName(thing, state, names)}
    ></account-contents>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-view': AccountView;
  }
}

/** The view "Your AWS account": what the keys may do in it, and what boards have left there. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ContentsState } from '../../../wasm/provisioner';
import { thingName } from '../app/board_names';
import type { View } from '../app/view';
import './account-contents';
import './error-note';
import { PageElement } from './page-element';
import './permission-list';
import { shared } from './shared-styles';

/** The contents before anything was asked about the account. */
export const nothingAsked: ContentsState = {
  permissions: null,
  status: 'none',
  boards: [],
  policies: [],
  authorities: [],
  hasStack: false,
  hasThingType: false,
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
        gap: 32px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { view } = this;
    const { account: error } = view.errors;
    return html`${error ? html`<error-note .error=${error}></error-note>` : nothing}<permission-list
        .permissions=${view.state.contents?.permissions ?? null}
        .method=${view.method}
      ></permission-list>
      <account-contents
        .contents=${view.state.contents ?? nothingAsked}
        .nameOf=${(thing: string) => thingName(thing, view.state, view.names)}
      ></account-contents>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'account-view': AccountView;
  }
}

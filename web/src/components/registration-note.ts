/** How far AWS IoT has registered a board at its first connection, and what is missing if it takes longer than usual. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RegistrationState } from '../../../wasm/provisioner';
import { registration as words } from '../text/tools';
import { PageElement } from './page-element';

@customElement('registration-note')
export class RegistrationNote extends PageElement {
  @property({ attribute: false }) registration!: RegistrationState;

  protected override render(): TemplateResult {
    const { status } = this.registration;
    const problem = this.problem();
    return html`<p role="status">${words.status[status]}</p>
      ${problem ? html`<p class="caution">${problem}</p>` : nothing}`;
  }

  private problem(): string {
    const { missing, unread } = this.registration;
    if (missing) return words.missing(words.effects[missing]);
    return unread ? words.unread(unread) : '';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'registration-note': RegistrationNote;
  }
}

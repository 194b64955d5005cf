/** Arms the tray: from then on, plugging in a delivered board starts it. Asks once before, because nothing asks afterwards. */
import { css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MethodName } from '../../../wasm/provisioner';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { tray } from '../text/tray';

const words = tray.armed;

@customElement('tray-arming')
export class TrayArming extends PageElement {
  @property({ type: Boolean }) armed = false;
  @property() method: MethodName = 'mar';
  /** The account in which the boards are registered; empty without one. */
  @property() account = '';
  @state() private asking = false;

  static override styles = [
    shared,
    css`
      /* The question and the note take a line of their own among the buttons. */
      :host([wide]) {
        flex: 1 1 100%;
      }
      p {
        max-width: none;
      }
      .caution {
        display: grid;
        gap: 8px;
        justify-items: start;
      }
      .armed {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        border-color: var(--accent);
        background: var(--accent-soft);
      }
    `,
  ];

  protected override updated(): void {
    this.toggleAttribute('wide', this.armed || (this.asking && this.account !== ''));
  }

  protected override render(): TemplateResult {
    if (this.armed)
      return html`<div class="caution armed" role="status">
        <p>${words.on}</p>
        <button @click=${() => this.arm(false)}>${words.off}</button>
      </div>`;
    if (this.asking && this.account !== '')
      return html`<div class="caution">
        <p>${words.question(this.account)}</p>
        <div class="row">
          <button @click=${() => this.arm(true)}>${words.yes}</button>
          <button class="plain" data-no @click=${() => this.ask(false)}>${words.no}</button>
        </div>
      </div>`;
    return html`<button
      class="plain"
      data-offer
      ?disabled=${this.account === ''}
      @click=${() => this.ask(true)}
    >
      ${words.offer}
    </button>`;
  }

  /** The question replaces the button, so the focus moves to the answer that changes nothing; and back. */
  private async ask(asking: boolean): Promise<void> {
    this.asking = asking;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(asking ? '[data-no]' : '[data-offer]')?.focus();
  }

  private arm(armed: boolean): void {
    this.asking = false;
    this.send({ do: 'core', name: 'armTray', arguments: { armed, method: this.method }, card: 'tray' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tray-arming': TrayArming;
  }
}

/** Shown without a board: where the cable goes, what the browser's list shows, and the button that opens it; or why this browser cannot connect a board. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { View } from '../app/view';
import '../components/board-picture';
import '../components/device-prompts';
import type { DevicePrompts } from '../components/device-prompts';
import '../components/error-note';
import type { PickerPicture } from '../components/picker-picture';
import { cable } from '../components/icons';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { text } from '../text/catalogue';
import { isIntended } from './board-troubles';

const words = text.board;

@customElement('board-invitation')
export class BoardInvitation extends PageElement {
  @property({ attribute: false }) view!: View;

  static override styles = [
    shared,
    css`
      .stack > board-picture {
        max-width: 280px;
      }
      .pictures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 208px), 1fr));
        align-items: center;
        gap: 8px 16px;
        min-height: 106px; /* the height of the picture of the list before it is loaded */
      }
    `,
  ];

  protected override firstUpdated(): void {
    import('../components/picker-picture').catch(() => undefined); // the words say the same as the picture
  }

  protected override render(): TemplateResult {
    const { view } = this;
    if (view.simulated) return this.simulated();
    return html`<div class="stack">
      ${view.serial === null ? this.invitation() : this.obstacle(view.serial)}
    </div>`;
  }

  private simulated(): TemplateResult {
    return html`<div class="stack">
      <board-picture></board-picture>
      <button class="primary" data-primary @click=${() => this.send({ do: 'simulated_plug' })}>
        ${cable}${text.simulation.plug}
      </button>
    </div>`;
  }

  private obstacle(code: string): TemplateResult {
    return html`<error-note mild .error=${{ code, params: {}, detail: '' }}></error-note>
      ${this.error()}
      <button @click=${() => this.send({ do: 'try' })}>${words.tryInstead}</button>`;
  }

  private invitation(): TemplateResult {
    const { view } = this;
    return html`<div class="pictures wide">
        <board-picture inviting></board-picture>
        <picker-picture .list=${this.nextList()}></picker-picture>
      </div>
      ${this.error()}
      <p>${view.byUsb || view.hid !== null ? words.firstOne : words.first}</p>
      <device-prompts .kind=${this.promptKind()} .open=${view.choosing}></device-prompts>
      <div class="row">
        <button
          class=${view.state.next === 'connect_board' ? 'primary' : ''}
          data-primary
          ?disabled=${view.choosing !== null || view.early === 'attaching' || view.core === 'failed'}
          @click=${() => this.send({ do: 'connect_board' })}
        >
          ${cable}${this.connectWords()}
        </button>
        <button class="plain" @click=${() => this.send({ do: 'try' })}>${words.tryInstead}</button>
      </div>
      <p class="muted small">${words.remembered}</p>`;
  }

  /** The list that is open, or opens first. */
  private nextList(): PickerPicture['list'] {
    if (this.view.byUsb) return 'usb';
    return this.view.choosing ?? 'port';
  }

  private connectWords(): string {
    if (this.view.early === 'attaching') return text.loading;
    return this.view.early === 'click_again' ? words.connectAgain : words.connect;
  }

  private error(): TemplateResult | typeof nothing {
    const error = this.view.errors.board;
    return error ? html`<error-note .mild=${isIntended(error)} .error=${error}></error-note>` : nothing;
  }

  private promptKind(): DevicePrompts['kind'] {
    if (this.view.byUsb) return 'usb';
    return this.view.hid === null ? 'both' : 'port';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-invitation': BoardInvitation;
  }
}

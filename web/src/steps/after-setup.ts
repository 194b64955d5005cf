/** What a user may need once the board is live: the next board, the certificate authority's files, and undoing what was done to the board. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BoardState, WifiSettings } from '../../../wasm/provisioner';
import { addressOf } from '../app/routes';
import type { View } from '../app/view';
import '../components/error-note';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { text } from '../text/catalogue';

const words = text.provision.after;

/** Replaces the network that the board remembers; the demo firmware has no command that removes it. */
const noNetwork: WifiSettings = { ssid: 'forgotten', passphrase: '', security: 'open' };

@customElement('after-setup')
export class AfterSetup extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) board!: BoardState;
  /** The choice that the user has to confirm. */
  @state() private asking: 'wifi' | 'restore' | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .choices {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(200px, 1fr));
        gap: 8px;
      }
      .choices > * {
        justify-content: start;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { view, board } = this;
    const error = view.errors.authority ?? null;
    return html`<section class="stack" aria-label=${words.title}>
      <h3>${words.title}</h3>
      ${error ? html`<error-note .error=${error}></error-note>` : nothing}
      ${this.asking ? this.question(this.asking) : this.choices(board.status === 'ready')}
    </section>`;
  }

  private choices(able: boolean): TemplateResult {
    const { view, board } = this;
    const another = view.simulated ? ({ do: 'simulated_plug' } as const) : ({ do: 'connect_board' } as const);
    return html`<div class="choices wide">
        <button ?disabled=${view.choosing !== null} @click=${() => this.send(another)}>
          ${view.simulated ? text.simulation.another : text.board.another}
        </button>
        <a class="button" href=${addressOf('tray')}>${text.views.tray}</a>
        <button @click=${() => this.send({ do: 'save_authority' })}>${words.save}</button>
        <button
          data-choice="wifi"
          ?disabled=${!able || board.firmware !== 'demo'}
          @click=${() => this.ask('wifi')}
        >
          ${words.wifi.button}
        </button>
        <button data-choice="restore" ?disabled=${!able} @click=${() => this.ask('restore')}>
          ${words.restore.button}
        </button>
      </div>
      <p class="muted small">${words.saveHint}</p>`;
  }

  private question(about: 'wifi' | 'restore'): TemplateResult {
    const { what, sure } = words[about];
    return html`<p>${what}</p>
      <div class="row">
        <button @click=${() => this.confirm(about)}>${sure}</button>
        <button class="plain" data-choice="no" @click=${() => this.ask(null)}>${words.no}</button>
      </div>`;
  }

  /** The question replaces the buttons, so the focus moves to the answer that changes nothing; and back. */
  private async ask(about: 'wifi' | 'restore' | null): Promise<void> {
    const before = this.asking;
    this.asking = about;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-choice=${about === null ? before : 'no'}]`)?.focus();
  }

  private confirm(about: 'wifi' | 'restore'): void {
    this.asking = null;
    this.send(about === 'wifi' ? { do: 'set_wifi', settings: noNetwork } : { do: 'restore' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'after-setup': AfterSetup;
  }
}

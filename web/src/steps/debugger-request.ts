/** Asks for the board's debugger: what the browser's list shows, why the page needs it, and how to continue without it. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { View } from '../app/view';
import '../components/device-prompts';
import '../components/picker-picture';
import { cable } from '../components/icons';
import { PageElement } from '../components/page-element';
import { text } from '../text/catalogue';

const words = text.board.debugger;

@customElement('debugger-request')
export class DebuggerRequest extends PageElement {
  @property({ attribute: false }) view!: View;

  protected override render(): TemplateResult {
    const { view } = this;
    return html`<div class="stack">
      <device-prompts kind="both" hasPort .open=${view.choosing}></device-prompts>
      ${view.state.boards.length > 1 ? html`<p class="muted">${words.several}</p>` : nothing}
      <div class="row">
        <button
          class="primary"
          data-primary
          ?disabled=${view.choosing !== null}
          @click=${() => this.send({ do: 'connect_debugger' })}
        >
          ${cable}${words.allow}
        </button>
        <button class="plain" @click=${() => this.send({ do: 'go_by_hand', byHand: true })}>
          ${words.byHand}
        </button>
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'debugger-request': DebuggerRequest;
  }
}

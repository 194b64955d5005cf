/** The virtual board's lights and cable. The buttons for its drive appear where an image is needed. */
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BoardState } from '../../../wasm/provisioner';
import type { Leds } from '../simulation/messages';
import { text } from '../text/catalogue';
import './board-picture';
import { cable } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.simulation;

@customElement('virtual-board')
export class VirtualBoard extends PageElement {
  @property({ attribute: false }) board!: BoardState;
  @property({ attribute: false }) leds: Leds | null = null;

  static override styles = [
    shared,
    css`
      .bench {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 16px;
        padding: 16px;
        border: 1px dashed var(--line-strong);
        border-radius: 8px;
      }
      board-picture {
        flex: 1 1 240px;
        min-width: 0;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { board } = this;
    const gone = board.status === 'gone';
    return html`<div class="bench" role="group" aria-label=${words.boardTitle}>
      <board-picture .leds=${this.leds} .plugged=${!gone}></board-picture>
      <div class="stack">
        ${
          gone
            ? html`<button class="primary" data-primary @click=${() => this.send({ do: 'simulated_replug' })}>
                ${cable}${words.replug}
              </button>`
            : html`<button @click=${() => this.send({ do: 'simulated_unplug' })}>
                ${cable}${words.unplug}
              </button>`
        }
      </div>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'virtual-board': VirtualBoard;
  }
}

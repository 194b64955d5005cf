/** How to load the image that the board needs by hand. The page notices the new firmware itself. A virtual board has a button in place of the drive. */
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Family, Image } from '../app/view';
import { text } from '../text/catalogue';
import { downloadIcon, drive } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const families: readonly Family[] = ['AVR-IoT', 'PIC-IoT'];

@customElement('firmware-help')
export class FirmwareHelp extends PageElement {
  @property() image: Image = 'provisioning';
  /** Empty if no debugger named the kit; then the user chooses by the print on the board. */
  @property() kit = '';
  @property({ type: Boolean }) simulated = false;

  static override styles = [
    shared,
    css`
      ol {
        display: grid;
        gap: 4px;
        counter-reset: step;
      }
      li {
        display: grid;
        grid-template-columns: 24px 1fr;
        counter-increment: step;
      }
      li::before {
        content: counter(step) '.';
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
      .looking {
        display: flex;
        align-items: center;
        gap: 12px;
        color: var(--muted);
        font-size: 1rem;
      }
      .looking::before {
        content: '';
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--accent);
        animation: breathe 2s ease-in-out infinite;
      }
      @keyframes breathe {
        50% {
          opacity: 0.25;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const words = text.firmware;
    const { image } = this;
    return html`<div class="stack">
      <p>${image === 'provisioning' ? words.toProvision : words.toDemo}</p>
      ${
        this.simulated
          ? html`<button
              class="primary"
              data-primary
              @click=${() => this.send({ do: 'simulated_drop', image })}
            >
              ${drive}${text.simulation.drop[image]}
            </button>`
          : html`<div class="row">${this.downloads()}</div>
              <ol>
                <li>${words.steps.download}</li>
                <li>${words.steps.drag}</li>
                <li>${words.steps.wait}</li>
              </ol>
              <p class="looking">${words.looking}</p>
              <p class="muted small">${words.licence}</p>`
      }
    </div>`;
  }

  private downloads(): TemplateResult[] {
    const known = families.filter((family) => this.kit.startsWith(family));
    return (known.length > 0 ? known : families).map(
      (family, index) =>
        html`<button
          class=${index === 0 ? 'primary' : ''}
          ?data-primary=${index === 0}
          @click=${() => this.send({ do: 'download_image', image: this.image, family })}
        >
          ${downloadIcon}${text.firmware.download[this.image]} ${family}
        </button>`,
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'firmware-help': FirmwareHelp;
  }
}

/** A drawing of the board: where the cable goes and, for a virtual board, its four lights. */
import { css, html, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Leds } from '../simulation/messages';
import { text } from '../text/catalogue';
import { drawingStyles, ledNames, ledStyles, type LedName } from './led-styles';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const hole = 'a3.5 3.5 0 1 1 7 0a3.5 3.5 0 1 1-7 0z';
/** The four mounting holes, as one path because the first view has to be short. */
const holes = `M94.5 26${hole}m0 76${hole}m244 0${hole}m0-76${hole}`;

@customElement('board-picture')
export class BoardPicture extends PageElement {
  @property({ attribute: false }) leds: Leds | null = null;
  @property({ type: Boolean, reflect: true }) plugged = false;
  @property({ type: Boolean, reflect: true }) inviting = false;

  static override styles = [
    shared,
    ledStyles,
    drawingStyles,
    css`
      :host {
        display: block;
        width: 100%;
      }
      svg {
        max-width: 360px;
      }
      .cable {
        stroke: var(--ink);
        fill: none;
      }
      .plug {
        fill: var(--ink);
        stroke: none;
      }
      .plugging {
        transform: translateX(-22px);
        transition: transform 400ms ease-out;
      }
      :host([plugged]) .plugging {
        transform: none;
      }
      :host([inviting]) .plugging {
        animation: invite 2.4s ease-in-out infinite;
      }
      @keyframes invite {
        0%,
        100% {
          transform: translateX(-22px);
        }
        50% {
          transform: translateX(-14px);
        }
      }
      text {
        font-size: 9px;
      }
      .glow {
        opacity: 0;
        transition: opacity 80ms linear;
      }
      .on .glow {
        opacity: 0.3;
      }
      .on .led,
      .glow {
        fill: var(--led);
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<svg viewBox="0 0 360 128" role="img" aria-label=${this.words()}>
      <rect class="board" x="88" y="16" width="264" height="96" rx="6" />
      <path class="metal" d=${holes} />
      <rect class="metal" x="80" y="52" width="28" height="24" rx="2" />
      <rect class="part" x="126" y="46" width="36" height="36" rx="2" />
      <circle class="metal" cx="132" cy="52" r="1.5" />
      <rect class="part" x="182" y="50" width="28" height="28" rx="2" />
      <rect class="part" x="236" y="34" width="108" height="60" rx="3" />
      <path class="board" fill="none" d="M318 42h18v8h-18v8h18v8h-18v8h18v8h-18" stroke-linejoin="round" />
      <text x="246" y="68">Wi-Fi</text>
      <g class="plugging">
        <rect class="plug" x="50" y="56" width="30" height="16" rx="2" />
        <rect class="plug" x="36" y="52" width="20" height="24" rx="4" />
        <path class="cable" stroke-width="5" stroke-linecap="round" d="M-30 64H38" />
      </g>
      ${ledNames.map((name, index) => this.light(name, 170 + index * 18))}
    </svg>`;
  }

  private light(name: LedName, x: number): TemplateResult {
    return svg`<g class="${name} ${this.leds?.[name] ? 'on' : ''}" data-light=${name}>
      <circle class="glow" cx=${x} cy="30" r="7.5" />
      <rect class="led" x=${x - 4} y="27" width="8" height="6" rx="1.5" />
    </g>`;
  }

  private words(): string {
    const { leds } = this;
    if (!leds) return text.board.title;
    return ledNames
      .map((name) => `${text.lights[name].name} ${leds[name] ? text.lights.on : text.lights.off}`)
      .join(', ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'board-picture': BoardPicture;
  }
}

/**
 * A labelled drawing of a kit: USB connector, debugger, microcontroller, secure element, Wi-Fi module, the four LEDs and the two buttons. WG and WA boards
 * have the same hardware (AVR-IoT WG User Guide, 4); the names of the parts are from the AVR-IoT Wx and PIC-IoT Wx Hardware User Guides. The places of
 * the parts are schematic.
 */
import { css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LightsState } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';
import { blinkStyles, drawingStyles, ledNames, ledStyles, type LedName } from './led-styles';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.lights;

@customElement('kit-picture')
export class KitPicture extends PageElement {
  /** "AVR-IoT WG"; empty while unknown. */
  @property() kit = '';
  /** The microcontroller's name; empty while unknown. */
  @property() mcu = '';
  /** What the LEDs should show now; null while unknown. */
  @property({ attribute: false }) lights: LightsState | null = null;

  static override styles = [
    shared,
    ledStyles,
    drawingStyles,
    blinkStyles,
    css`
      :host {
        display: block;
      }
      svg {
        max-width: 464px;
      }
      .pins {
        fill: none;
        stroke: var(--pcb-line);
        stroke-width: 4;
        stroke-dasharray: 4 6;
      }
      .antenna {
        fill: none;
        stroke: var(--pcb-line);
        stroke-linejoin: round;
      }
      text {
        font-size: 11px;
        text-anchor: middle;
      }
      .name {
        fill: var(--ink);
        font-size: 13px;
        font-weight: 600;
      }
      .power {
        --led: #1faa4b;
      }
      .on .led,
      .blinking .led {
        fill: var(--led);
        stroke: var(--led);
      }
      .on .glow,
      .blinking .glow {
        fill: var(--led);
        opacity: 0.28;
      }
      .glow {
        fill: none;
      }
      g.blinking {
        animation: none; /* the light blinks, its label does not */
      }
      .blinking > g {
        animation: blink 1s steps(2, jump-none) infinite;
      }
      @media (prefers-reduced-motion: reduce) {
        g.blinking {
          opacity: 1;
        }
        .blinking > g {
          opacity: 0.5;
          animation: none;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<svg viewBox="0 0 464 176" role="img" aria-label=${this.label()}>
      <rect class="board" x="20" y="8" width="424" height="160" rx="8" />
      <path class="pins" d="M150 20h120M150 156h154" />
      <g>
        <rect class="metal" x="8" y="66" width="36" height="44" rx="3" />
        <text x="34" y="124">USB</text>
        ${this.light('power', 'PS', 66, 42)}
        <rect class="part" x="62" y="70" width="36" height="36" rx="2" />
        <text x="80" y="124">${words.parts.debugger}</text>
      </g>
      <text class="name" x="196" y="46">${this.kit || text.board.title}</text>
      <rect class="part" x="128" y="62" width="104" height="52" rx="3" />
      <circle class="metal" cx="136" cy="70" r="2" />
      <text x="180" y="92">${this.mcu || words.parts.mcu}</text>
      <rect class="part" x="248" y="72" width="64" height="32" rx="2" />
      <text x="280" y="92">ATECC608</text>
      <rect class="part" x="332" y="56" width="104" height="92" rx="3" />
      <path class="antenna" d="M412 64h16v10h-16v10h16v10h-16v10h16v10h-16v10h16" />
      <text x="370" y="98">WINC1510</text>
      <text x="370" y="112">Wi-Fi</text>
      ${ledNames.map((name, index) => this.light(name, name.toUpperCase(), 292 + index * 38, 26))}
      ${['SW0', 'SW1'].map(
        (name, index) =>
          svg`<rect class="metal" x=${142 + index * 60} y="122" width="20" height="20" rx="3" /><circle
            class="part" cx=${152 + index * 60} cy="132" r="6" /><text x=${178 + index * 60} y="136">${name}</text>`,
      )}
    </svg>`;
  }

  private light(name: LedName | 'power', printed: string, x: number, y: number): SVGTemplateResult {
    return svg`<g class="${name} ${this.lights?.[name] ?? 'off'}" data-light=${name}>
      <g><circle class="glow" cx=${x} cy=${y} r="10" /><rect class="led" x=${x - 5} y=${y - 4} width="10" height="8" rx="2" /></g>
      <text x=${x} y=${y + 18}>${printed}</text>
    </g>`;
  }

  private label(): string {
    const name = this.kit || text.board.title;
    const parts = words.parts.all(this.mcu || words.parts.mcu);
    const { lights } = this;
    const shown = lights ? ledNames.map((led) => `${words[led].name} ${words[lights[led]]}`) : [];
    return [`${name}: ${parts}`, ...(lights ? [shown.join(', ')] : [])].join('. ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kit-picture': KitPicture;
  }
}

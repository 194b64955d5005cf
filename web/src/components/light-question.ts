/** "What do you see?": the patterns of the board's lights to choose from, and what each means. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Light } from '../../../wasm/provisioner';
import { diagnosis } from '../text/tools';
import { blinkStyles, ledNames, ledStyles, type LedName } from './led-styles';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = diagnosis.see;
type Pattern = keyof typeof words.patterns;

/** The LEDs that are not off in each pattern. AVR-IoT WG User Guide, 1.2 "LED Indicators"; reference/board.md, "Kits". */
const patterns: readonly (readonly [Pattern, Partial<Record<LedName, Light>>])[] = [
  ['joining', { wifi: 'blinking' }],
  ['other_network', { wifi: 'blinking', conn: 'blinking' }],
  ['connecting', { wifi: 'on', conn: 'blinking' }],
  ['sending', { wifi: 'on', conn: 'on', data: 'blinking' }],
  ['error', { error: 'on' }],
  ['dark', {}],
];

@customElement('light-question')
export class LightQuestion extends PageElement {
  @state() private chosen: Pattern | null = null;

  static override styles = [
    shared,
    ledStyles,
    blinkStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
      }
      .patterns {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 208px), 1fr));
        gap: 8px;
      }
      button {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 12px;
        justify-content: start;
        text-align: start;
        white-space: normal;
      }
      button[aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .leds {
        display: flex;
        gap: 4px;
        padding: 4px;
        border-radius: 4px;
        background: #1c2426; /* as dark as a board, so that a light is seen in both themes */
      }
      i {
        width: 10px;
        height: 10px;
        border: 1px solid #6b7d82;
        border-radius: 2px;
        forced-color-adjust: none;
      }
      .on,
      .blinking {
        border-color: var(--led);
        background: var(--led);
      }
      .answer {
        display: grid;
        gap: 4px;
        padding: 12px 16px;
        border-inline-start: 3px solid var(--accent);
        background: var(--accent-soft);
      }
      strong {
        font-weight: 600;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const answer = this.chosen === null ? null : words.patterns[this.chosen];
    return html`<h3>${words.title}</h3>
      <p class="muted small">${words.hint}</p>
      <div class="patterns" role="group" aria-label=${words.title}>
        ${patterns.map(([pattern, lights]) => this.choice(pattern, lights))}
      </div>
      <div role="status">
        ${
          answer
            ? html`<div class="answer">
                <strong>${answer.means}</strong>
                <p>${answer.todo}</p>
              </div>`
            : nothing
        }
      </div>`;
  }

  private choice(pattern: Pattern, lights: Partial<Record<LedName, Light>>): TemplateResult {
    return html`<button
      aria-pressed=${pattern === this.chosen ? 'true' : 'false'}
      @click=${() => (this.chosen = pattern)}
    >
      <span class="leds" aria-hidden="true"
        >${ledNames.map((name) => html`<i class="${name} ${lights[name] ?? 'off'}"></i>`)}</span
      ><span>${words.patterns[pattern].looks}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'light-question': LightQuestion;
  }
}

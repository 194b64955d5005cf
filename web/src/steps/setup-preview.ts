/** The stage before a job: what the page is going to do with the board, and how long that takes. */
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { text } from '../text/catalogue';

const words = text.preview;

@customElement('setup-preview')
export class SetupPreview extends PageElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        gap: 16px;
      }
      .way {
        display: block;
        width: 100%;
        max-width: 464px;
        height: auto;
      }
      .line {
        fill: none;
        stroke: var(--line-strong);
        stroke-width: 1.5;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .fill {
        fill: var(--pcb);
        stroke: var(--pcb-line);
      }
      .trace {
        stroke: var(--series-temperature);
        stroke-width: 2;
      }
      .gap {
        stroke-dasharray: 1 6;
      }
      .message {
        fill: var(--accent);
        animation: travel 4s ease-in-out infinite;
      }
      .message.second {
        animation-delay: 2s;
      }
      @keyframes travel {
        0%,
        10% {
          transform: translateX(0);
          opacity: 0;
        }
        20%,
        80% {
          opacity: 1;
        }
        90%,
        100% {
          transform: translateX(64px);
          opacity: 0;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .message {
          opacity: 0;
        }
      }
      ol {
        display: grid;
        gap: 12px;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) fit-content(33%);
        gap: 0 16px;
        align-items: baseline;
      }
      .time {
        color: var(--muted);
        font-size: 0.8125rem;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<section aria-label=${words.title}>
      <h2>${words.title}</h2>
      <svg class="way" viewBox="0 0 464 104" aria-hidden="true">
        <rect class="fill" x="2" y="30" width="112" height="48" rx="4" />
        <rect class="fill" x="14" y="44" width="20" height="20" rx="2" />
        <rect class="fill" x="70" y="40" width="36" height="28" rx="2" />
        <path class="line gap" d="M126 54h68M318 54h28" />
        <circle class="message" cx="128" cy="54" r="4" />
        <circle class="message second" cx="128" cy="54" r="4" />
        <path class="line" d="M222 78a20 20 0 0 1-2-40a28 28 0 0 1 53-6a23 23 0 0 1 23 46z" />
        <path class="line" d="M362 16v72h100" />
        <path class="line trace" d="M370 70c10-4 14-22 24-24s16 12 26 10s16-26 36-30" />
      </svg>
      <ol>
        ${words.steps.map(({ what, time }) => html`<li><span>${what}</span><span class="time">${time}</span></li>`)}
      </ol>
      <p class="muted">${words.promise}</p>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'setup-preview': SetupPreview;
  }
}

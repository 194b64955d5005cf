/** The diagnosis when no message arrives: the most likely cause with a remedy, or the question what the lights do, and a collapsed list of everything that was checked. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BoardState, Diagnosis } from '../../../wasm/provisioner';
import { diagnosis as words } from '../text/tools';
import { findings as names } from '../text/findings';
import './error-note';
import { check, cross } from './icons';
import './light-question';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

/** True if board and account fit together: only the board's lights tell what is wrong. */
function asksForLights({ cause }: Diagnosis): boolean {
  return cause.code === 'diagnosis.not_connected';
}

@customElement('diagnosis-note')
export class DiagnosisNote extends PageElement {
  @property({ attribute: false }) board!: BoardState;
  @state() private asked = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      li {
        display: grid;
        grid-template-columns: 24px 1fr;
      }
      .bad {
        color: var(--bad);
      }
      pre {
        max-height: 200px;
        overflow: auto;
        font-size: 0.8125rem;
        white-space: pre-wrap;
      }
    `,
  ];

  protected override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('board') as BoardState | undefined;
    if (before?.status === 'busy' && this.board.status !== 'busy') this.asked = false;
  }

  protected override render(): TemplateResult {
    const { diagnosis } = this.board;
    return html`<div class="stack">
      ${diagnosis ? this.found(diagnosis) : nothing}
      ${!diagnosis || asksForLights(diagnosis) ? html`<light-question class="wide"></light-question>` : nothing}
      <button ?disabled=${this.board.status !== 'ready'} @click=${this.onLook}>
        ${diagnosis ? words.again : words.look}
      </button>
      ${this.asked && this.board.status === 'busy' ? html`<p class="muted" role="status">${words.looking}</p>` : nothing}
    </div>`;
  }

  private found({ cause, findings, boardLog }: Diagnosis): TemplateResult {
    return html`<h3>${words.likely}</h3>
      <error-note mild .error=${cause}></error-note>
      <details class="wide">
        <summary>${words.findings}</summary>
        <ul>
          ${findings.map((finding) => this.finding(finding))}
        </ul>
        ${
          boardLog.length > 0
            ? html`<p class="muted small">${words.log}</p>
                <pre class="mono" tabindex="0" aria-label=${words.log}>${boardLog.join('\n')}</pre>`
            : nothing
        }
      </details>`;
  }

  private finding({ what, ok, params }: Diagnosis['findings'][number]): TemplateResult {
    const values = Object.values(params).filter((value) => value !== '');
    const state = ok === null ? words.unknown : ok ? words.ok : words.bad;
    return html`<li class=${ok === false ? 'bad' : ''}>
      <span>${ok === null ? '?' : ok ? check : cross}<span class="hidden-text">${state}:</span></span>
      <span>${names[what] ?? what} <span class="muted small">${values.join(' · ')}</span></span>
    </li>`;
  }

  private readonly onLook = (): void => {
    this.asked = true;
    this.send({ do: 'diagnose' });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'diagnosis-note': DiagnosisNote;
  }
}

/** The log at the bottom edge: a thin line while closed; open, a panel (log-panel.ts). The core redacts each line before the page gets it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { LogLine } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';
import { chevron } from './icons';
import './late-part';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.log;
const loadPanel = (): Promise<unknown> => import('./log-panel');

@customElement('log-drawer')
export class LogDrawer extends PageElement {
  @property({ attribute: false }) lines: readonly LogLine[] = [];
  /** Grows with each line. Lit needs it because the array stays the same object. */
  @property({ type: Number }) count = 0;
  @property() version = '';
  @state() private open = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        border-block-start: 1px solid var(--line);
        background: var(--surface);
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 16px;
        max-width: 1280px;
        margin-inline: auto;
        padding-inline: var(--margin);
        font-size: 0.875rem;
      }
      .handle {
        padding-inline: 0;
        border-color: transparent;
        font-weight: 500;
      }
      .handle:hover:not(:disabled) {
        background: none;
        color: var(--accent);
      }
      .handle svg {
        transform: rotate(180deg);
      }
      .handle[aria-expanded='true'] svg {
        transform: none;
      }
      .latest {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
      }
      late-part {
        padding-inline: var(--margin);
      }
      @media (max-width: 640px) {
        .latest {
          display: none;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const latest = this.lines.findLast(({ level }) => level !== 'debug');
    return html`<section aria-label=${words.title}>
      <div class="bar">
        <button class="handle" aria-expanded=${this.open ? 'true' : 'false'} @click=${this.onHandle}>
          ${chevron}${words.title}
        </button>
        <span class="latest muted" aria-hidden="true">${this.open || !latest ? nothing : latest.text}</span>
        ${this.version ? html`<span class="muted">${words.version(this.version)}</span>` : nothing}
      </div>
      ${this.open ? this.panel() : nothing}
    </section>`;
  }

  private readonly onHandle = (): void => {
    this.open = !this.open;
  };

  private panel(): TemplateResult {
    return html`<late-part .load=${loadPanel}></late-part>
      <log-panel .lines=${this.lines} .count=${this.count} .version=${this.version}></log-panel>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'log-drawer': LogDrawer;
  }
}

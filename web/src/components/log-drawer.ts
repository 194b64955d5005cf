/**
 * The bar at the bottom edge: what the selected board's job is doing, wherever the page is scrolled to, and the log, which opens as a panel
 * (log-panel.ts). The core redacts each line before the page gets it.
 */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { JobState, LogLine } from '../../../wasm/provisioner';
import { explain, text } from '../text/catalogue';
import { chevron } from './icons';
import { timeWords } from './job-progress';
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
  /** The last job of the selected board. */
  @property({ attribute: false }) job: JobState | null = null;
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
        font-size: 0.8125rem;
      }
      .handle {
        padding-inline: 0;
        border: 0;
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
      .now {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        white-space: nowrap;
        text-overflow: ellipsis;
        font-variant-numeric: tabular-nums;
      }
      .version {
        margin-inline-start: auto;
      }
      .now.failed {
        color: var(--bad);
      }
      late-part {
        padding-inline: var(--margin);
      }
      @media (max-width: 640px) {
        .now + .version {
          display: none;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<section aria-label=${words.title}>
      <div class="bar">
        <button class="handle" aria-expanded=${this.open ? 'true' : 'false'} @click=${this.onHandle}>
          ${chevron}${words.title}
        </button>
        ${this.now()}
        ${this.version ? html`<span class="version muted">${words.version(this.version)}</span>` : nothing}
      </div>
      ${this.open ? this.panel() : nothing}
    </section>`;
  }

  /** The running steps and the time left, or why the job failed. Hidden from screen readers, which find both in the cards and the stage. */
  private now(): TemplateResult | typeof nothing {
    const { job } = this;
    if (job?.status === 'failed' && job.error)
      return html`<span class="now failed" aria-hidden="true">${explain(job.error).title}</span>`;
    const running = job?.steps.filter(({ status }) => status === 'running') ?? [];
    if (!job || running.length === 0) return nothing;
    const steps = running.map(({ name }) => text.provision.steps[name]).join(', ');
    const time = job.status === 'running' ? ` · ${timeWords(job)}` : '';
    return html`<span class="now" aria-hidden="true">${steps}<span class="muted">${time}</span></span>`;
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

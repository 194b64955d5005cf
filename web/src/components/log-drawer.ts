/** The log at the bottom edge: a thin line while closed; open, it can be filtered, copied and downloaded. The core redacts each line before the page gets it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LogLine } from '../../../wasm/provisioner';
import { save } from '../devices/files';
import { text } from '../text/catalogue';
import { confirmedMs, copy, copyWords } from './copying';
import { chevron } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.log;
const levels = ['debug', 'info', 'warning', 'error'] as const;
const drawnLines = 500;
const lineHeight = 18;

function line({ time, level, source, text: said }: LogLine): string {
  return `${(time / 1000).toFixed(3).padStart(9)}  ${level.padEnd(7)}  ${source}: ${said}`;
}

@customElement('log-drawer')
export class LogDrawer extends PageElement {
  @property({ attribute: false }) lines: readonly LogLine[] = [];
  /** Grows with each line. Lit needs it because the array stays the same object. */
  @property({ type: Number }) count = 0;
  @property() version = '';
  @state() private open = false;
  @state() private level: LogLine['level'] = 'info';
  @state() private filter = '';
  @state() private outcome: 'copied' | 'selected' | null = null;
  private atEnd = true;
  @query('pre') private readonly shown!: Element | null;

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
      .panel {
        display: grid;
        gap: 8px;
        max-width: 1280px;
        margin-inline: auto;
        padding: 0 var(--margin) 16px;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: end;
      }
      .tools label {
        flex: 0 1 160px;
      }
      pre {
        height: min(40vh, 320px);
        overflow: auto;
        padding: 8px 12px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--ground);
        font-size: 0.75rem;
        line-height: ${lineHeight}px;
        white-space: pre-wrap;
      }
      @media (max-width: 640px) {
        .latest {
          display: none;
        }
        .tools label {
          flex: 1 1 120px;
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

  /** Keeps the latest line in view until the user scrolls up. */
  protected override updated(): void {
    if (this.shown && this.atEnd) this.shown.scrollTop = this.shown.scrollHeight;
  }

  private readonly onScroll = ({ target }: Event): void => {
    const { scrollHeight, scrollTop, clientHeight } = target as Element;
    this.atEnd = scrollHeight - scrollTop - clientHeight < lineHeight;
  };

  private readonly onHandle = (): void => {
    this.open = !this.open;
    this.atEnd = true;
  };

  private panel(): TemplateResult {
    const chosen = this.chosen();
    const shown = chosen.slice(-drawnLines).map(line).join('\n');
    return html`<div class="panel">
      <div class="tools">
        <label
          >${words.filter}
          <input
            type="search"
            autocomplete="off"
            @input=${(event: Event) => (this.filter = (event.target as HTMLInputElement).value)}
          />
        </label>
        <label
          >${words.level}
          <select
            @change=${(event: Event) => (this.level = (event.target as HTMLSelectElement).value as LogLine['level'])}
          >
            ${levels.map((name) => html`<option value=${name} ?selected=${name === this.level}>${words.levels[name]}</option>`)}
          </select>
        </label>
        <button @click=${() => this.copy(chosen)}>${words.copy}</button>
        <span class="small" role="status">${copyWords(this.outcome)}</span>
        <button @click=${() => save('log.txt', new Blob([this.whole(this.lines)], { type: 'text/plain' }))}>
          ${words.download}
        </button>
        <span class="muted small">${words.lines(chosen.length)}. ${words.redacted}</span>
      </div>
      <pre class="mono" tabindex="0" aria-label=${words.title} @scroll=${this.onScroll}>
${shown || words.empty}</pre>
    </div>`;
  }

  private async copy(chosen: readonly LogLine[]): Promise<void> {
    const outcome = await copy(this.whole(chosen), this.shown);
    this.outcome = outcome;
    if (outcome === 'copied') setTimeout(() => (this.outcome = null), confirmedMs);
  }

  private chosen(): LogLine[] {
    const least = levels.indexOf(this.level);
    const wanted = this.filter.toLowerCase();
    return this.lines.filter(
      (entry) => levels.indexOf(entry.level) >= least && line(entry).toLowerCase().includes(wanted),
    );
  }

  private whole(lines: readonly LogLine[]): string {
    return [
      `${text.name}, ${words.version(this.version)}`,
      navigator.userAgent,
      '',
      ...lines.map(line),
      '',
    ].join('\n');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'log-drawer': LogDrawer;
  }
}

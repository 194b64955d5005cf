/** What the open log shows: its lines, which can be filtered, copied and downloaded. Loaded when the log is opened. */
import { css, html, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LogLine } from '../../../wasm/provisioner';
import { addressOf } from '../app/routes';
import { save } from '../devices/files';
import { text } from '../text/catalogue';
import { confirmedMs, copy, copyWords } from './copying';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.log;
const levels = ['debug', 'info', 'warning', 'error'] as const;
const drawnLines = 500;
const lineHeight = 18;

function line({ time, level, source, text: said }: LogLine): string {
  return `${(time / 1000).toFixed(3).padStart(9)}  ${level.padEnd(7)}  ${source}: ${said}`;
}

@customElement('log-panel')
export class LogPanel extends PageElement {
  @property({ attribute: false }) lines: readonly LogLine[] = [];
  /** Grows with each line. Lit needs it because the array stays the same object. */
  @property({ type: Number }) count = 0;
  @property() version = '';
  @state() private level: LogLine['level'] = 'info';
  @state() private filter = '';
  @state() private outcome: 'copied' | 'selected' | null = null;
  private atEnd = true;
  @query('pre') private readonly shown!: Element | null;

  static override styles = [
    shared,
    css`
      :host {
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
        font-size: 0.8125rem;
        line-height: ${lineHeight}px;
        white-space: pre-wrap;
      }
      @media (max-width: 640px) {
        .tools label {
          flex: 1 1 120px;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const chosen = this.chosen();
    const shown = chosen.slice(-drawnLines).map(line).join('\n');
    return html`<div class="tools">
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
        <a class="button" href=${addressOf('support')}>${words.support}</a>
        <span class="muted small">${words.lines(chosen.length)}. ${words.redacted}</span>
      </div>
      <pre class="mono" tabindex="0" aria-label=${words.title} @scroll=${this.onScroll}>
${shown || words.empty}</pre>`;
  }

  /** Keeps the latest line in view until the user scrolls up. */
  protected override updated(): void {
    if (this.shown && this.atEnd) this.shown.scrollTop = this.shown.scrollHeight;
  }

  private readonly onScroll = ({ target }: Event): void => {
    const { scrollHeight, scrollTop, clientHeight } = target as Element;
    this.atEnd = scrollHeight - scrollTop - clientHeight < lineHeight;
  };

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
    'log-panel': LogPanel;
  }
}

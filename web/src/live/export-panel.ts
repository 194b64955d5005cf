/** Saves received messages to a file, or records them while they arrive. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ErrorInfo, ExportFormat, MessageSource } from '../../../wasm/provisioner';
import type { Enquiries } from '../app/view';
import '../components/error-note';
import { downloadIcon } from '../components/icons';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { failure } from '../devices/answers';
import { decimal, number } from '../text/format';
import { exporting as words } from '../text/live_view';
import { canStream, chooseFile } from './export_file';
import { exportPart } from './received';
import { MessageExport, type ExportProgress } from './message_export';

const ranges = ['all', 60, 600, 3600] as const;
type Range = (typeof ranges)[number];
const formats: readonly ExportFormat[] = ['csv', 'json'];
const megabyte = 1_000_000;

@customElement('export-panel')
export class ExportPanel extends PageElement {
  @property() source: MessageSource = 'boards';
  @property({ attribute: false }) ask!: Enquiries;
  /** How many messages can still be saved. */
  @property({ type: Number }) kept = 0;
  /** Milliseconds since 1970, by AWS's clock. */
  @property({ type: Number }) now = 0;
  /** The numeric fields of the messages: the additional columns of a CSV. */
  @property({ attribute: false }) fields: readonly string[] = [];
  @state() private format: ExportFormat = 'csv';
  @state() private range: Range = 'all';
  @state() private running: MessageExport | null = null;
  @state() private progress: ExportProgress | null = null;
  @state() private savedAs = '';
  @state() private error: ErrorInfo | null = null;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 16px;
        padding-block: 8px 16px;
      }
      .row {
        align-items: end;
      }
      label {
        flex: 0 1 200px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { progress } = this;
    return html`<p class="small muted">${words.explain} ${words.kept(number(this.kept))}</p>
      <div class="row">
        <label
          >${words.format}
          <select @change=${this.onFormat} ?disabled=${this.running !== null}>
            ${formats.map((one) => html`<option value=${one} ?selected=${one === this.format}>${one.toUpperCase()}</option>`)}
          </select></label
        >
        <label
          >${words.range}
          <select @change=${this.onRange} ?disabled=${this.running !== null}>
            ${ranges.map((one) => html`<option value=${one} ?selected=${one === this.range}>${words.ranges[one]}</option>`)}
          </select></label
        >
        <button ?disabled=${this.running !== null || this.kept === 0} @click=${() => this.begin('save')}>
          ${downloadIcon}${words.save}
        </button>
        ${canStream ? this.recorder() : nothing}
      </div>
      <div role="status" class="stack small">
        ${progress && this.running ? html`<p>${this.written(progress)}</p>` : nothing}
        ${progress && this.savedAs !== '' ? html`<p>${words.done(number(progress.messages), this.savedAs)}</p>` : nothing}
        ${progress && progress.dropped > 0 ? html`<p class="caution">${words.dropped(number(progress.dropped))}</p>` : nothing}
      </div>
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}`;
  }

  private recorder(): TemplateResult {
    return this.running
      ? html`<button @click=${() => this.running?.stop()}>${words.stop}</button>`
      : html`<button title=${words.recordHint} @click=${() => this.begin('record')}>${words.record}</button>`;
  }

  private written({ messages, bytes }: ExportProgress): string {
    return words.written(number(messages), `${decimal(bytes / megabyte, 1)} MB`);
  }

  private async begin(what: 'save' | 'record'): Promise<void> {
    this.error = null;
    this.savedAs = '';
    this.progress = null;
    try {
      const stamp = new Date(this.now || Date.now()).toISOString().slice(0, 19).replaceAll(':', '-');
      const file = await chooseFile(`messages-${stamp}.${this.format}`, this.format);
      if (!file) return;
      const isAll = what === 'record' || this.range === 'all';
      const { source, format, fields } = this;
      const choice = {
        source,
        format,
        fields: [...fields],
        from: what === 'record' ? this.now : isAll ? 0 : this.now - Number(this.range) * 1000,
        to: Number.MAX_SAFE_INTEGER,
      };
      const run = new MessageExport(
        choice,
        file,
        (request) => exportPart(this.ask, request),
        () => (this.progress = run.progress),
      );
      this.running = run;
      await (what === 'record' ? run.record() : run.saveAll());
      this.savedAs = file.name;
    } catch (error) {
      this.error = failure('page.file_failed', error).error;
    } finally {
      this.running = null;
    }
  }

  private readonly onFormat = (event: Event): void => {
    this.format = (event.target as HTMLSelectElement).value === 'json' ? 'json' : 'csv';
  };

  private readonly onRange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    this.range = ranges.find((one) => String(one) === value) ?? 'all';
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'export-panel': ExportPanel;
  }
}

/** The results of the tray: how many lines there are, and the file or the download that gets them. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { downloadIcon } from '../components/icons';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { save } from '../devices/files';
import { tray } from '../text/tray';
import type { Outcome, Results } from './results';
import { canChooseFile, chooseCsvFile } from './save_picker';

const words = tray.results;

@customElement('tray-results')
export class TrayResults extends PageElement {
  @property({ attribute: false }) results!: Results;
  @property({ attribute: false }) count = 0;
  @property({ attribute: false }) outcome: Outcome = 'none';
  /** What is simulated is called so in the file's name, too. */
  @property({ type: Boolean }) simulated = false;

  static override styles = [
    shared,
    css`
      p {
        max-width: none;
      }
      section {
        display: grid;
        gap: 8px;
        padding-block-start: 16px;
        border-block-start: 1px solid var(--line);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { count, outcome, results } = this;
    const file = results.fileName;
    return html`<section aria-label=${words.title}>
      <h3>${words.title}${count > 0 ? ` · ${words.lines(count)}` : ''}</h3>
      <p class=${outcome === 'failed' ? 'caution' : 'muted small'} role="status">
        ${outcome === 'failed' ? words.failed(file) : outcome === 'written' ? words.writing(file) : words.none}
      </p>
      <div class="row">
        ${canChooseFile() ? html`<button @click=${this.choose}>${words.choose}</button>` : nothing}
        <button ?disabled=${count === 0} @click=${this.download}>${downloadIcon}${words.download}</button>
      </div>
    </section>`;
  }

  private get name(): string {
    return this.simulated ? 'simulated-boards.csv' : 'boards.csv';
  }

  private readonly choose = async (): Promise<void> => {
    const { results } = this;
    const file = await chooseCsvFile(this.name);
    if (file) await results.use(file);
  };

  private readonly download = (): void => save(this.name, this.results.download());
}

declare global {
  interface HTMLElementTagNameMap {
    'tray-results': TrayResults;
  }
}

/** The support file: shown before it is saved. Made each time the view is opened. */
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LogLine } from '../../../wasm/provisioner';
import type { View } from '../app/view';
import { confirmedMs, copy, copyWords } from '../components/copying';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { save } from '../devices/files';
import { support as words } from '../text/aside';
import { text } from '../text/catalogue';
import { browserFacts, deviceFacts } from './browser_facts';
import { supportFile } from './support_file';

@customElement('support-view')
export class SupportView extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) log: readonly LogLine[] = [];
  @property({ type: Boolean }) shown = false;
  @state() private file = '';
  @state() private outcome: 'copied' | 'selected' | null = null;
  @query('pre') private readonly content!: Element | null;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .stack {
        padding-block: 16px;
      }
      .stack > p {
        max-width: 62ch;
      }
      pre {
        height: min(60vh, 560px);
        overflow: auto;
        padding: 12px 16px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--surface);
        line-height: 18px;
        white-space: pre-wrap;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('shown') && this.shown) void this.collect();
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <h2>${words.title}</h2>
      <p>${words.words}</p>
      <p class="muted">${words.replaced}</p>
      <div class="row">
        <button
          class="primary"
          ?disabled=${this.file === ''}
          @click=${() => save('support.md', new Blob([this.file], { type: 'text/markdown' }))}
        >
          ${words.save}
        </button>
        <button ?disabled=${this.file === ''} @click=${() => this.copy()}>${text.copy}</button>
        <span class="small" role="status">${copyWords(this.outcome)}</span>
        <button @click=${() => this.collect()}>${words.again}</button>
      </div>
      <pre class="mono wide" tabindex="0" aria-label=${words.label}>${this.file || words.collecting}</pre>
    </div>`;
  }

  private readonly collect = async (): Promise<void> => {
    const devices = await deviceFacts();
    this.file = supportFile(this.view, this.log, { browser: browserFacts(), devices, now: new Date() });
  };

  private async copy(): Promise<void> {
    const outcome = await copy(this.file, this.content);
    this.outcome = outcome;
    if (outcome === 'copied') setTimeout(() => (this.outcome = null), confirmedMs);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-view': SupportView;
  }
}

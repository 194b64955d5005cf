/** Loads a lazily imported component. Renders nothing on success, and an error with a retry button on failure. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ErrorInfo } from '../../../wasm/provisioner';
import { failure } from '../devices/answers';
import { text } from '../text/catalogue';
import './error-note';
import { PageElement } from './page-element';

@customElement('late-part')
export class LatePart extends PageElement {
  @property({ attribute: false }) load!: () => Promise<unknown>;
  @state() private error: ErrorInfo | null = null;

  protected override firstUpdated(): void {
    void this.fetch();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.error) return nothing;
    return html`<div class="stack">
      <error-note .error=${this.error}></error-note>
      <button @click=${this.fetch}>${text.loadAgain}</button>
    </div>`;
  }

  private readonly fetch = async (): Promise<void> => {
    try {
      await this.load();
      this.error = null;
    } catch (error) {
      this.error = failure('page.module_failed', error).error;
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'late-part': LatePart;
  }
}

/** Saves the certificate authority as files, or loads one. Warns that the files contain private keys. */
import { html, type TemplateResult, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ErrorInfo } from '../../../wasm/provisioner';
import type { View } from '../app/view';
import { authority } from '../text/tools';
import './error-note';
import './file-button';
import type { FilesEvent } from './file-button';
import { PageElement } from './page-element';

@customElement('authority-files')
export class AuthorityFiles extends PageElement {
  @property() kind: View['authority'] = 'page';
  @property({ attribute: false }) error: ErrorInfo | null = null;

  protected override render(): TemplateResult {
    return html`<div class="stack">
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}
      <p role="status">${authority[this.kind]}</p>
      <div class="row">
        <button @click=${() => this.send({ do: 'save_authority' })}>${authority.save}</button>
        <file-button .label=${authority.file} accept=".zip" @files=${this.onFiles}></file-button>
        <file-button .label=${authority.folder} folder @files=${this.onFiles}></file-button>
      </div>
      <p class="caution">${authority.caution}</p>
      <p class="muted small">${authority.format}</p>
    </div>`;
  }

  private readonly onFiles = ({ files }: FilesEvent): void => {
    this.send({ do: 'use_authority', files });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'authority-files': AuthorityFiles;
  }
}

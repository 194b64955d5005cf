/**
 * Keeps the certificate authority: saves it as files, in the browser under a passphrase, or in a folder; or loads one. Warns that the files contain
 * private keys.
 */
import { html, type TemplateResult, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ErrorInfo } from '../../../wasm/provisioner';
import { hasSealedAuthority } from '../app/authority_keeper';
import type { View } from '../app/view';
import { generatePassphrase } from '../storage/sealed_files';
import { authority } from '../text/tools';
import './copy-text';
import './error-note';
import './file-button';
import type { FilesEvent } from './file-button';
import { PageElement } from './page-element';
import './secret-field';
import type { SecretField } from './secret-field';
import { shared } from './shared-styles';

/** The folder picker of Chrome and Edge, which TypeScript's library does not know. */
type FolderPicker = (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
const folderPicker = (window as { showDirectoryPicker?: FolderPicker }).showDirectoryPicker;

@customElement('authority-files')
export class AuthorityFiles extends PageElement {
  @property() kind: View['authority'] = 'page';
  @property({ attribute: false }) error: ErrorInfo | null = null;
  /** True if the browser keeps an authority that is still locked. */
  @state() private isLocked = false;
  /** The new passphrase, until the user leaves this place. */
  @state() private passphrase = '';
  @state() private asks = false;
  @query('secret-field') private readonly field!: SecretField | null;

  static override styles = shared;

  override connectedCallback(): void {
    super.connectedCallback();
    void hasSealedAuthority().then((exists) => (this.isLocked = exists));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.passphrase = '';
  }

  protected override render(): TemplateResult {
    const isUnlocked = this.kind === 'browser';
    return html`<div class="stack">
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}
      <p role="status">${this.kind === 'folder' ? authority.inFolder : authority[this.kind]}</p>
      ${isUnlocked && this.passphrase ? this.written() : nothing}
      ${this.isLocked && !isUnlocked ? this.locked() : nothing}
      <div class="row">
        <button @click=${() => this.send({ do: 'save_authority' })}>${authority.save}</button>
        ${
          isUnlocked || this.isLocked
            ? nothing
            : html`<button @click=${this.onKeep}>${authority.keepInBrowser}</button>`
        }
        ${folderPicker ? html`<button @click=${this.onFolder}>${authority.keepInFolder}</button>` : nothing}
        <file-button .label=${authority.file} accept=".zip" @files=${this.onFiles}></file-button>
        <file-button .label=${authority.folder} folder @files=${this.onFiles}></file-button>
      </div>
      ${isUnlocked || this.isLocked ? this.removal() : nothing}
      <p class="caution">${authority.caution}</p>
      <p class="muted small">${authority.format}</p>
    </div>`;
  }

  private written(): TemplateResult {
    return html`<p class="caution">${authority.written}</p>
      <copy-text .label=${authority.passphrase} .value=${this.passphrase}></copy-text>`;
  }

  private locked(): TemplateResult {
    return html`<p>${authority.locked}</p>
      <div class="row">
        <secret-field .label=${authority.passphrase}></secret-field>
        <button @click=${this.onUnlock}>${authority.unlock}</button>
      </div>`;
  }

  private removal(): TemplateResult {
    if (!this.asks) return html`<button @click=${() => (this.asks = true)}>${authority.forget}</button>`;
    return html`<div class="row">
      <button @click=${this.onForget}>${authority.sure}</button>
      <button @click=${() => (this.asks = false)}>${authority.no}</button>
    </div>`;
  }

  private readonly onKeep = (): void => {
    this.passphrase = generatePassphrase();
    this.send({ do: 'keep_authority', passphrase: this.passphrase });
  };

  private readonly onUnlock = (): void => {
    const passphrase = this.field?.value ?? '';
    this.field?.clear();
    this.send({ do: 'unlock_authority', passphrase });
  };

  private readonly onForget = (): void => {
    this.asks = false;
    this.isLocked = false;
    this.passphrase = '';
    this.send({ do: 'forget_authority' });
  };

  private readonly onFolder = async (): Promise<void> => {
    if (!folderPicker) return;
    try {
      const folder = await folderPicker.call(window, { id: 'microchip-iot', mode: 'readwrite' });
      this.send({ do: 'keep_authority_in_folder', folder });
    } catch {
      // The user has closed the picker.
    }
  };

  private readonly onFiles = ({ files }: FilesEvent): void => {
    this.send({ do: 'use_authority', files });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'authority-files': AuthorityFiles;
  }
}

/** A button that opens the browser's dialog for a file or a folder. */
import { css, html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

export class FilesEvent extends Event {
  static readonly type = 'files';

  constructor(readonly files: File[]) {
    super(FilesEvent.type);
  }
}

@customElement('file-button')
export class FileButton extends PageElement {
  @property() label = '';
  @property() accept = '';
  @property({ type: Boolean }) folder = false;
  @property({ type: Boolean }) disabled = false;
  @query('input') private readonly input!: HTMLInputElement;

  static override styles = [
    shared,
    css`
      :host {
        display: inline-block;
      }
      input {
        display: none;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<button ?disabled=${this.disabled} @click=${() => this.input.click()}>${this.label}</button>
      <input
        type="file"
        tabindex="-1"
        aria-label=${this.label}
        accept=${this.accept}
        ?webkitdirectory=${this.folder}
        @change=${this.onChange}
      />`;
  }

  private readonly onChange = (): void => {
    const files = [...(this.input.files ?? [])];
    this.input.value = ''; // otherwise choosing the same file again would not be a change
    if (files.length > 0) this.dispatchEvent(new FilesEvent(files));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'file-button': FileButton;
  }
}

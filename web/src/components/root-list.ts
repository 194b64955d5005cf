/** The root certificates on the board, whether the one for AWS IoT is among them, and how to add it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RootsState } from '../../../wasm/provisioner';
import { tools } from '../text/tools';
import './file-button';
import type { FilesEvent } from './file-button';
import { day } from '../text/format';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = tools.roots;

@customElement('root-list')
export class RootList extends PageElement {
  @property({ attribute: false }) roots: RootsState | null = null;
  @property({ type: Boolean }) disabled = false;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      ul {
        columns: 2 220px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { roots } = this;
    return html`<div class="stack">
      <p class="muted small">${words.words}</p>
      ${roots ? this.found(roots) : nothing}
      <div class="row">
        <button ?disabled=${this.disabled} @click=${() => this.send({ do: 'check_roots' })}>
          ${words.check}
        </button>
        ${roots && roots.status !== 'good' ? this.button(words.repair, 'repair_roots') : nothing}
        ${roots ? this.button(words.save, 'save_roots') : nothing}
        <file-button
          .label=${words.write}
          .disabled=${this.disabled}
          accept=".bin"
          @files=${this.onFiles}
        ></file-button>
      </div>
    </div>`;
  }

  private found({ status, roots, missing }: RootsState): TemplateResult {
    return html`<p class=${status === 'good' ? '' : 'caution'}>
        ${words.status[status]} ${missing.length > 0 ? words.missing(missing.join(', ')) : ''}
      </p>
      <ul class="small wide">
        ${roots.map(
          ({ name, key, notAfter }) =>
            html`<li>
              ${name} <span class="muted">${words.keys[key]}, ${words.until(day(notAfter))}</span>
            </li>`,
        )}
      </ul>`;
  }

  private button(name: string, command: 'repair_roots' | 'save_roots'): TemplateResult {
    return html`<button ?disabled=${this.disabled} @click=${() => this.send({ do: command })}>
      ${name}
    </button>`;
  }

  private readonly onFiles = ({ files: [file] }: FilesEvent): void => {
    if (file) this.send({ do: 'write_roots', file });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'root-list': RootList;
  }
}

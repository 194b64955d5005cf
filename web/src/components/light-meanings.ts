/** The meanings of the board's lights, as a list. */
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { text } from '../text/catalogue';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

@customElement('light-meanings')
export class LightMeanings extends PageElement {
  static override styles = [
    shared,
    css`
      dl {
        display: grid;
        grid-template-columns: auto auto 1fr;
        gap: 8px 12px;
        align-items: baseline;
        font-size: 1rem;
      }
      dt {
        display: contents;
        font-weight: 500;
      }
      i {
        width: 12px;
        height: 8px;
        border-radius: 2px;
        background: #2f7df6;
      }
      .conn {
        background: #1faa4b;
      }
      .data {
        background: #f0b400;
      }
      .error {
        background: #e5382c;
      }
      dd {
        color: var(--muted);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const names = ['wifi', 'conn', 'data', 'error'] as const;
    return html`<dl>
      ${names.map(
        (name) =>
          html`<dt><i class=${name}></i><span>${text.lights[name].name}</span></dt>
            <dd>${text.lights[name].means}</dd>`,
      )}
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'light-meanings': LightMeanings;
  }
}

/** The meanings of the board's lights, as a list. */
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { text } from '../text/catalogue';
import { ledNames, ledStyles } from './led-styles';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

@customElement('light-meanings')
export class LightMeanings extends PageElement {
  static override styles = [
    shared,
    ledStyles,
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
        background: var(--led);
      }
      dd {
        color: var(--muted);
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<dl>
      ${ledNames.map(
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

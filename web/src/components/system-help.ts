/** The checklist for a board that is not listed or does not open, per system, with commands to copy. Shows first what helps against the trouble at hand. Loaded when it is needed. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { systemOf, type System } from '../devices/system';
import { systems, type Remedy } from '../text/systems';
import './copy-text';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

@customElement('system-help')
export class SystemHelp extends PageElement {
  /** What went wrong: the board is missing from the browser's list, or it does not open. */
  @property() trouble: 'list' | 'open' = 'list';
  @state() private system: System = systemOf(window);

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
      }
      select {
        width: auto;
      }
      ul {
        display: grid;
        grid-template-columns: minmax(0, 1fr); /* a command's long line scrolls in its box */
        gap: 16px;
      }
      copy-text {
        margin-block-start: 8px;
      }
      strong {
        font-weight: 600;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const remedies: readonly Remedy[] = systems.remedies[this.system];
    const fits = remedies.filter(({ helps }) => helps === this.trouble || helps === 'both');
    const shown = fits.length > 0 ? fits : remedies;
    const others = remedies.filter((remedy) => !shown.includes(remedy));
    return html`<div class="stack">
      <h3>${systems.titles[this.trouble]}</h3>
      <label class="small"
        >${systems.choose}
        <select @change=${this.onSystem}>
          ${Object.entries(systems.names).map(
            ([name, words]) =>
              html`<option value=${name} ?selected=${name === this.system}>${words}</option>`,
          )}
        </select>
      </label>
      ${this.list(shown)}
      ${
        others.length > 0
          ? html`<details class="wide">
              <summary>${systems.others}</summary>
              ${this.list(others)}
            </details>`
          : nothing
      }
    </div>`;
  }

  private list(remedies: readonly Remedy[]): TemplateResult {
    return html`<ul class="wide">
      ${remedies.map(
        ({ title, words, command }) =>
          html`<li>
            <strong>${title}.</strong> ${words}
            ${command ? html`<copy-text block .label=${systems.copy} .value=${command}></copy-text>` : nothing}
          </li>`,
      )}
    </ul>`;
  }

  private readonly onSystem = (event: Event): void => {
    this.system = (event.target as HTMLSelectElement).value as System;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'system-help': SystemHelp;
  }
}

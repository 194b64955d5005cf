/** The checklist for a board that is not listed or does not open, per system, with commands to copy. Shows first what helps against the trouble at hand. Loaded when it is needed. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
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
      li {
        min-width: 0; /* a command's long line scrolls in its box */
        border-block-start: 1px solid var(--line);
      }
      li summary {
        width: 100%;
        color: var(--ink);
        font-size: 1rem;
      }
      li p,
      copy-text {
        margin: 0 0 12px 18px;
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
      ${keyed(this.system, this.list(shown, shown[0] ?? null))}
      ${
        others.length > 0
          ? html`<details class="others wide">
              <summary>${systems.others}</summary>
              ${this.list(others, null)}
            </details>`
          : nothing
      }
    </div>`;
  }

  /** One line for each cause, so that all are seen at once. `open`: the cause whose remedy is shown. */
  private list(remedies: readonly Remedy[], open: Remedy | null): TemplateResult {
    return html`<ul class="wide">
      ${remedies.map((remedy) => this.cause(remedy, remedy === open))}
    </ul>`;
  }

  private cause({ title, words, command }: Remedy, isOpen: boolean): TemplateResult {
    return html`<li>
      <details ?open=${isOpen}>
        <summary>${title}</summary>
        <p>${words}</p>
        ${command ? html`<copy-text block .label=${systems.copy} .value=${command}></copy-text>` : nothing}
      </details>
    </li>`;
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

/** The checklist for a board that is not listed or does not open, per system, with commands to copy. Loaded when it is needed. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { usesWebUsb } from '../devices/serial_ports';
import { systems, type Remedy } from '../text/systems';
import './copy-text';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

type System = keyof typeof systems.remedies;

/** The user's system by the user agent. An Android tablet may claim to be a desktop; a browser that only has WebUSB runs on Android. */
export function systemOf(scope: Window): System {
  const { userAgent } = scope.navigator;
  if (userAgent.includes('Android')) return 'android';
  if (userAgent.includes('CrOS')) return 'chromeos';
  if (userAgent.includes('Windows')) return 'windows';
  if (userAgent.includes('Mac OS')) return 'mac';
  if (!userAgent.includes('Linux')) return 'other';
  return usesWebUsb(scope) ? 'android' : 'linux';
}

@customElement('system-help')
export class SystemHelp extends PageElement {
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
    return html`<div class="stack">
      <h3>${systems.title}</h3>
      <label class="small"
        >${systems.choose}
        <select @change=${this.onSystem}>
          ${Object.entries(systems.names).map(
            ([name, words]) =>
              html`<option value=${name} ?selected=${name === this.system}>${words}</option>`,
          )}
        </select>
      </label>
      <ul class="wide">
        ${remedies.map(
          ({ title, words, command }) =>
            html`<li>
              <strong>${title}.</strong> ${words}
              ${command ? html`<copy-text block .label=${systems.copy} .value=${command}></copy-text>` : nothing}
            </li>`,
        )}
      </ul>
    </div>`;
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

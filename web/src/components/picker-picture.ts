/** A picture of the list that the browser is about to show, with the row to choose marked. Drawn by us, because a page cannot show or style the browser's own list. */
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { systemOf, type System } from '../devices/system';
import { text } from '../text/catalogue';
import { check } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.board.picker;

/** What the systems call the board's serial port in the browser's list. */
const portNames: Partial<Record<System, string>> = {
  windows: 'Curiosity Virtual COM Port (COM3)',
  linux: 'nEDBG CMSIS-DAP (ttyACM0)',
  mac: 'nEDBG CMSIS-DAP (cu.usbmodem102)',
};
const debuggerName = 'nEDBG CMSIS-DAP';

@customElement('picker-picture')
export class PickerPicture extends PageElement {
  /** Which list opens next. */
  @property() list: 'port' | 'debugger' | 'usb' = 'port';

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      .window {
        display: grid;
        gap: 2px;
        max-width: 304px;
        padding: 6px 12px;
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        background: var(--surface);
        box-shadow: 0 2px 8px rgb(0 0 0 / 12%);
        font-size: 0.8125rem;
        line-height: 20px;
      }
      .title {
        display: -webkit-box;
        overflow: hidden;
        color: var(--muted);
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }
      .choice {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 2px 8px;
        border: 2px solid var(--accent);
        border-radius: 4px;
        background: var(--accent-soft);
        white-space: nowrap;
      }
      .choice svg {
        margin-inline-start: auto;
        color: var(--accent);
      }
      .connect {
        justify-self: end;
        padding: 0 12px;
        border-radius: 12px;
        background: var(--accent);
        color: var(--on-accent);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const name = this.list === 'port' ? (portNames[systemOf(window)] ?? debuggerName) : debuggerName;
    return html`<div class="window" role="img" aria-label=${words.label(name)}>
      <span class="title">${words.titles[this.list](location.host)}</span>
      <span class="choice">${name}${check}</span>
      <span class="connect">${words.connect}</span>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'picker-picture': PickerPicture;
  }
}

/** A picture of the list that the browser is about to show, with the row to choose marked. Drawn by us, because a page cannot show or style the browser's own list. */
import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { text } from '../text/catalogue';
import { check } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.board.picker;

const debuggerName = 'nEDBG CMSIS-DAP';
/** What Windows calls the board's serial port; the other systems call it like the debugger. */
const windowsPortName = 'Curiosity Virtual COM Port';

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
    const isOnWindows = navigator.userAgent.includes('Windows');
    const name = this.list === 'port' && isOnWindows ? windowsPortName : debuggerName;
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

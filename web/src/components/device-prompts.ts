/** Explains the browser's lists before they open: what each list is for, and which entry to choose. Pictures the debugger's list, which comes alone. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { text } from '../text/catalogue';
import { check } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const words = text.board.prompts;

@customElement('device-prompts')
export class DevicePrompts extends PageElement {
  /** `both`: port and debugger; `port`: the port only, in a browser without WebHID; `usb`: the whole board, through WebUSB. */
  @property() kind: 'both' | 'port' | 'usb' = 'both';
  /** The list that is open at the moment. */
  @property() open: 'port' | 'debugger' | null = null;
  @property({ type: Boolean }) hasPort = false;

  static override styles = [
    shared,
    css`
      ol {
        display: grid;
        gap: 8px;
      }
      li {
        display: grid;
        grid-template-columns: 24px 1fr;
        padding-inline-start: 8px;
        border-inline-start: 2px solid var(--line);
      }
      li.now {
        border-color: var(--accent);
      }
      strong {
        font-weight: 600;
      }
      picker-picture {
        margin-block: 8px 4px;
      }
      .mark {
        color: var(--muted);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const names =
      this.kind === 'both' ? (['port', 'debugger'] as const) : [this.kind === 'usb' ? 'usb' : 'port'];
    return html`<ol>
      ${(names as ('port' | 'debugger' | 'usb')[]).map((name, index) => this.prompt(name, index))}
    </ol>`;
  }

  private prompt(name: keyof typeof words, index: number): TemplateResult {
    const granted = name === 'port' && this.hasPort;
    const now = name === this.open || (this.open === null && this.hasPort && name === 'debugger');
    return html`<li class=${now ? 'now' : ''} aria-current=${now ? 'step' : nothing}>
      <span class="mark">${granted ? check : `${index + 1}.`}</span>
      <span
        ><strong>${words[name].title}</strong> ${granted ? text.board.granted : words[name].words}
        ${this.hasPort && name === 'debugger' ? html`<picker-picture list="debugger"></picker-picture>` : nothing}</span
      >
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'device-prompts': DevicePrompts;
  }
}

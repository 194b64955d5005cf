/** The last message on a topic: JSON in lines, other text as it is, other bytes in hexadecimal. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ExplorerMessage } from '../../../wasm/provisioner';
import '../components/copy-text';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { number, timeOfDay } from '../text/format';
import { explorer as words } from '../text/live_view';
import { laidOut } from './json_text';

@customElement('topic-message')
export class TopicMessage extends PageElement {
  @property() topic = '';
  @property({ attribute: false }) message!: ExplorerMessage;

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 8px;
        min-width: 0;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { text, hex, size, milliseconds } = this.message;
    const shownBytes = hex === '' ? new TextEncoder().encode(text).length : hex.length / 2;
    const figures = [
      timeOfDay(milliseconds / 1000),
      words.size(number(size)),
      shownBytes < size ? words.cut(number(shownBytes)) : '',
    ];
    return html`<h3>${words.message}</h3>
      <copy-text .label=${words.publishTopic} .value=${this.topic}></copy-text>
      <p class="small muted">${figures.filter(Boolean).join(' · ')}</p>
      ${hex === '' ? nothing : html`<p class="small">${words.binary}</p>`}
      ${
        size === 0
          ? html`<p class="muted">${words.empty}</p>`
          : html`<copy-text
              block
              .label=${words.message}
              .value=${hex === '' ? (laidOut(text) ?? text) : hex}
            ></copy-text>`
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'topic-message': TopicMessage;
  }
}

/** The tree of the topics on which messages have arrived. A level is drawn once it is open, because an account can have thousands of topics. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ExplorerTopicState } from '../../../wasm/provisioner';
import { chevron } from '../components/icons';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { number } from '../text/format';
import { explorer as words } from '../text/live_view';
import { treeOf, type TopicNode } from './topic_tree';

/** Up to so many topics, all levels are open until the user closes them. */
const openTopics = 24;

/** The user wants to read a topic's last message. */
export class TopicEvent extends Event {
  static readonly type = 'topic';

  constructor(readonly topic: string) {
    super(TopicEvent.type, { bubbles: true, composed: true });
  }
}

@customElement('topic-list')
export class TopicList extends PageElement {
  @property({ attribute: false }) topics: readonly ExplorerTopicState[] = [];
  @property() chosen = '';
  /** The levels that the user opened or closed, by path. */
  @state() private turned: ReadonlyMap<string, boolean> = new Map();

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      ul ul {
        margin-inline-start: 11px;
        padding-inline-start: 8px;
        border-inline-start: 1px solid var(--line);
      }
      button {
        display: flex;
        width: 100%;
        gap: 6px;
        min-height: 32px;
        padding: 2px 8px;
        border: 0;
        border-radius: 6px;
        font-weight: 400;
        justify-content: flex-start;
      }
      @media (pointer: coarse), (max-width: 640px) {
        button {
          min-height: var(--target);
        }
      }
      [aria-current='true'] {
        background: var(--accent-soft);
        color: var(--accent);
      }
      .name {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .rate {
        margin-inline-start: auto;
        padding-inline-start: 8px;
        color: var(--muted);
        font-size: 0.8125rem;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      svg {
        transform: rotate(-90deg);
      }
      [aria-expanded='true'] svg {
        transform: none;
      }
      .leaf {
        padding-inline-start: 34px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return this.level(treeOf(this.topics));
  }

  private level(nodes: readonly TopicNode[]): TemplateResult {
    return html`<ul>
      ${nodes.map(
        (one) =>
          html`<li>
            ${one.children.length > 0 ? this.branch(one) : nothing}${one.own ? this.leaf(one) : nothing}
          </li>`,
      )}
    </ul>`;
  }

  private branch(one: TopicNode): TemplateResult {
    const isOpen = this.turned.get(one.path) ?? this.topics.length <= openTopics;
    return html`<button
        aria-expanded=${isOpen ? 'true' : 'false'}
        @click=${() => this.turn(one.path, !isOpen)}
      >
        ${chevron}<span class="name mono">${one.name === '' ? '/' : one.name}</span>
        <span class="rate"
          >${words.topicCount(one.topics, one.messages, number(one.messages))} ·
          ${words.rate(number(Math.round(one.rate)))}</span
        >
      </button>
      ${isOpen ? this.level(one.children) : nothing}`;
  }

  private leaf({ path, name, own }: TopicNode): TemplateResult {
    return html`<button
      class="leaf"
      aria-current=${path === this.chosen ? 'true' : 'false'}
      @click=${() => this.dispatchEvent(new TopicEvent(path))}
    >
      <span class="name mono">${name === '' ? '/' : name}</span>
      <span class="rate"
        >${number(own?.messages ?? 0)} · ${words.rate(number(Math.round(own?.rate ?? 0)))}</span
      >
    </button>`;
  }

  private turn(path: string, isOpen: boolean): void {
    this.turned = new Map([...this.turned, [path, isOpen]]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'topic-list': TopicList;
  }
  interface HTMLElementEventMap {
    topic: TopicEvent;
  }
}

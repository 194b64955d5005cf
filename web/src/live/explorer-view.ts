/** The MQTT explorer: subscriptions to any topic filter, the topics that have messages, publishing, and a thing's shadow. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type {
  ErrorInfo,
  ExplorerFilterState,
  ExplorerMessage,
  ExplorerState,
} from '../../../wasm/provisioner';
import type { Enquiries, View } from '../app/view';
import '../components/error-note';
import { cross } from '../components/icons';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { number } from '../text/format';
import { explorer as words, fleet } from '../text/live_view';
import './export-panel';
import { panelStyles } from './panel-styles';
import './publish-form';
import { explorerOf, messageOn } from './received';
import './shadow-panel';
import './topic-list';
import type { TopicEvent } from './topic-list';
import './topic-message';

@customElement('explorer-view')
export class ExplorerView extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  @property({ type: Boolean }) shown = false;
  @state() private explorer: ExplorerState | null = null;
  @state() private error: ErrorInfo | null = null;
  @state() private topic = '';
  @state() private message: ExplorerMessage | null = null;
  @state() private wantsExport = false;
  @query('.subscribe input') private readonly filter!: HTMLInputElement;
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    panelStyles,
    css`
      .subscribe {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 8px 16px;
      }
      .subscribe label {
        flex: 1 1 240px;
        max-width: 480px;
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .filters li {
        display: flex;
        align-items: center;
        gap: 4px;
        padding-inline-start: 12px;
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        overflow-wrap: anywhere;
      }
      .filters button {
        min-width: var(--target);
        padding: 4px;
        border: 0;
      }
      .two {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 24px 32px;
        align-items: start;
      }
      .two > * {
        display: grid;
        gap: 16px;
        min-width: 0;
      }
      @container (min-width: 720px) {
        .two {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.shown && this.read(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.read();
  }

  protected override render(): TemplateResult {
    const { explorer } = this;
    return html`<p class="muted">${words.intro}</p>
      <form class="subscribe" @submit=${this.onSubscribe}>
        <label
          >${words.filter}
          <input
            class="mono"
            required
            maxlength="256"
            autocomplete="off"
            spellcheck="false"
            placeholder="+/sensors"
            aria-describedby="hint"
        /></label>
        <button>${words.subscribe}</button>
        <span id="hint" class="small muted">${words.filterHint}</span>
      </form>
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}
      ${explorer?.isOpen ? this.filters(explorer) : nothing}
      <div class="two">
        <div>${explorer && explorer.filters.length > 0 ? this.topics(explorer) : nothing}</div>
        <div>
          ${this.message ? html`<topic-message .topic=${this.topic} .message=${this.message}></topic-message>` : nothing}
          <publish-form .ask=${this.ask} .proposed=${this.topic}></publish-form>
          <shadow-panel
            .ask=${this.ask}
            .shadow=${explorer?.shadow ?? null}
            .things=${this.view.state.things.names ?? []}
          ></shadow-panel>
        </div>
      </div>`;
  }

  private filters(explorer: ExplorerState): TemplateResult {
    const refused = explorer.filters.filter(({ error }) => error);
    return html`<ul class="filters">
        ${explorer.filters.map((one) => this.chip(one))}
      </ul>
      ${refused.map(({ error }) => html`<error-note mild .error=${error}></error-note>`)}
      ${explorer.error ? html`<error-note mild .error=${explorer.error}></error-note>` : nothing}
      <div role="status" class="stack">
        ${explorer.atLimit ? html`<p class="caution">${words.atLimit}</p>` : nothing}
        ${
          explorer.leftOut > 0
            ? html`<p class="caution">
                ${words.leftOut(number(explorer.leftOut), number(explorer.topics.length))}
              </p>`
            : nothing
        }
      </div>`;
  }

  private chip({ filter, granted, error }: ExplorerFilterState): TemplateResult {
    const label = words.unsubscribe(filter);
    return html`<li>
      <span class="mono">${filter}</span>
      ${granted || error ? nothing : html`<span class="small muted">${words.pending}</span>`}
      <button aria-label=${label} title=${label} @click=${() => this.unsubscribe(filter)}>${cross}</button>
    </li>`;
  }

  private topics({ topics, kept }: ExplorerState): TemplateResult {
    if (topics.length === 0) return html`<p class="muted" role="status">${words.none}</p>`;
    const messages = topics.reduce((sum, topic) => sum + topic.messages, 0);
    return html`<div class="row">
        <h3>${words.topics}</h3>
        <span class="small muted">${words.topicCount(topics.length, messages, number(messages))}</span>
        <button class="plain" @click=${this.clear}>${words.clear}</button>
      </div>
      ${this.message ? nothing : html`<p class="small muted">${words.choose}</p>`}
      <topic-list .topics=${topics} .chosen=${this.topic} @topic=${this.onTopic}></topic-list>
      <details @toggle=${() => (this.wantsExport = true)}>
        <summary>${fleet.exportTitle}</summary>
        ${
          this.wantsExport
            ? html`<export-panel
                source="explorer"
                .ask=${this.ask}
                .kept=${kept}
                .now=${Date.now()}
              ></export-panel>`
            : nothing
        }
      </details>`;
  }

  private read(): void {
    this.explorer = explorerOf(this.ask);
    this.message = this.topic === '' ? null : messageOn(this.ask, this.topic);
  }

  private readonly onSubscribe = async (event: Event): Promise<void> => {
    event.preventDefault();
    const answer = await this.ask.session()?.command('explore', { filter: this.filter.value.trim() });
    this.error = answer && !answer.ok ? answer.error : null;
    if (answer?.ok) this.filter.value = '';
    this.read();
  };

  private async unsubscribe(filter: string): Promise<void> {
    await this.ask.session()?.command('stopExploring', { filter });
    this.read();
  }

  private readonly clear = async (): Promise<void> => {
    await this.ask.session()?.command('clearExplorer', {});
    this.topic = '';
    this.read();
  };

  private readonly onTopic = ({ topic }: TopicEvent): void => {
    this.topic = topic;
    this.read();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'explorer-view': ExplorerView;
  }
}

/** The view Live beyond one board: all boards of the account, or the MQTT explorer. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { addressOf } from '../app/routes';
import type { Enquiries, View } from '../app/view';
import '../components/late-part';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { explorer, fleet as words } from '../text/live_view';
import './fleet-view';
import type { OpenEvent } from './fleet-view';
import { columnStyles } from './column-styles';
import { parametersOf } from './parameters';

const loadExplorer = (): Promise<unknown> => import('./explorer-view');

type Part = 'boards' | 'explorer';

@customElement('live-view')
export class LiveView extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  @property({ type: Boolean }) shown = false;
  /** The explorer has an address of its own: "#/live?show=explorer". */
  @property({ reflect: true, attribute: 'part-shown' }) chosen: Part =
    parametersOf(location.hash).get('show') === 'explorer' ? 'explorer' : 'boards';
  @state() private hasExplored = this.chosen === 'explorer';

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        gap: 16px;
        min-width: 0;
        align-content: start;
      }
      .parts {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 24px;
      }
      .parts button {
        padding: 8px 0 10px;
        border: 0;
        border-radius: 0;
        color: var(--muted);
        font-size: 1.25rem;
        font-weight: 600;
        line-height: 24px;
      }
      .parts button:hover {
        background: none;
        color: var(--ink);
      }
      .parts [aria-pressed='true'] {
        padding-block-end: 8px;
        border-block-end: 2px solid var(--accent);
        color: var(--ink);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    const page = this.getRootNode();
    const { styleSheet } = columnStyles;
    if (page instanceof ShadowRoot && styleSheet && !page.adoptedStyleSheets.includes(styleSheet))
      page.adoptedStyleSheets = [...page.adoptedStyleSheets, styleSheet];
  }

  protected override render(): TemplateResult {
    if (this.view.state.account.status !== 'good') {
      return html`<h2>${words.title}</h2>
        <p class="muted">${words.needsAccount}</p>
        <p><a class="button" href=${addressOf('setup')}>${words.toSetup}</a></p>`;
    }
    return html`<div class="parts" role="group" aria-label=${words.parts}>
        ${this.button('boards', words.title)} ${this.button('explorer', explorer.title)}
      </div>
      <fleet-view
        ?hidden=${this.chosen !== 'boards'}
        ?shown=${this.shown && this.chosen === 'boards'}
        .view=${this.view}
        .ask=${this.ask}
        @fleet-open=${({ isOpen }: OpenEvent) => this.toggleAttribute('open', isOpen)}
      ></fleet-view>
      ${
        this.hasExplored
          ? html`<div ?hidden=${this.chosen !== 'explorer'}>
              <late-part .load=${loadExplorer}></late-part>
              <explorer-view
                ?shown=${this.shown && this.chosen === 'explorer'}
                .view=${this.view}
                .ask=${this.ask}
              ></explorer-view>
            </div>`
          : nothing
      }`;
  }

  private button(part: Part, title: string): TemplateResult {
    return html`<button
      aria-pressed=${this.chosen === part ? 'true' : 'false'}
      @click=${() => this.open(part)}
    >
      ${title}
    </button>`;
  }

  private open(part: Part): void {
    this.chosen = part;
    this.hasExplored ||= part === 'explorer';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-view': LiveView;
  }
}

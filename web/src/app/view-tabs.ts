/** The tabs: a link to each view. A sign at a tab says what goes on in a view that is not shown. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { text } from '../text/catalogue';
import { addressOf, tabs, type Tab } from './routes';
import { noSigns, type TabSigns } from './tab_signs';

const words = text.views;

@customElement('view-tabs')
export class ViewTabs extends PageElement {
  @property() current: Tab | null = 'setup';
  @property({ attribute: false }) signs: TabSigns = noSigns;

  static override styles = [
    shared,
    css`
      nav {
        display: flex;
        gap: clamp(16px, 5vw, 32px);
      }
      a {
        position: relative;
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 44px;
        color: var(--muted);
        font-weight: 500;
        text-decoration: none;
      }
      a:hover,
      [aria-current] {
        color: var(--ink);
      }
      [aria-current]::after {
        content: '';
        position: absolute;
        inset: auto 0 -1px;
        border-block-end: 2px solid var(--accent);
        visibility: var(--setup);
      }
      i {
        width: 8px;
        height: 8px;
        border-radius: 50%;
      }
      .news {
        background: var(--accent);
      }
      .stopped {
        background: var(--bad);
      }
      .working {
        width: 12px;
        height: 12px;
        border: 2px solid var(--line-strong);
        border-top-color: var(--accent);
        animation: turn 1.1s linear infinite;
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const news = tabs.filter((tab) => this.signs[tab] !== 'none');
    return html`<nav aria-label=${words.label}>${tabs.map((tab) => this.tab(tab))}</nav>
      <p class="hidden-text" role="status">
        ${news.map((tab) => `${words[tab]}: ${this.meaning(tab)}`).join('. ')}
      </p>`;
  }

  private tab(route: Tab): TemplateResult {
    const sign = this.signs[route];
    return html`<a href=${addressOf(route)} aria-current=${route === this.current ? 'page' : nothing}
      >${words[route]}${
        sign === 'none'
          ? nothing
          : html`<i class=${sign}></i> <span class="hidden-text">${this.meaning(route)}</span>`
      }</a
    >`;
  }

  private meaning(route: Tab): string {
    const sign = this.signs[route];
    return sign === 'none' ? '' : words.signs[sign];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'view-tabs': ViewTabs;
  }
}

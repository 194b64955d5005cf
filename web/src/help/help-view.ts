/** The pages of the help, each at an address of its own, and the handout, which fits on one printed page. */
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { ErrorInfo } from '../../../wasm/provisioner';
import { addressOf } from '../app/routes';
import '../components/error-note';
import '../components/light-meanings';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { failure } from '../devices/answers';
import { loadDocs, type Docs } from '../text/docs';
import { spokenLanguage } from '../text/language';
import { helpStyles } from './help-styles';

const pages = ['guide', 'security', 'workshop', 'troubles', 'handout'] as const;
type Page = (typeof pages)[number];

function pageAt(fragment: string): Page {
  const name = /^#\/help\/([^/?]*)/.exec(fragment)?.[1];
  return pages.find((page) => page === name) ?? 'guide';
}

/** The address that attendees type: without the fragment. */
function ownAddress(): string {
  const { origin, pathname } = location;
  return origin + pathname.replace(/index\.html$/, '');
}

@customElement('help-view')
export class HelpView extends PageElement {
  @state() private docs: Docs | null = null;
  @state() private error: ErrorInfo | null = null;
  @state() private page = pageAt(location.hash);
  private loaded = '';

  static override styles = [shared, helpStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.onAddress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.onAddress);
  }

  protected override willUpdate(): void {
    if (this.loaded !== this.language) void this.load();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.error) return html`<error-note .error=${this.error}></error-note>`;
    const { docs } = this;
    if (!docs) return nothing;
    return html`<nav aria-label=${docs.pages}>
        ${pages.map(
          (page) =>
            html`<a href="${addressOf('help')}/${page}" aria-current=${page === this.page ? 'page' : nothing}
              >${docs[page].title}</a
            >`,
        )}
      </nav>
      ${this.page === 'handout' ? this.handout(docs) : this.text(docs, this.page)}`;
  }

  private text(docs: Docs, page: Exclude<Page, 'handout'>): TemplateResult {
    const { title, words, parts } = docs[page];
    return html`<article>
      <h2>${title}</h2>
      <p class="muted">${words}</p>
      ${parts.map(
        (part) =>
          html`<section>
            <h3>${part.title}</h3>
            <p>${part.words}</p>
          </section>`,
      )}
      ${
        page === 'troubles'
          ? html`<div class="row">
              <a class="button" href=${addressOf('check')}>${docs.links.check}</a>
              <a class="button" href=${addressOf('support')}>${docs.links.support}</a>
            </div>`
          : nothing
      }
    </article>`;
  }

  private handout({ handout, links }: Docs): TemplateResult {
    return html`<button class="print" @click=${() => print()}>${links.print}</button>
      <article class="sheet">
        <h2>${handout.heading}</h2>
        <p>${handout.open}</p>
        <p class="address">${ownAddress()}</p>
        <h3>${handout.todo}</h3>
        <ol>
          ${handout.steps.map((step) => html`<li>${step}</li>`)}
        </ol>
        <h3>${handout.lights}</h3>
        <light-meanings></light-meanings>
        <h3>${handout.troubles}</h3>
        <dl>
          ${handout.help.map(
            ([sign, remedy]) =>
              html`<dt>${sign}</dt>
                <dd>${remedy}</dd>`,
          )}
        </dl>
      </article>`;
  }

  private async load(): Promise<void> {
    const { language } = this;
    this.loaded = language;
    try {
      const docs = await loadDocs(spokenLanguage());
      if (this.loaded === language) this.docs = docs;
      this.error = null;
    } catch (error) {
      this.loaded = '';
      this.error = failure('page.module_failed', error).error;
    }
  }

  private readonly onAddress = (): void => {
    this.page = pageAt(location.hash);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'help-view': HelpView;
  }
}

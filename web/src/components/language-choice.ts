/** The list of languages, each named in the language itself. On a phone, the closed list shows the code of the current language. */
import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { text } from '../text/catalogue';
import { languages, type LanguageName } from '../text/language_names';
import { chevron } from './icons';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

const names = Object.entries(languages) as [LanguageName, string][];

export class LanguageEvent extends Event {
  static readonly type = 'language';

  constructor(readonly choice: LanguageName) {
    super(LanguageEvent.type, { bubbles: true, composed: true });
  }
}

@customElement('language-choice')
export class LanguageChoice extends PageElement {
  static override styles = [
    shared,
    css`
      .choice {
        position: relative;
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 4px;
        min-width: var(--target);
        min-height: var(--target);
        padding-inline: 8px;
        border-radius: 8px;
        color: var(--muted);
        font-weight: 500;
      }
      .choice:hover {
        background: var(--hover);
      }
      .choice:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      /* The browser's own list. The text shown while it is closed is drawn above, as wide as needed. */
      select {
        position: absolute;
        inset: 0;
        height: 100%;
        padding: 0;
        opacity: 0;
        cursor: pointer;
      }
      .code {
        display: none;
        text-transform: uppercase;
      }
      @media (max-width: 640px) {
        .name,
        svg {
          display: none;
        }
        .code {
          display: inline;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { language } = this;
    return html`<span class="choice">
      <span class="name" aria-hidden="true">${languages[language]}</span>
      <span class="code" aria-hidden="true">${language}</span>
      ${chevron}
      <select aria-label=${text.header.language} .value=${live(language)} @change=${this.onChange}>
        ${names.map(
          ([name, words]) =>
            html`<option value=${name} lang=${name} ?selected=${name === language}>${words}</option>`,
        )}
      </select>
    </span>`;
  }

  private readonly onChange = ({ target }: Event): void => {
    const select = target as HTMLSelectElement;
    this.dispatchEvent(new LanguageEvent(select.value as LanguageName));
    select.value = this.language; // shows the current language until the new one is loaded
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'language-choice': LanguageChoice;
  }
}

/** The header: the name, the button for the simulation, language, theme and help. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { moon, question, screen, sun } from '../components/icons';
import '../components/language-choice';
import '../components/light-meanings';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import type { Theme } from '../storage/preferences';
import { text } from '../text/catalogue';
import { addressOf } from './routes';

const words = text.header;
const themes: readonly { name: Theme; icon: TemplateResult }[] = [
  { name: 'light', icon: sun },
  { name: 'dark', icon: moon },
  { name: 'system', icon: screen },
];

export class ThemeEvent extends Event {
  static readonly type = 'theme';

  constructor(readonly theme: Theme) {
    super(ThemeEvent.type);
  }
}

@customElement('page-header')
export class PageHeader extends PageElement {
  @property() theme: Theme = 'system';
  @property({ type: Boolean }) simulated = false;
  @property({ type: Boolean }) loading = false;
  /** What the user is doing with a board of their own: the simulation is offered less, or not at all. */
  @property() board: 'none' | 'connected' | 'busy' = 'none';
  @query('dialog') private readonly help!: HTMLDialogElement;

  static override styles = [
    shared,
    css`
      :host {
        display: block;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 16px;
        min-height: 64px;
      }
      .name {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-inline-end: auto;
        font-weight: 600;
      }
      h1 {
        margin: 0;
        font-size: 1.75rem;
        line-height: 32px;
        letter-spacing: -0.02em;
        white-space: nowrap;
      }
      .sign {
        color: var(--accent);
      }
      .try.quiet {
        border-color: transparent;
        color: var(--muted);
        font-weight: 400;
      }
      .themes {
        display: flex;
      }
      .themes button,
      .help {
        min-width: var(--target);
        padding: 0;
        border: 0;
        color: var(--muted);
      }
      .themes [aria-pressed='true'] {
        border: 1px solid transparent; /* drawn if the system forces its colours */
        background: var(--hover);
        color: var(--ink);
      }
      .short {
        display: none;
      }
      /* Keeps the header on one line: the name wraps first. */
      @media (max-width: 960px) {
        .long {
          display: none;
        }
        .short {
          display: inline;
        }
        .name {
          flex: 1 1 96px;
        }
        h1 {
          font-size: 1.25rem;
          line-height: 24px;
          white-space: normal;
        }
      }
      @media (max-width: 640px) {
        header {
          flex-wrap: nowrap;
          gap: 0 4px;
          min-height: 56px;
        }
        .name {
          min-width: 64px;
        }
        .try {
          min-width: 0;
          padding-inline: 12px;
        }
        .sign {
          display: none;
        }
        h1 {
          font-size: 1rem;
          line-height: 20px;
        }
        .themes button:not([aria-pressed='true']) {
          display: none;
        }
      }
      dialog {
        width: min(560px, calc(100vw - 32px));
        max-height: calc(100vh - 64px);
        padding: 24px 32px;
        border: 1px solid var(--line);
        border-radius: 12px;
        background: var(--surface);
        color: var(--ink);
        box-shadow: 0 16px 48px rgb(0 0 0 / 18%);
      }
      dialog::backdrop {
        background: rgb(10 20 22 / 45%);
      }
      .parts {
        display: grid;
        gap: 12px;
      }
      dt {
        font-weight: 600;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<header>
        <div class="name">
          <svg
            class="sign"
            width="32"
            height="32"
            viewBox="0 0 32 32"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            aria-hidden="true"
          >
            <rect x="4" y="17" width="24" height="11" rx="2" />
            <path d="M16 17V9m-5.5 2.5a7.8 7.8 0 0 1 11 0M7 8a12.7 12.7 0 0 1 18 0" stroke-linecap="round" />
            <path d="M9 22.5h.1M13 22.5h.1" stroke-linecap="round" stroke-width="2.5" />
          </svg>
          <h1>${text.name}</h1>
        </div>
        ${
          this.simulated || this.board === 'busy'
            ? nothing
            : html`<button
                class="try ${this.board === 'connected' ? 'quiet' : ''}"
                aria-label=${words.try}
                ?disabled=${this.loading}
                @click=${() => this.send({ do: 'try' })}
              >
                <span class="long">${this.loading ? text.loading : words.try}</span>
                <span class="short">${this.loading ? text.loading : words.tryShort}</span>
              </button>`
        }
        <language-choice></language-choice>
        <div class="themes" role="group" aria-label=${words.theme}>
          ${themes.map((choice) => this.themeButton(choice))}
        </div>
        <button
          class="help"
          aria-label=${words.help}
          title=${words.help}
          @click=${() => this.help.showModal()}
        >
          ${question}
        </button>
      </header>
      ${this.helpDialog()}`;
  }

  /** On a phone, only the current theme is shown; a click switches to the next one. */
  private themeButton({ name, icon }: (typeof themes)[number]): TemplateResult {
    const label = words.themes[name];
    return html`<button
      aria-pressed=${name === this.theme ? 'true' : 'false'}
      aria-label=${label}
      title=${label}
      @click=${() => this.dispatchEvent(new ThemeEvent(name === this.theme ? this.following(name) : name))}
    >
      ${icon}
    </button>`;
  }

  private following(name: Theme): Theme {
    const index = themes.findIndex((theme) => theme.name === name);
    return themes[(index + 1) % themes.length]?.name ?? 'system';
  }

  private helpDialog(): TemplateResult {
    const { help } = text;
    return html`<dialog aria-label=${help.title}>
      <div class="stack">
        <h2 tabindex="-1" autofocus>${help.title}</h2>
        <dl class="parts">
          ${help.parts.map(
            (part) =>
              html`<div>
                <dt>${part.title}</dt>
                <dd class="muted">${part.words}</dd>
              </div>`,
          )}
        </dl>
        <h2>${help.lights}</h2>
        <light-meanings></light-meanings>
        <p>
          <a class="button plain" href=${addressOf('help')} @click=${() => this.help.close()}>${help.more}</a>
        </p>
        <button @click=${() => this.help.close()}>${help.close}</button>
      </div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'page-header': PageHeader;
  }
}

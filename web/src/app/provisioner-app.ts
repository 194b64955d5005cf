/** The whole page: passes the view down and commands up, applies theme and language, and moves the focus to the next action. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ErrorInfo } from '../../../wasm/provisioner';
import '../components/error-note';
import { LanguageEvent } from '../components/language-choice';
import '../components/log-drawer';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import '../steps/account-card';
import '../steps/board-card';
import '../steps/live-card';
import '../steps/provision-card';
import '../steps/setup-preview';
import '../steps/wifi-card';
import { failure } from '../devices/answers';
import { rememberedTheme, rememberLanguage, rememberTheme, type Theme } from '../storage/preferences';
import { text } from '../text/catalogue';
import { speak, spokenLanguage } from '../text/language';
import type { LanguageName } from '../text/language_names';
import { CommandEvent } from './commands';
import { FocusKeeper } from './focus_keeper';
import './page-header';
import { ThemeEvent } from './page-header';
import { selectedJob, stageOf } from './view';
import type { Workbench } from './workbench';

const offline = { code: 'page.offline', params: {}, detail: '' };
const dark = matchMedia('(prefers-color-scheme: dark)');

@customElement('provisioner-app')
export class ProvisionerApp extends PageElement {
  @property({ attribute: false }) workbench!: Workbench;
  @state() private theme: Theme = rememberedTheme();
  /** Why the requested language could not be loaded. */
  @state() private languageError: ErrorInfo | null = null;
  private nextShown = '';
  private readonly focusKeeper = new FocusKeeper(this);

  static override styles = [
    shared,
    css`
      :host {
        --margin: 32px;
        display: grid;
        grid-template: 1fr auto / minmax(0, 1fr); /* a long log line must not widen the page */
        min-height: 100dvh;
      }
      .page {
        width: 100%;
        max-width: 1280px;
        margin-inline: auto;
        padding: 8px var(--margin) 16px;
      }
      .tagline {
        max-width: none;
        padding-block: 0 16px;
        color: var(--muted);
      }
      main > error-note {
        margin-block-end: 16px;
      }
      .trouble {
        position: sticky;
        inset-block-start: 8px;
        z-index: 2;
        display: grid;
        justify-items: start;
        gap: 16px;
        margin-block-end: 16px;
        padding: 16px;
        border: 1px solid var(--line);
        border-radius: 8px;
        background: var(--surface);
      }
      .simulation {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 16px;
        margin-block: 8px 16px;
        padding: 8px 16px;
        border: 1px dashed var(--accent);
        border-radius: 8px;
        background: var(--accent-soft);
      }
      .simulation p {
        flex: 1 1 240px;
        max-width: none;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 64px;
        align-items: start;
      }
      .columns.live {
        grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      }
      /* Shows one thing at a time: what will happen, what happens, the data. */
      .stage {
        position: sticky;
        inset-block-start: 16px;
        padding: 8px 32px 16px;
        border: 1px solid var(--line);
        border-radius: 16px;
        background: var(--surface);
      }
      .simulated .stage {
        inset-block-start: 72px; /* below the banner */
      }
      .stage > * {
        padding-block: 8px 16px;
      }
      .stage > * + * {
        border-block-start: 1px solid var(--line);
      }
      log-drawer {
        position: sticky;
        inset-block-end: 0;
        z-index: 2;
      }
      @media (max-width: 960px) {
        .columns,
        .columns.live {
          grid-template-columns: minmax(0, 1fr);
          gap: 24px;
        }
        .stage,
        .simulated .stage {
          position: static;
          padding: 0 16px 8px;
        }
        .columns.live .stage {
          order: -1;
        }
      }
      @media (max-width: 640px) {
        :host {
          --margin: 16px;
        }
        .simulation {
          flex-wrap: nowrap;
          padding-inline: 12px;
        }
        .simulation button {
          flex: 0 1 auto; /* its text wraps on the narrowest phones */
          padding-inline: 8px;
        }
        .simulation p {
          flex-basis: 0;
        }
        .simulation span {
          display: none;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('command', this.onCommand);
    dark.addEventListener('change', this.onSystemTheme);
    this.applyTheme();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('command', this.onCommand);
    dark.removeEventListener('change', this.onSystemTheme);
  }

  protected override render(): TemplateResult {
    const { workbench } = this;
    const { view } = workbench;
    const { boards } = view.state;
    const hasData = view.state.live.messages > 0;
    const stage = stageOf(view);
    return html`<div class="page">
        <page-header
          .theme=${this.theme}
          .simulated=${view.simulated}
          .loading=${view.simulation === 'loading'}
          .board=${boards.some(({ status }) => status === 'busy') ? 'busy' : boards.length > 0 ? 'connected' : 'none'}
          @theme=${this.onTheme}
          @language=${this.onLanguageChoice}
        ></page-header>
        ${view.simulated ? this.simulationBanner() : nothing}
        <main>
          ${view.simulated || boards.length > 0 ? nothing : html`<p class="tagline">${text.tagline}</p>`}
          ${view.coreError ? this.coreTrouble(view.coreError) : nothing}
          ${this.languageError ? html`<error-note mild .error=${this.languageError}></error-note>` : nothing}
          ${view.online ? nothing : html`<error-note mild .error=${offline}></error-note>`}
          <div class="columns ${hasData ? 'live' : ''} ${view.simulated ? 'simulated' : ''}">
            <div>
              <board-card .view=${view}></board-card>
              <account-card .view=${view} .ask=${workbench}></account-card>
              <wifi-card .view=${view} .ask=${workbench}></wifi-card>
              <provision-card .view=${view}></provision-card>
            </div>
            <div class="stage">
              ${stage === 'preview' ? html`<setup-preview></setup-preview>` : nothing}
              ${stage === 'job' ? html`<run-panel .view=${view}></run-panel>` : nothing}
              <live-card
                .view=${view}
                .ask=${workbench}
                .theme=${this.shownTheme()}
                .brief=${stage !== 'data' && !hasData}
              ></live-card>
            </div>
          </div>
        </main>
      </div>
      <log-drawer
        .lines=${workbench.log}
        .count=${workbench.logged}
        .version=${view.version}
        .job=${selectedJob(view.state) ?? null}
      ></log-drawer>`;
  }

  /** Switches the language. Never rejects: if the language cannot be loaded, the page keeps the current one and shows the error. */
  async speak(language: LanguageName): Promise<void> {
    try {
      await speak(language);
      this.languageError = null;
    } catch (error) {
      this.languageError = failure('page.language_failed', error).error;
    }
  }

  protected override updated(): void {
    document.documentElement.lang = this.language;
    document.title = text.name;
    const { choosing, state } = this.workbench.view;
    const { next } = state;
    const isListOpen = choosing !== null;
    const moved = !isListOpen && next !== this.nextShown && this.nextShown !== '';
    if (!isListOpen) this.nextShown = next;
    void this.focusKeeper.drawn(moved, isListOpen);
  }

  /** The error of a stopped core. It is shown wherever the page is scrolled to, because nothing on the page works any more. */
  private coreTrouble(error: ErrorInfo): TemplateResult {
    return html`<div class="trouble">
      <error-note .error=${error}></error-note>
      <button class="primary" @click=${() => location.reload()}>${text.reload}</button>
    </div>`;
  }

  private simulationBanner(): TemplateResult {
    return html`<aside class="simulation" aria-label=${text.simulation.banner}>
      <p><strong>${text.simulation.banner}.</strong> <span>${text.simulation.explain}</span></p>
      <button @click=${() => this.dispatchEvent(new CommandEvent({ do: 'leave_simulation' }))}>
        ${text.simulation.leave}
      </button>
    </aside>`;
  }

  private readonly onCommand = ({ command }: CommandEvent): void => {
    this.focusKeeper.asked();
    this.workbench.run(command);
  };

  private readonly onTheme = (event: Event): void => {
    if (!(event instanceof ThemeEvent)) return;
    this.theme = event.theme;
    rememberTheme(event.theme);
    this.applyTheme();
  };

  private readonly onLanguageChoice = (event: Event): void => {
    if (!(event instanceof LanguageEvent)) return;
    const { choice } = event;
    void this.speak(choice).then(() => {
      if (spokenLanguage() === choice) rememberLanguage(choice);
    });
  };

  private readonly onSystemTheme = (): void => {
    this.applyTheme();
    this.requestUpdate();
  };

  private shownTheme(): 'light' | 'dark' {
    if (this.theme !== 'system') return this.theme;
    return dark.matches ? 'dark' : 'light';
  }

  private applyTheme(): void {
    document.documentElement.dataset.theme = this.shownTheme();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'provisioner-app': ProvisionerApp;
  }
}

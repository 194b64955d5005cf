/** The whole page: shows the view at the address, passes the state down and commands up, applies theme and language, and moves the focus to the next action. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ErrorInfo } from '../../../wasm/provisioner';
import '../components/error-note';
import { LanguageEvent } from '../components/language-choice';
import '../components/late-part';
import '../components/log-drawer';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import '../steps/account-card';
import '../steps/board-card';
import '../steps/provision-card';
import '../steps/setup-preview';
import '../steps/wifi-card';
import { failure } from '../devices/answers';
import { rememberedTheme, rememberLanguage, rememberTheme, type Theme } from '../storage/preferences';
import { text } from '../text/catalogue';
import { speak, spokenLanguage } from '../text/language';
import type { LanguageName } from '../text/language_names';
import { appStyles } from './app-styles';
import { CommandEvent } from './commands';
import { FocusKeeper } from './focus_keeper';
import './page-header';
import { ThemeEvent } from './page-header';
import { isAside, routeOf, tabOf, type Route } from './routes';
import { signsOf } from './tab_signs';
import { selectedJob, stageOf } from './view';
import './view-tabs';
import type { Workbench } from './workbench';

const loadLive = (): Promise<unknown> =>
  Promise.all([import('../steps/live-card'), import('../live/live-view')]);
const loadTray = (): Promise<unknown> => import('../tray/board-tray');
const loadAside = (): Promise<unknown> => import('../aside/aside-view');
const loadAccount = (): Promise<unknown> => import('../components/account-view');
const offline = { code: 'page.offline', params: {}, detail: '' };
const dark = matchMedia('(prefers-color-scheme: dark)');

@customElement('provisioner-app')
export class ProvisionerApp extends PageElement {
  @property({ attribute: false }) workbench!: Workbench;
  @state() private theme: Theme = rememberedTheme();
  /** Why the requested language could not be loaded. */
  @state() private languageError: ErrorInfo | null = null;
  @state() private route: Route = routeOf(location.hash);
  @query('main') private readonly main!: HTMLElement;
  private nextShown = '';
  /** Where each view was scrolled to when another one was opened. */
  private readonly scrolled: Partial<Record<Route, number>> = {};
  /** How many live messages there were when a view with the live card was last shown. */
  private seen = 0;
  private hasOpenedAccount = false;
  private hasOpenedAside = false;
  private hasOpenedLive = false;
  private hasOpenedTray = false;
  private readonly focusKeeper = new FocusKeeper(this);

  static override styles = [shared, appStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('command', this.onCommand);
    dark.addEventListener('change', this.onSystemTheme);
    addEventListener('hashchange', this.onAddress);
    this.applyTheme();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('command', this.onCommand);
    dark.removeEventListener('change', this.onSystemTheme);
    removeEventListener('hashchange', this.onAddress);
  }

  protected override willUpdate(): void {
    const { messages } = this.workbench.view.state.live;
    const isShown = this.route === 'live' || this.route === 'setup';
    this.seen = isShown ? messages : Math.min(this.seen, messages); // fewer: of another thing
    this.hasOpenedAccount ||= this.route === 'account';
    this.hasOpenedAside ||= isAside(this.route);
    this.hasOpenedLive ||= this.route === 'live';
    this.hasOpenedTray ||= this.route === 'tray';
  }

  protected override render(): TemplateResult {
    const { workbench, route } = this;
    const { view } = workbench;
    const { boards } = view.state;
    const { title } = view.presets;
    const isStart = route === 'setup' && !view.simulated && boards.length === 0;
    return html`<div class="page">
        <page-header
          .theme=${this.theme}
          .simulated=${view.simulated}
          .loading=${view.simulation === 'loading'}
          .board=${boards.some(({ status }) => status === 'busy') ? 'busy' : boards.length > 0 ? 'connected' : 'none'}
          @theme=${this.onTheme}
          @language=${this.onLanguageChoice}
        ></page-header>
        <div class="top">
          <view-tabs
            .current=${tabOf(route)}
            .signs=${signsOf(view.state, tabOf(route), this.seen)}
          ></view-tabs>
          ${title || isStart ? html`<p class="tagline">${title || text.tagline}</p>` : nothing}
        </div>
        ${view.simulated ? this.simulationBanner() : nothing}
        <main tabindex="-1" aria-label=${text.views[route]}>
          ${view.coreError ? this.coreTrouble(view.coreError) : nothing}
          ${this.languageError ? html`<error-note mild .error=${this.languageError}></error-note>` : nothing}
          ${view.online ? nothing : html`<error-note mild .error=${offline}></error-note>`} ${this.board()}
          ${this.hasOpenedTray ? this.tray() : nothing} ${this.hasOpenedAccount ? this.account() : nothing}
          ${this.hasOpenedAside ? this.aside() : nothing}
        </main>
      </div>
      <log-drawer
        .lines=${workbench.log}
        .count=${workbench.logged}
        .version=${view.version}
        .job=${selectedJob(view.state) ?? null}
      ></log-drawer>`;
  }

  /** The views Set up and Live. They share the live card, so that the range, the pause and all else that the user chose there stay. */
  private board(): TemplateResult {
    const { workbench, route } = this;
    const { view } = workbench;
    const isSetup = route === 'setup';
    const stage = stageOf(view);
    const hasData = view.state.live.messages > 0;
    const columns = [
      isSetup ? '' : 'alone',
      isSetup && hasData ? 'with-data' : '',
      view.simulated ? 'simulated' : '',
      view.state.live.status === 'idle' && view.state.account.status === 'good' ? '' : 'chart-first',
    ];
    return html`<div class="columns ${columns.join(' ')}" ?hidden=${!isSetup && route !== 'live'}>
      <div ?hidden=${!isSetup}>
        <board-card .view=${view}></board-card>
        <account-card .view=${view} .ask=${workbench}></account-card>
        <wifi-card .view=${view} .ask=${workbench}></wifi-card>
        <provision-card .view=${view}></provision-card>
      </div>
      ${this.hasOpenedLive ? this.many() : nothing}
      <div class="stage">
        ${stage === 'preview' ? html`<setup-preview ?hidden=${!isSetup}></setup-preview>` : nothing}
        ${stage === 'job' ? html`<run-panel ?hidden=${!isSetup} .view=${view}></run-panel>` : nothing}
        <live-card
          ?hidden=${isSetup && stage !== 'data' && !hasData}
          .view=${view}
          .ask=${workbench}
          .theme=${this.shownTheme()}
        ></live-card>
      </div>
    </div>`;
  }

  /** Stays when another view is shown, because its alarm goes on. */
  private many(): TemplateResult {
    const isShown = this.route === 'live';
    return html`<div ?hidden=${!isShown}>
      <late-part .load=${loadLive}></late-part>
      <live-view ?shown=${isShown} .view=${this.workbench.view} .ask=${this.workbench}></live-view>
    </div>`;
  }

  /** Stays when another view is shown, because it collects the results. */
  private tray(): TemplateResult {
    const { workbench, route } = this;
    const isShown = route === 'tray';
    return html`<div ?hidden=${!isShown}>
      <late-part .load=${loadTray}></late-part>
      <board-tray .view=${workbench.view} .ask=${workbench} .shown=${isShown}></board-tray>
    </div>`;
  }

  /** Stays when another view is shown, because it holds what the user has chosen to remove. */
  private account(): TemplateResult {
    return html`<div ?hidden=${this.route !== 'account'}>
      <late-part .load=${loadAccount}></late-part>
      <account-view .view=${this.workbench.view}></account-view>
    </div>`;
  }

  /** Stays when another view is shown, because a check of the hardware goes on. */
  private aside(): TemplateResult {
    const { workbench, route } = this;
    return html`<div ?hidden=${!isAside(route)}>
      <late-part .load=${loadAside}></late-part>
      <aside-view
        .route=${route}
        .view=${workbench.view}
        .ask=${workbench}
        .log=${workbench.log}
      ></aside-view>
    </div>`;
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

  protected override updated(changed: PropertyValues): void {
    document.documentElement.lang = this.language;
    document.title = this.route === 'setup' ? text.name : `${text.views[this.route]} · ${text.name}`;
    if (changed.has('route') && changed.get('route') !== undefined) this.arrive();
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

  private readonly onAddress = (): void => {
    const route = routeOf(location.hash);
    if (route !== this.route) this.scrolled[this.route] = scrollY;
    this.route = route;
  };

  /** After another view was opened: shows it where it was left, and lets a screen reader and the Tab key begin there. */
  private arrive(): void {
    this.focusView();
    scrollTo(0, this.scrolled[this.route] ?? 0);
  }

  focusView(): HTMLElement {
    this.main.focus({ preventScroll: true });
    return this.main;
  }

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

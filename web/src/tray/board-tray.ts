/**
 * The view with many boards side by side: the settings that all of them get, one button that starts them, a row for each, and the results. Stays in the
 * page once it was opened, because it collects the results.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { TrayBoard, TrayState } from '../../../wasm/provisioner';
import { boardName } from '../app/board_names';
import { addressOf } from '../app/routes';
import type { Enquiries, View } from '../app/view';
import '../components/error-note';
import { cable } from '../components/icons';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { isIntended } from '../steps/board-troubles';
import { text } from '../text/catalogue';
import { tray as words } from '../text/tray';
import { Results } from './results';
import './tray-access';
import './tray-arming';
import './tray-results';
import './tray-row';
import { trayStyles } from './tray-styles';
import './tray-wifi';

const noTray: TrayState = {
  armed: false,
  wifiDecided: false,
  ssid: '',
  security: 'wpa',
  startable: 0,
  continues: false,
  boards: [],
};

/** True if boards wait for nothing but the Wi-Fi settings. */
function isWifiNext({ startable, boards }: TrayState): boolean {
  return startable === 0 && boards.some(({ status, next }) => status === 'waiting' && next === 'set_wifi');
}

function countOf(boards: readonly TrayBoard[], status: TrayBoard['status']): number {
  return boards.filter((board) => board.status === status).length;
}

@customElement('board-tray')
export class BoardTray extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  /** False while another view is shown. */
  @property({ attribute: false }) shown = true;
  /** How many boards the user has in all; 0 if the user did not say. */
  @state() private total = 0;
  private results = new Results(() => this.requestUpdate());
  /** Of which session the tray is open: the simulation's or the other one; null while the view is not shown. */
  private openOf: boolean | null = null;

  static override styles = [shared, trayStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.onLeave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.onLeave);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { simulated, state } = this.view;
    const before = changed.get('view');
    if (before && before.simulated !== simulated) this.results = new Results(() => this.requestUpdate());
    for (const { board: id, status } of state.tray?.boards ?? []) {
      const board = state.boards.find((one) => one.id === id);
      const job = state.jobs.find((one) => one.board === id);
      if (status === 'passed' && board && job) this.results.add(board, job, Date.now());
    }
  }

  protected override updated(): void {
    const { core, simulated } = this.view;
    if (!this.shown) this.openOf = null;
    if (!this.shown || core !== 'ready' || this.openOf === simulated) return;
    this.openOf = simulated;
    this.send({ do: 'core', name: 'openTray', arguments: {}, card: 'tray' });
  }

  protected override render(): TemplateResult {
    const { view } = this;
    const tray = view.state.tray ?? noTray;
    const error = view.errors.tray ?? view.errors.board ?? null;
    return html`<div class="head">
        <h2>${text.views.tray}</h2>
        <a href=${addressOf('setup')}>${words.oneBoard}</a>
      </div>
      <p class="muted wide">${words.words}</p>
      ${this.settings(tray)} ${this.start(tray)}
      ${view.hid === null || view.simulated ? nothing : html`<error-note mild .error=${{ code: view.hid, params: {}, detail: '' }}></error-note>`}
      ${error ? html`<error-note .mild=${isIntended(error)} .error=${error}></error-note>` : nothing}
      ${tray.boards.length > 0 ? this.counts(tray) : nothing} ${this.rows(tray)}
      <tray-results
        .results=${this.results}
        .count=${this.results.count}
        .outcome=${this.results.outcome}
        .simulated=${view.simulated}
      ></tray-results>`;
  }

  private settings(tray: TrayState): TemplateResult {
    const { view } = this;
    const { account, boards } = view.state;
    const names = words.settings;
    const linked = view.simulated ? '' : view.presets.ssid;
    const proposed = boards.map(({ wifi }) => wifi.ssid).find(Boolean) ?? linked;
    return html`<dl class="settings">
      <div>
        <dt>${names.account}</dt>
        <dd>
          ${
            account.status === 'good'
              ? this.accountName()
              : html`${names.noAccount} <a href=${addressOf('setup')}>${names.toSetup}</a>`
          }
        </dd>
      </div>
      <div>
        <dt>${names.method}</dt>
        <dd>${text.provision.methods[view.method]} <a href=${addressOf('setup')}>${names.change}</a></dd>
      </div>
      <div class="wifi">
        <dt>${names.wifi}</dt>
        <dd>
          ${keyed(
            view.simulated,
            html`<tray-wifi
              .tray=${tray}
              .proposed=${proposed}
              .simulated=${view.simulated}
              .isNext=${isWifiNext(tray)}
              .ask=${this.ask}
            ></tray-wifi>`,
          )}
        </dd>
      </div>
    </dl>`;
  }

  private accountName(): string {
    const { accountId, userName, region } = this.view.state.account;
    // The parts break at the dots, not at their hyphens.
    return [userName, accountId, region.replaceAll('-', '\u2011')].filter(Boolean).join(' · ');
  }

  private start(tray: TrayState): TemplateResult {
    const { view } = this;
    const { startable, continues } = tray;
    const canAsk = view.simulated || view.serial === null;
    const label = continues ? words.continueAll(startable) : words.provision(startable);
    return html`<div class="row">
        <button class=${startable > 0 ? 'primary' : ''} ?disabled=${startable === 0} @click=${this.startAll}>
          ${startable === 0 ? words.nothingToStart : label}
        </button>
        <button
          class=${startable === 0 && !isWifiNext(tray) ? 'primary' : ''}
          ?disabled=${!canAsk || view.choosing !== null}
          @click=${this.next}
        >
          ${cable}${view.simulated ? text.simulation.another : words.access.next}
        </button>
        <tray-arming
          .armed=${tray.armed}
          .method=${view.method}
          .account=${view.state.account.status === 'good' ? this.accountName() : ''}
        ></tray-arming>
      </div>
      ${view.simulated ? nothing : html`<tray-access></tray-access>`}`;
  }

  private readonly startAll = (): void => {
    const arguments_ = { board: 0, method: this.view.method };
    this.send({ do: 'core', name: 'provisionTray', arguments: arguments_, card: 'tray' });
  };

  private readonly next = (): void =>
    this.send(this.view.simulated ? { do: 'simulated_plug' } : { do: 'connect_board' });

  private counts({ boards }: TrayState): TemplateResult {
    const count = (value: string, name: string, mark = ''): TemplateResult =>
      html`<div>
        <dd class=${mark}>${value}</dd>
        <dt>${name}</dt>
      </div>`;
    const passed = countOf(boards, 'passed');
    const failed = countOf(boards, 'failed');
    return html`<div class="tally">
      <div role="status">
        <dl class="counts">
          ${count(words.count(boards.length, this.total), words.seen)}
          ${count(String(countOf(boards, 'running')), words.running)}
          ${count(String(passed), words.passed, passed > 0 ? 'good' : '')}
          ${count(String(failed), words.failed, failed > 0 ? 'bad' : '')}
        </dl>
      </div>
      <label class="total"
        >${words.total}
        <input
          type="number"
          min="0"
          max="9999"
          inputmode="numeric"
          .value=${this.total > 0 ? String(this.total) : ''}
          @change=${this.onTotal}
        />
      </label>
    </div>`;
  }

  private readonly onTotal = (event: Event): void => {
    const { valueAsNumber } = event.target as HTMLInputElement;
    this.total = Number.isInteger(valueAsNumber) && valueAsNumber > 0 ? valueAsNumber : 0;
  };

  private rows(tray: TrayState): TemplateResult {
    const { view } = this;
    const { boards, jobs } = view.state;
    if (boards.length === 0) return html`<p>${words.empty}</p>`;
    return html`<ul aria-label=${words.list}>
      ${repeat(
        tray.boards,
        ({ board }) => board,
        (now) => {
          const board = boards.find(({ id }) => id === now.board);
          if (!board) return nothing;
          return html`<li>
            <tray-row
              .board=${board}
              .job=${jobs.find((job) => job.board === board.id) ?? null}
              .now=${now}
              .name=${boardName(board, boards, view.names)}
              .method=${view.method}
            ></tray-row>
          </li>`;
        },
      )}
    </ul>`;
  }

  /** Asks before results are lost that are in no file. */
  private readonly onLeave = (event: Event): void => {
    if (this.results.unsaved > 0 && !this.view.simulated) event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'board-tray': BoardTray;
  }
}

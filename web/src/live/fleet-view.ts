/** All boards at once: the largest trouble first, with search, an alarm on silence, and what AWS's limits take away. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ErrorInfo, FleetBoardState, FleetState, Series } from '../../../wasm/provisioner';
import { thingName } from '../app/board_names';
import type { Enquiries, View } from '../app/view';
import '../components/error-note';
import { PageElement } from '../components/page-element';
import { segmentStyles } from '../components/segment-styles';
import { shared } from '../components/shared-styles';
import { temperatureUnit } from '../storage/preferences';
import { decimal, number } from '../text/format';
import { fleet as words } from '../text/live_view';
import './export-panel';
import './fleet-row';
import { EnlargeEvent } from './fleet-row';
import './limit-notes';
import { panelStyles } from './panel-styles';
import { fleetOf, seriesOf } from './received';
import { parametersOf } from './parameters';
import { ring, SilenceAlarm, troubles } from './silence_alarm';

const filters = ['all', 'trouble', 'live', 'waiting'] as const;
type Filter = (typeof filters)[number];
/** How many names the alarm reads out. */
const namedBoards = 3;

/** For a network that limits connections, the address may say how many the page may open ("#/live?connections=1"); 0: as many as are needed. */
function mostConnections(): number {
  const given = Number(parametersOf(location.hash).get('connections'));
  return Number.isInteger(given) && given > 0 ? given : 0;
}

function passes({ condition }: FleetBoardState, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'trouble':
      return troubles.includes(condition);
    case 'live':
      return condition === 'live';
    case 'waiting':
      return condition === 'waiting' || condition === 'connecting';
  }
}

/** The boards are watched from now on, or no longer. */
export class OpenEvent extends Event {
  static readonly type = 'fleet-open';

  constructor(readonly isOpen: boolean) {
    super(OpenEvent.type);
  }
}

@customElement('fleet-view')
export class FleetView extends PageElement {
  @property({ attribute: false }) view!: View;
  @property({ attribute: false }) ask!: Enquiries;
  /** True while the view is in sight. The alarm works all the same. */
  @property({ type: Boolean }) shown = false;
  @state() private fleet: FleetState | null = null;
  @state() private error: ErrorInfo | null = null;
  @state() private isAsking = false;
  @state() private search = '';
  @state() private filter: Filter = 'all';
  @state() private wantsExport = false;
  @state() private sound: AudioContext | null = null;
  private readonly alarm = new SilenceAlarm();
  private timer: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    shared,
    panelStyles,
    segmentStyles,
    css`
      :host > * {
        min-width: 0;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 8px 16px;
      }
      .tools label.find {
        flex: 1 1 160px;
        max-width: 280px;
      }
      .tools label.tick {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: var(--target);
        color: var(--ink);
        cursor: pointer;
      }
      .tick input {
        width: 20px;
        height: var(--target);
        margin: 0;
      }
      .alarm {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 16px;
        padding: 8px 16px;
        border-inline-start: 3px solid var(--bad);
        border-radius: 2px 8px 8px 2px;
        background: var(--bad-soft);
      }
      .counts {
        font-variant-numeric: tabular-nums;
      }
      .end {
        margin-inline-start: auto;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.read(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override willUpdate(): void {
    if (!this.hasUpdated) this.read();
  }

  protected override render(): TemplateResult {
    const { fleet } = this;
    if (!fleet?.isOpen) return this.invitation();
    const found = fleet.boards.filter((board) => this.isSought(board));
    return html`${this.head(fleet)}
      ${this.error ? html`<error-note mild .error=${this.error}></error-note>` : nothing}
      <limit-notes .fleet=${fleet}></limit-notes>
      ${this.warning()} ${this.tools()}
      <p class="small muted">
        ${words.span} ${words.connections(fleet.connections.length, fleet.filtersLimit)}.
      </p>
      <div role="list" @enlarge=${this.onEnlarge}>
        ${found.map((board) => this.row(board, fleet.milliseconds))}
      </div>
      ${
        found.length === 0
          ? html`<p class="muted">
              ${fleet.boards.length === 0 && !this.isAsking ? words.noBoards : words.noMatch}
            </p>`
          : nothing
      }
      <details @toggle=${() => (this.wantsExport = true)}>
        <summary>${words.exportTitle}</summary>
        ${
          this.wantsExport
            ? html`<export-panel
                source="boards"
                .ask=${this.ask}
                .kept=${fleet.kept}
                .now=${fleet.milliseconds}
                .fields=${[...new Set(fleet.boards.flatMap(({ fields }) => fields.map(({ name }) => name)))]}
              ></export-panel>`
            : nothing
        }
      </details>`;
  }

  private invitation(): TemplateResult {
    return html`<p class="muted">${words.intro}</p>
      ${this.error ? html`<error-note .error=${this.error}></error-note>` : nothing}
      <p><button ?disabled=${this.isAsking} @click=${this.watch}>${words.watch}</button></p>`;
  }

  private head(fleet: FleetState): TemplateResult {
    const count = (of: Filter): number => fleet.boards.filter((board) => passes(board, of)).length;
    const perSecond = fleet.connections.reduce((sum, { received }) => sum + received, 0);
    return html`<div class="row">
      <p class="counts">
        ${words.counts(fleet.boards.length, count('live'), count('trouble'))}
        <span class="muted small"> · ${words.messages(number(fleet.messages), decimal(perSecond, 0))}</span>
      </p>
      <span class="row end">
        <button class="plain" ?disabled=${this.isAsking} @click=${this.watch}>${words.refresh}</button>
        <button class="plain" @click=${this.stop}>${words.stop}</button>
      </span>
    </div>`;
  }

  private warning(): TemplateResult {
    const { names } = this.alarm;
    const list = names.slice(0, namedBoards).map((name) => this.nameOf(name));
    const said = list.join(', ');
    const more = names.length - list.length;
    return html`<div role="alert" ?hidden=${names.length === 0} class="alarm">
      ${
        names.length > 0
          ? html`<strong>${words.alarmText(more > 0 ? words.andMore(said, more) : said)}</strong>
              <button @click=${this.onSeen}>${words.alarmSeen}</button>`
          : nothing
      }
    </div>`;
  }

  private tools(): TemplateResult {
    return html`<div class="tools">
      <label class="find"
        >${words.search}
        <input
          type="search"
          placeholder=${words.searchHint}
          .value=${this.search}
          @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)}
      /></label>
      <div class="segments" role="group" aria-label=${words.show}>
        ${filters.map(
          (one) =>
            html`<button
              aria-pressed=${one === this.filter ? 'true' : 'false'}
              @click=${() => (this.filter = one)}
            >
              ${words.filters[one]}
            </button>`,
        )}
      </div>
      <label class="tick"
        ><input
          type="checkbox"
          .checked=${this.sound !== null}
          @change=${this.onAlarm}
        />${words.alarm}</label
      >
    </div>`;
  }

  private row(board: FleetBoardState, now: number): TemplateResult {
    return html`<fleet-row
      role="listitem"
      .board=${board}
      .name=${this.nameOf(board.thingName)}
      .now=${now}
      .fahrenheit=${temperatureUnit(navigator.language) === 'fahrenheit'}
      .enlarged=${this.view.state.live.thingName === board.thingName}
      .seriesOf=${this.seriesOf}
    ></fleet-row>`;
  }

  /** A thing without a known board is called by its whole name, because many names end alike. */
  private nameOf(thing: string): string {
    const { state: core, names } = this.view;
    const isKnown = core.boards.some((board) => board.thingName === thing);
    return isKnown ? thingName(thing, core, names) : thing;
  }

  private isSought(board: FleetBoardState): boolean {
    if (!passes(board, this.filter)) return false;
    const sought = this.search.trim().toLowerCase();
    return `${board.thingName}\n${this.nameOf(board.thingName)}`.toLowerCase().includes(sought);
  }

  private readonly seriesOf = (thing: string): Series => seriesOf(this.ask, thing);

  private read(): void {
    const fleet = fleetOf(this.ask);
    const wasOpen = this.fleet?.isOpen ?? false;
    const hasFallen = fleet ? this.alarm.update(fleet.boards) : false;
    if (hasFallen && this.sound) ring(this.sound);
    const isOpen = fleet?.isOpen ?? false;
    if (isOpen !== wasOpen) this.dispatchEvent(new OpenEvent(isOpen));
    if (this.shown || hasFallen || isOpen !== wasOpen) this.fleet = fleet;
  }

  private readonly watch = async (): Promise<void> => {
    this.isAsking = true;
    const answer = await this.ask.session()?.command('watchAll', { connections: mostConnections() });
    this.isAsking = false;
    this.error = answer && !answer.ok ? answer.error : null;
    this.read();
  };

  private readonly stop = async (): Promise<void> => {
    await this.ask.session()?.command('unwatchAll', {});
    this.error = null;
    this.read();
  };

  private readonly onEnlarge = ({ thing }: EnlargeEvent): void => {
    this.send({ do: 'watch', thing });
  };

  private readonly onSeen = (): void => {
    this.alarm.seen();
    this.requestUpdate();
  };

  private readonly onAlarm = (event: Event): void => {
    const isOn = (event.target as HTMLInputElement).checked;
    if (!isOn) void this.sound?.close();
    this.sound = isOn ? new AudioContext() : null;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'fleet-view': FleetView;
  }
  interface HTMLElementEventMap {
    'fleet-open': OpenEvent;
  }
}

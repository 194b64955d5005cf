/** One of many boards: its state, a small chart and the newest value of each field, its rate and its last message. Draws only while it is in sight. */
import { css, html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { limits } from '@wasm/boundary.json';
import type { FieldState, FleetBoardState, Series } from '../../../wasm/provisioner';
import { shownField, withUnit } from '../components/live-fields';
import { PageElement } from '../components/page-element';
import { shared } from '../components/shared-styles';
import { explain } from '../text/catalogue';
import { duration, measured } from '../text/format';
import { fleet as words } from '../text/live_view';
import { troubles } from './silence_alarm';
import { sparkPath } from './spark_path';

/** How far the small charts reach back. */
const spanMs = 300_000;
/** How many fields have a chart; the others are counted. */
const drawnFields = 4;
const size = { width: 96, height: 28 };

/** Tells the list that the user wants to see this board large. */
export class EnlargeEvent extends Event {
  static readonly type = 'enlarge';

  constructor(readonly thing: string) {
    super(EnlargeEvent.type, { bubbles: true, composed: true });
  }
}

@customElement('fleet-row')
export class FleetRow extends PageElement {
  @property({ attribute: false }) board!: FleetBoardState;
  /** What the page calls the board. */
  @property() name = '';
  /** Milliseconds since 1970, by AWS's clock. */
  @property({ type: Number }) now = 0;
  @property({ type: Boolean }) fahrenheit = false;
  @property({ type: Boolean, reflect: true }) enlarged = false;
  @property({ attribute: false }) seriesOf!: (thing: string) => Series;
  @state() private inSight = false;
  private readonly sight = new IntersectionObserver(([entry]) => (this.inSight = !!entry?.isIntersecting));

  static override styles = [
    shared,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(160px, 5fr) minmax(0, 11fr) 72px 88px;
        gap: 4px 16px;
        align-items: center;
        padding: 6px 8px;
        border-block-end: 1px solid var(--line);
        content-visibility: auto;
        contain-intrinsic-size: auto 56px;
      }
      :host([enlarged]) {
        background: var(--accent-soft);
      }
      .who {
        display: grid;
        justify-items: start;
        min-width: 0;
      }
      .who button {
        min-height: 24px;
        padding: 0;
        border: 0;
        color: var(--ink);
        text-align: start;
        text-decoration: none;
        overflow-wrap: anywhere;
        font-weight: 500;
      }
      @media (pointer: coarse), (max-width: 640px) {
        .who button {
          min-height: var(--target);
        }
      }
      .who button:hover {
        text-decoration: underline;
      }
      .state {
        display: flex;
        align-items: baseline;
        gap: 6px;
        font-size: 0.8125rem;
        line-height: 20px;
        color: var(--muted);
      }
      .state::before {
        content: '';
        flex: none;
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--line-strong);
      }
      .state.live {
        color: var(--good);
      }
      .state.live::before {
        background: var(--good);
      }
      .state.trouble {
        color: var(--bad);
        font-weight: 500;
      }
      .state.trouble::before {
        border-radius: 1px;
        background: var(--bad);
      }
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 24px;
        min-width: 0;
      }
      .field {
        display: flex;
        align-items: center;
        gap: 8px;
        min-width: 0;
        color: var(--line-strong);
      }
      .temperature {
        color: var(--series-temperature);
      }
      .light {
        color: var(--series-light);
      }
      .old svg {
        opacity: 0.55;
      }
      .old b {
        color: var(--muted);
      }
      svg {
        width: 96px;
        height: 28px;
      }
      path {
        vector-effect: non-scaling-stroke;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.5;
        stroke-linejoin: round;
        stroke-linecap: round;
      }
      .value {
        display: grid;
        font-size: 0.8125rem;
        line-height: 16px;
        color: var(--muted);
      }
      .value b {
        font-size: 1rem;
        font-weight: 500;
        line-height: 20px;
        color: var(--ink);
      }
      .figure,
      .value {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .figure {
        font-size: 0.8125rem;
        color: var(--muted);
        text-align: end;
      }
      @container (max-width: 760px) {
        :host {
          grid-template-columns: minmax(0, 1fr) auto;
          contain-intrinsic-size: auto 96px;
        }
        .fields {
          grid-column: 1 / -1;
          grid-row: 2;
        }
        .rate {
          display: none;
        }
      }
      @container (max-width: 400px) {
        .fields {
          gap: 4px 16px;
        }
        svg {
          width: 56px;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sight.disconnect();
  }

  /** A row that nobody sees is drawn only when its board or its condition changes: hundreds of rows must not cost a second. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const all: ReadonlyMap<PropertyKey, unknown> = changed;
    const before = changed.get('board');
    const { thingName, condition } = this.board;
    const isChanged = before?.condition !== condition || before.thingName !== thingName;
    return this.inSight || isChanged || all.has('enlarged') || all.has('language');
  }

  protected override render(): TemplateResult {
    const { board } = this;
    return html`<div class="who">
        <button
          class="plain"
          title=${board.thingName}
          aria-label=${words.enlarge(this.name)}
          aria-pressed=${this.enlarged ? 'true' : 'false'}
          @click=${() => this.dispatchEvent(new EnlargeEvent(board.thingName))}
        >
          ${this.name}
        </button>
        ${this.condition()}
      </div>
      <div class="fields">${this.inSight ? this.fields() : nothing}</div>
      <span class="figure rate"
        >${board.rate > 0 ? words.perMinute(measured(Math.round(board.rate))) : nothing}</span
      >
      <span class="figure">${this.lastMessage()}</span>`;
  }

  private lastMessage(): string {
    const { messages, milliseconds } = this.board;
    if (messages === 0) return '';
    const seconds = Math.round((this.now - milliseconds) / 1000);
    return seconds < 2 ? words.now : words.ago(duration(seconds * 1000));
  }

  private condition(): TemplateResult {
    const { condition, presence, odd, error } = this.board;
    const reasons: Readonly<Record<string, string>> = words.reasons;
    const isGone = condition === 'refused' || condition === 'disconnected';
    const reason = isGone && presence ? (reasons[presence.reason] ?? presence.reason) : '';
    const kind = condition === 'live' ? 'live' : troubles.includes(condition) ? 'trouble' : '';
    return html`<span
      class="state ${kind}"
      title=${error ? explain(error).what : words.conditionHints[condition]}
      ><span
        >${[words.conditions[condition], reason].filter(Boolean).join(': ')}${odd > 0 && condition !== 'live' ? ` · ${words.odd(odd)}` : ''}</span
      ></span
    >`;
  }

  private fields(): TemplateResult {
    const { fields, condition, thingName } = this.board;
    if (fields.length === 0) return html``;
    const series = this.seriesOf(thingName);
    const isOld = condition !== 'live';
    const rest = fields.length - drawnFields;
    return html`${fields.slice(0, drawnFields).map((field, index) => this.field(field, series, index, isOld))}
    ${rest > 0 ? html`<span class="small muted">${words.more(rest)}</span>` : nothing}`;
  }

  private field(field: FieldState, { time, fields }: Series, index: number, isOld: boolean): TemplateResult {
    const shown = shownField(field, this.fahrenheit);
    const span = { from: this.now - spanMs, to: this.now };
    const path = sparkPath(time, fields[index]?.values ?? [], span, size, limits.silenceMilliseconds);
    return html`<div class="field ${field.quantity} ${isOld ? 'old' : ''}">
      <svg viewBox="0 0 ${size.width} ${size.height}" preserveAspectRatio="none" aria-hidden="true">
        ${svg`<path d=${path} />`}
      </svg>
      <span class="value"
        ><span>${shown.name}</span><b>${withUnit(shown, shown.convert(field.value))}</b></span
      >
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'fleet-row': FleetRow;
  }
  interface HTMLElementEventMap {
    enlarge: EnlargeEvent;
  }
}

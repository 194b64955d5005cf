/** The fields of the messages as lines over one time axis (uPlot, loaded when data arrive). A marker, moved by the pointer or the keyboard, reads the values at one time. */
import { css, html, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import type uPlot from 'uplot';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import type { FieldState, Series } from '../../../wasm/provisioner';
import { live as words } from '../text/live';
import { timeOfDay } from '../text/format';
import { axisHeight, makePlot } from './chart-plot';
import { nearest, pointsOf, readableRows, shownRange, type ChartPoints, type Points } from './chart-points';
import { shownField, withUnit, type ShownField } from './live-fields';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

/** How far each key moves the marker, in messages. */
const moves: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
};

@customElement('data-chart')
export class DataChart extends PageElement {
  @property({ attribute: false }) series!: () => Series;
  /** The fields to draw. */
  @property({ attribute: false }) fields: readonly FieldState[] = [];
  /** Changes with each message, so that the chart is drawn again. */
  @property({ type: Number }) messages = 0;
  /** The end of the time axis, seconds since 1970. */
  @property({ type: Number }) end = 0;
  @property({ type: Number }) seconds = 60;
  @property({ type: Boolean }) paused = false;
  /** True if no message has arrived for a while. */
  @property({ type: Boolean }) old = false;
  @property({ type: Boolean }) fahrenheit = false;
  /** Light or dark; the canvas takes its colours from the theme. */
  @property() theme = '';
  /** Where the marker is, seconds since 1970. */
  @state() marked: number | null = null;
  @query('.reader') private readonly reader!: HTMLElement;
  @queryAll('.plot') private readonly places!: NodeListOf<HTMLElement>;
  private plots: uPlot[] = [];
  /** What the plots were made for. */
  private plotted = '';
  private readonly resized = new ResizeObserver(() => this.fit());
  /** The data that are drawn. While paused, the chart takes no new ones. */
  private held: { series: Series; end: number } | null = null;
  private points: ChartPoints = { times: [], values: new Map() };
  private range = { min: 0, max: 0 };
  /** The rows that the marker can be at. */
  private rows: number[] = [];
  private drawn: ShownField[] = [];

  static override styles = [
    unsafeCSS(uplotStyles),
    shared,
    css`
      :host {
        position: relative;
        display: grid;
        gap: 8px;
        min-width: 0;
      }
      figure {
        position: relative;
        min-width: 0;
      }
      figcaption {
        font-size: 0.8125rem;
        line-height: 20px;
        color: var(--muted);
        overflow-wrap: anywhere;
      }
      .plot {
        height: var(--plot-height, 128px);
        min-width: 0;
        overflow: hidden;
      }
      figure:last-of-type .plot {
        height: calc(var(--plot-height, 128px) + ${axisHeight}px);
      }
      .uplot {
        display: block;
      }
      .reader {
        position: absolute;
        inset: 0;
        border-radius: 4px;
        cursor: crosshair;
        touch-action: pan-y;
      }
      .tag {
        position: absolute;
        inset-block-start: 0;
        padding: 0 6px;
        border: 1px solid var(--line-strong);
        border-radius: 4px;
        background: var(--surface);
        font-size: 0.8125rem;
        line-height: 20px;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.discard();
  }

  protected override willUpdate(): void {
    if (!this.paused || this.held === null) this.held = { series: this.series(), end: this.end };
    this.drawn = this.fields.map((field) => shownField(field, this.fahrenheit));
    const byName = new Map(this.drawn.map((field) => [field.key, field]));
    this.points = pointsOf(this.held.series, (name, value) => byName.get(name)?.convert(value) ?? value);
    this.range = shownRange(this.points.times, this.held.end, this.seconds);
    this.rows = readableRows(
      this.points.times,
      this.drawn.map((field) => this.column(field)),
      this.range,
    );
    const first = this.points.times[this.rows[0] ?? -1];
    if (this.marked !== null && first !== undefined && this.marked < first) this.marked = first;
  }

  protected override render(): TemplateResult {
    const { rows, drawn } = this;
    const place = this.marked === null ? rows.length - 1 : nearest(this.points.times, rows, this.marked);
    return html`${drawn.map((field) => this.figure(field))}
      <div
        class="reader"
        role="slider"
        tabindex="0"
        aria-label=${words.read}
        aria-valuemin="0"
        aria-valuemax=${Math.max(rows.length - 1, 0)}
        aria-valuenow=${Math.max(place, 0)}
        aria-valuetext=${this.reading(rows[place])}
        @pointermove=${this.onPointer}
        @pointerdown=${this.onPointer}
        @pointerleave=${this.onLeave}
        @focus=${this.onFocus}
        @blur=${this.onLeave}
        @keydown=${this.onKey}
      ></div>`;
  }

  protected override updated(): void {
    const made = [
      this.theme,
      this.language,
      this.fahrenheit,
      ...this.drawn.map(({ key, max }) => `${key} ${max}`),
    ].join('\n');
    if (made !== this.plotted) this.discard();
    this.plotted = made;
    if (this.plots.length === 0) this.makePlots();
    this.plots.forEach((plot, index) => {
      const field = this.drawn[index];
      if (!field) return;
      plot.setData([this.points.times, this.column(field)] as uPlot.AlignedData, false);
      plot.setScale('x', this.range);
    });
    this.placeTags();
  }

  private column({ key }: ShownField): Points {
    return this.points.values.get(key) ?? this.points.times.map(() => undefined);
  }

  private figure(field: ShownField): TemplateResult {
    const caption = [field.name, field.unit].filter(Boolean).join(', ');
    const row = this.marked === null ? -1 : this.points.times.indexOf(this.marked);
    const value = this.column(field)[row];
    return html`<figure class=${field.quantity}>
      <figcaption>${caption}</figcaption>
      <div class="plot" role="img" aria-label=${this.summary(field)}></div>
      ${
        typeof value === 'number' && this.marked !== null
          ? html`<span class="tag" aria-hidden="true"
              >${withUnit(field, value)} · ${timeOfDay(this.marked)}</span
            >`
          : nothing
      }
    </figure>`;
  }

  /** The range of the values, for those who cannot see the line. */
  private summary(field: ShownField): string {
    const points = this.column(field);
    const shown = this.rows.map((row) => points[row]).filter((point) => typeof point === 'number');
    if (shown.length === 0) return field.name;
    const [low, high] = [Math.min(...shown), Math.max(...shown)].map(field.format);
    return words.chart(field.name, low ?? '', high ?? '', field.unit);
  }

  /** The values of a row in words: "14:03:22: Temperature 23.4 °C, Light 304 of 1,023". */
  private reading(row: number | undefined): string {
    if (row === undefined) return words.noValue;
    const values = this.drawn.flatMap((field) => {
      const value = this.column(field)[row];
      return typeof value === 'number' ? [`${field.name} ${withUnit(field, value)}`] : [];
    });
    return `${timeOfDay(this.points.times[row] ?? 0)}: ${values.join(', ')}`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const step = moves[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { rows } = this;
    const { times } = this.points;
    const place = this.marked === null ? rows.length - 1 : nearest(times, rows, this.marked);
    const next = Math.min(Math.max(place + step, 0), rows.length - 1);
    this.marked = times[rows[next] ?? -1] ?? null;
  };

  private readonly onPointer = (event: PointerEvent): void => {
    const [plot] = this.plots;
    if (!plot) return;
    const x = event.clientX - plot.over.getBoundingClientRect().left;
    const { times } = this.points;
    this.marked = times[this.rows[nearest(times, this.rows, plot.posToVal(x, 'x'))] ?? -1] ?? null;
  };

  private readonly onLeave = (): void => {
    if (!this.reader.matches(':focus-visible')) this.marked = null;
  };

  private readonly onFocus = (): void => {
    this.marked ??= this.points.times[this.rows.at(-1) ?? -1] ?? null;
  };

  private makePlots(): void {
    const colours = getComputedStyle(this);
    this.plots = this.drawn.map((field, index) => {
      const place = this.places[index];
      if (!place) throw new Error('a field has no place for its plot');
      const look = {
        colour: (name: string) => colours.getPropertyValue(name).trim(),
        fontFamily: colours.fontFamily,
        width: Math.max(this.clientWidth, 1),
        height: Math.max(place.clientHeight, 1),
        last: index === this.drawn.length - 1,
      };
      return makePlot(field, look, this, [this.points.times, this.column(field)], place);
    });
  }

  /** Moves each value to its marker, on the side where there is room. */
  private placeTags(): void {
    const [plot] = this.plots;
    if (!plot || this.marked === null) return;
    const x = plot.over.offsetLeft + plot.valToPos(this.marked, 'x');
    const isLeft = x > this.clientWidth / 2;
    for (const tag of this.renderRoot.querySelectorAll<HTMLElement>('.tag')) {
      tag.style.left = `${x}px`;
      tag.style.transform = isLeft ? 'translateX(calc(-100% - 8px))' : 'translateX(8px)';
    }
  }

  private fit(): void {
    const width = Math.max(this.clientWidth, 1);
    this.plots.forEach((plot, index) =>
      plot.setSize({ width, height: Math.max(this.places[index]?.clientHeight ?? 1, 1) }),
    );
    this.placeTags();
  }

  private discard(): void {
    for (const plot of this.plots) plot.destroy();
    this.plots = [];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'data-chart': DataChart;
  }
}

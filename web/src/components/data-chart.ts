/** Light and temperature as two lines over one time axis (uPlot, loaded when data arrive). Draws values as given; does not convert units. */
import { css, html, unsafeCSS, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import uPlot from 'uplot';
import uplotStyles from 'uplot/dist/uPlot.min.css?inline';
import type { Series } from '../../../wasm/provisioner';
import { text } from '../text/catalogue';
import { decimal, number, timeOfDay } from '../text/format';
import { alone, pointsOf, type Points } from './chart-points';
import { PageElement } from './page-element';
import { shared } from './shared-styles';

export type Quantity = 'temperature' | 'light';

const plotHeight = 128;
const axisHeight = 28;
/** The smallest span of a scale, so that a steady value is a calm line and not magnified noise. */
const leastSpan: Record<Quantity, number> = { temperature: 2, light: 20 };
const sync = uPlot.sync('live');

@customElement('data-chart')
export class DataChart extends PageElement {
  @property({ attribute: false }) series!: () => Series;
  /** Changes with each message, so that the chart is drawn again. */
  @property({ type: Number }) messages = 0;
  @property({ type: Number }) seconds = 60;
  @property({ type: Boolean }) paused = false;
  @property({ type: Boolean }) fahrenheit = false;
  /** Light or dark; the canvas takes its colours from the theme. */
  @property() theme = '';
  @query('.temperature .plot') private readonly temperaturePlot!: HTMLElement;
  @query('.light .plot') private readonly lightPlot!: HTMLElement;
  private plots: Partial<Record<Quantity, uPlot>> = {};
  private readonly resized = new ResizeObserver(() => this.fit());
  /** The series that is drawn. While paused, the chart takes no new one. */
  private held: Series | null = null;
  private times: number[] = [];
  private values: Record<Quantity, Points> = { temperature: [], light: [] };

  static override styles = [
    unsafeCSS(uplotStyles),
    shared,
    css`
      :host {
        display: grid;
        gap: 8px;
        min-width: 0;
      }
      figure {
        min-width: 0;
      }
      figcaption {
        font-size: 0.8125rem;
        line-height: 20px;
        color: var(--muted);
      }
      .plot {
        min-width: 0;
        overflow: hidden;
      }
      .uplot {
        display: block;
      }
      .u-cursor-x,
      .u-cursor-y {
        border-color: var(--line-strong) !important;
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

  protected override render(): TemplateResult {
    return html`${this.figure('temperature')}${this.figure('light')}`;
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    const takes = !this.paused || this.times.length === 0;
    if (takes) this.held = this.series();
    if (!this.held || !(takes || changed.has('fahrenheit'))) return;
    const { times, ...values } = pointsOf(this.held, this.fahrenheit);
    this.times = times;
    this.values = values;
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has('theme') || changed.has('language')) this.discard();
    this.plots.temperature ??= this.plot('temperature', this.temperaturePlot);
    this.plots.light ??= this.plot('light', this.lightPlot);
    const end = this.times.at(-1) ?? Date.now() / 1000;
    for (const quantity of ['temperature', 'light'] as const) {
      const plot = this.plots[quantity];
      plot?.setData([this.times, this.values[quantity]], false);
      plot?.setScale('x', { min: end - this.seconds, max: end });
    }
  }

  private figure(quantity: Quantity): TemplateResult {
    return html`<figure class=${quantity}>
      <figcaption>${text.live[quantity]}, ${this.unit(quantity)}</figcaption>
      <div class="plot" role="img" aria-label=${this.words(quantity)}></div>
    </figure>`;
  }

  private words(quantity: Quantity): string {
    const from = (this.times.at(-1) ?? 0) - this.seconds;
    const shown = this.values[quantity].filter(
      (value, index): value is number => value !== null && (this.times[index] ?? 0) >= from,
    );
    if (shown.length === 0) return text.live[quantity];
    const digits = quantity === 'light' ? 0 : 1;
    const [low, high] = [Math.min(...shown), Math.max(...shown)].map((value) => decimal(value, digits));
    return text.live.chart(text.live[quantity], low ?? '', high ?? '', this.unit(quantity));
  }

  private unit(quantity: Quantity): string {
    if (quantity === 'light') return text.live.lightUnit;
    return this.fahrenheit ? '°F' : '°C';
  }

  private plot(quantity: Quantity, into: HTMLElement): uPlot {
    const colours = getComputedStyle(this);
    const colour = (name: string): string => colours.getPropertyValue(name).trim();
    const last = quantity === 'light';
    const stroke = colour(`--series-${quantity}`);
    const font = `13px ${colours.fontFamily}`;
    const axis = { stroke: colour('--muted'), font, ticks: { show: false }, gap: 8 };
    const options: uPlot.Options = {
      width: Math.max(this.clientWidth, 1),
      height: plotHeight + (last ? axisHeight : 0),
      padding: [8, 32, last ? 0 : 8, 0],
      legend: { show: false },
      cursor: { sync: { key: sync.key }, drag: { x: false, y: false }, y: false },
      scales: {
        x: { time: true },
        y: { range: (_plot, low, high) => range(low, high, leastSpan[quantity]) },
      },
      axes: [
        {
          ...axis,
          show: last,
          size: axisHeight,
          space: 96,
          grid: { show: false },
          values: (_plot, ticks) => ticks.map(timeOfDay),
        },
        {
          ...axis,
          size: 48,
          space: 40,
          grid: { stroke: colour('--line'), width: 1 },
          values: (_plot, ticks) => ticks.map(number),
        },
      ],
      series: [
        {},
        {
          stroke,
          width: 1.75,
          points: { show: false, filter: (plot, index) => alone(plot.data[index] ?? []), fill: stroke },
          spanGaps: false,
        },
      ],
    };
    return new uPlot(options, [this.times, this.values[quantity]], into);
  }

  private fit(): void {
    const width = Math.max(this.clientWidth, 1);
    for (const plot of Object.values(this.plots)) plot.setSize({ width, height: plot.height });
  }

  private discard(): void {
    for (const plot of Object.values(this.plots)) plot.destroy();
    this.plots = {};
  }
}

function range(low: number | null, high: number | null, least: number): [number, number] {
  if (low === null || high === null) return [0, least];
  const middle = (low + high) / 2;
  const half = Math.max(high - low, least) * 0.6;
  return [middle - half, middle + half];
}

declare global {
  interface HTMLElementTagNameMap {
    'data-chart': DataChart;
  }
}

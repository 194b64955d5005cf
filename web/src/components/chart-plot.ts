/** One plot of the chart (uPlot): a line, a dot at the newest value, and a marker at the time that the user reads. Draws values as given. */
import uPlot from 'uplot';
import { number, timeOfDay } from '../text/format';
import { alone, type Points } from './chart-points';
import { decimalsOf, gridOf, scaleOf, scaleUpTo, type Scale } from './chart-scale';
import type { ShownField } from './live-fields';

export const axisHeight = 28;
/** The smallest span of a scale. */
const leastSpan: Record<ShownField['quantity'], number> = { temperature: 2, light: 20, other: 0.001 };

export interface PlotLook {
  /** The custom properties of the theme. */
  colour: (name: string) => string;
  fontFamily: string;
  width: number;
  height: number;
  /** True for the plot at the bottom, which has the time axis. */
  last: boolean;
}

/** What the plot draws beside its line; read at each drawing. */
export interface Marks {
  /** Of the marker, seconds since 1970. */
  readonly marked: number | null;
  /** True if no message has arrived for a while. */
  readonly old: boolean;
}

export function makePlot(
  field: ShownField,
  look: PlotLook,
  marks: Marks,
  data: [number[], Points],
  into: HTMLElement,
): uPlot {
  const { colour } = look;
  const stroke = colour(field.quantity === 'other' ? '--ink' : `--series-${field.quantity}`);
  const axis = {
    stroke: colour('--muted'),
    font: `13px ${look.fontFamily}`,
    ticks: { show: false },
    gap: 8,
  };
  let scale: Scale = { min: 0, max: 1, step: 1 };
  const range = (_plot: uPlot, low: number | null, high: number | null): [number, number] => {
    scale = scaleFor(field, low, high);
    return [scale.min, scale.max];
  };
  const tick = (value: number): string => {
    const digits =
      Math.abs(value) < 1e7 ? number(Number(value.toFixed(decimalsOf(scale)))) : field.format(value);
    return field.quantity === 'temperature' ? `${digits} ${field.unit}` : digits;
  };
  const options: uPlot.Options = {
    width: look.width,
    height: look.height,
    padding: [8, 32, look.last ? 0 : 8, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true }, y: { range } },
    axes: [
      {
        ...axis,
        show: look.last,
        size: axisHeight,
        space: 96,
        grid: { show: false },
        values: (_plot, ticks) => ticks.map(timeOfDay),
      },
      {
        ...axis,
        size: 64,
        splits: () => gridOf(scale),
        grid: { stroke: colour('--line'), width: 1 },
        values: (_plot, ticks) => ticks.map(tick),
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
    hooks: {
      draw: [
        (plot) => drawMarks(plot, marks, stroke, { ground: colour('--surface'), line: colour('--muted') }),
      ],
    },
  };
  return new uPlot(options, data, into);
}

function scaleFor({ max, quantity }: ShownField, low: number | null, high: number | null): Scale {
  const [from, to] = [low ?? 0, high ?? leastSpan[quantity]];
  return max === null ? scaleOf(from, to, leastSpan[quantity]) : scaleUpTo(max, from, to);
}

function drawMarks(
  plot: uPlot,
  { marked, old }: Marks,
  stroke: string,
  { ground, line }: { ground: string; line: string },
): void {
  const { ctx } = plot;
  const times = plot.data[0];
  const points = plot.data[1] ?? [];
  const unit = devicePixelRatio;
  const dot = (row: number, fill: string): void => {
    const [x, y] = [plot.valToPos(times[row] ?? 0, 'x', true), plot.valToPos(points[row] ?? 0, 'y', true)];
    if (x < plot.bbox.left) return;
    ctx.beginPath();
    ctx.arc(x, y, 3.5 * unit, 0, 2 * Math.PI);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.stroke();
  };
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 1.5 * unit;
  const newest = points.findLastIndex((point) => typeof point === 'number');
  if (newest >= 0) dot(newest, old ? ground : stroke);
  if (marked !== null) {
    const x = plot.valToPos(marked, 'x', true);
    ctx.fillStyle = line;
    ctx.fillRect(Math.round(x), plot.bbox.top, unit, plot.bbox.height);
    const row = times.indexOf(marked);
    if (typeof points[row] === 'number') dot(row, ground);
  }
  ctx.restore();
}

/** The line of a small chart, as an SVG path. */

export interface Span {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Room above and below the line, so that its stroke is not cut. */
const margin = 2;

/**
 * One point for each column of `size.width`, the mean of what falls into it; a gap where nothing arrived for longer than `gapMs`. Empty without
 * a value in the span. The line fills the height between the smallest and the largest value; a constant runs through the middle.
 */
export function sparkPath(
  time: ArrayLike<number>,
  values: ArrayLike<number>,
  { from, to }: Span,
  size: Size,
  gapMs: number,
): string {
  const points = columnsOf(time, values, { from, to }, size.width);
  const [first] = points;
  if (!first) return '';
  const means = points.map(({ sum, count }) => sum / count);
  const least = Math.min(...means);
  const most = Math.max(...means);
  const inner = size.height - 2 * margin;
  const y = (value: number): number =>
    most === least ? size.height / 2 : margin + inner * (1 - (value - least) / (most - least));
  let last = -Infinity;
  return points
    .map((point, index) => {
      const joined = point.first - last <= gapMs;
      last = point.last;
      return `${joined ? 'L' : 'M'}${point.x} ${y(means[index] ?? 0).toFixed(1)}${joined ? '' : 'h.1'}`;
    })
    .join('');
}

interface Column {
  x: number;
  sum: number;
  count: number;
  first: number;
  last: number;
}

function columnsOf(
  time: ArrayLike<number>,
  values: ArrayLike<number>,
  { from, to }: Span,
  width: number,
): Column[] {
  const columns: Column[] = [];
  let column: Column | undefined;
  for (let row = 0; row < time.length; ++row) {
    const at = time[row] ?? 0;
    const value = values[row] ?? NaN;
    if (at < from || at > to || Number.isNaN(value)) continue;
    const x = Math.min(Math.floor(((at - from) / (to - from)) * width), width - 1);
    if (column?.x !== x) columns.push((column = { x, sum: 0, count: 0, first: at, last: at }));
    column.sum += value;
    column.count += 1;
    column.last = at;
  }
  return columns;
}

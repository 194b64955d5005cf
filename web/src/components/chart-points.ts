/** Turns a series into chart points: times in seconds, and gaps where a field was not sent for a while. Finds points by time. */
import { limits } from '@wasm/boundary.json';
import type { Series } from '../../../wasm/provisioner';

/** null: a gap in the line. undefined: this message does not have the field, and the line goes on to the next one that has. */
export type Points = (number | null | undefined)[];

export interface ChartPoints {
  /** Seconds since 1970, ascending; also has times at which no message arrived, for gaps. */
  times: number[];
  /** By field. */
  values: Map<string, Points>;
}

/** `convert`: from the field's unit to the unit that is shown. */
export function pointsOf(
  { time, fields }: Series,
  convert: (field: string, value: number) => number,
): ChartPoints {
  const times: number[] = [];
  /** The row of each message. */
  const rows: number[] = [];
  time.forEach((now, index) => {
    const before = time[index - 1] ?? now;
    if (now - before > limits.silenceMilliseconds) times.push((before + now) / 2000);
    rows.push(times.length);
    times.push(now / 1000);
  });
  const values = new Map(
    fields.map(({ name, values }) => [name, columnOf(name, values, times, rows, convert)]),
  );
  return { times, values };
}

function columnOf(
  name: string,
  values: Float64Array,
  times: readonly number[],
  rows: readonly number[],
  convert: (field: string, value: number) => number,
): Points {
  const points: Points = new Array<undefined>(times.length).fill(undefined);
  let last: number | null = null;
  values.forEach((value, index) => {
    const row = rows[index];
    if (row === undefined || Number.isNaN(value)) return;
    const silent =
      last !== null && ((times[row] ?? 0) - (times[last] ?? 0)) * 1000 > limits.silenceMilliseconds;
    if (last !== null && silent) points[last + 1] = null;
    points[row] = convert(name, value);
    last = row;
  });
  return points;
}

/** Points without a neighbour, to be drawn as dots because no line shows them. A thing may publish more rarely than the time that makes a gap. */
export function alone(points: ArrayLike<number | null | undefined>): number[] {
  const known = Array.from(points, (point, index) => ({ point, index })).filter(
    ({ point }) => point !== undefined,
  );
  const is = (place: number): boolean => typeof known[place]?.point === 'number';
  return known.filter((_, place) => is(place) && !is(place - 1) && !is(place + 1)).map(({ index }) => index);
}

/** The time range to show, in seconds. Grows from ten seconds to `seconds`, so that the first minute is not an empty plot. */
export function shownRange(
  times: readonly number[],
  end: number,
  seconds: number,
): { min: number; max: number } {
  const least = 10;
  const min = Math.max(times[0] ?? end, end - seconds);
  return { min, max: Math.max(end, min + least) };
}

/** The rows within the range that have a value of one of these columns. */
export function readableRows(
  times: readonly number[],
  columns: readonly Points[],
  { min, max }: { min: number; max: number },
): number[] {
  const has = (row: number): boolean => columns.some((points) => typeof points[row] === 'number');
  return [...times.keys()].filter((row) => {
    const time = times[row] ?? 0;
    return time >= min && time <= max && has(row);
  });
}

/** The place in `rows` of the row whose time is nearest; -1 without rows. */
export function nearest(times: readonly number[], rows: readonly number[], time: number): number {
  let best = -1;
  let least = Infinity;
  rows.forEach((row, place) => {
    const distance = Math.abs((times[row] ?? 0) - time);
    if (distance < least) [best, least] = [place, distance];
  });
  return best;
}

/** A series as it is drawn: times in seconds, and lines that end where nothing came. */
import type { Series } from '../../../wasm/provisioner';

/** Null: nothing came. */
export type Points = (number | null)[];

/** What the core calls silent (Watcher::silence), in milliseconds. */
const silence = 15_000;

export function pointsOf(
  { time, light, temperature }: Series,
  fahrenheit: boolean,
): { times: number[]; temperature: Points; light: Points } {
  const convert = fahrenheit ? (celsius: number) => celsius * 1.8 + 32 : (celsius: number) => celsius;
  const times: number[] = [];
  const points: Record<'temperature' | 'light', Points> = { temperature: [], light: [] };
  const add = (milliseconds: number, celsius = NaN, counts = NaN): void => {
    times.push(milliseconds / 1000);
    points.temperature.push(Number.isNaN(celsius) ? null : convert(celsius));
    points.light.push(Number.isNaN(counts) ? null : counts);
  };
  time.forEach((now, index) => {
    const before = time[index - 1] ?? now;
    if (now - before > silence) add((before + now) / 2);
    add(now, temperature[index], light[index]);
  });
  return { times, ...points };
}

/** Those that no line shows, for want of a neighbour: a thing may send more seldom than that. */
export function alone(points: ArrayLike<number | null | undefined>): number[] {
  const is = (index: number): boolean => typeof points[index] === 'number';
  return Array.from(points, (_, index) => index).filter(
    (index) => is(index) && !is(index - 1) && !is(index + 1),
  );
}

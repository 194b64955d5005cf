/** Turns a series into chart points: times in seconds, and gaps where no message arrived. */
import { limits } from '@wasm/boundary.json';
import type { Series } from '../../../wasm/provisioner';

/** A null value is a gap. */
export type Points = (number | null)[];

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
    if (now - before > limits.silenceMilliseconds) add((before + now) / 2);
    add(now, temperature[index], light[index]);
  });
  return { times, ...points };
}

/** Points without a neighbour, to be drawn as dots because no line shows them. A thing may publish more rarely than that time. */
export function alone(points: ArrayLike<number | null | undefined>): number[] {
  const is = (index: number): boolean => typeof points[index] === 'number';
  return Array.from(points, (_, index) => index).filter(
    (index) => is(index) && !is(index - 1) && !is(index + 1),
  );
}

import { describe, expect, test } from 'vitest';
import { alone, pointsOf } from '../../src/components/chart-points';

const of = (...columns: [number[], number[], number[]]) => {
  const [time, light, temperature] = columns.map((column) => Float64Array.from(column));
  return { time: time ?? [], light: light ?? [], temperature: temperature ?? [] } as Parameters<
    typeof pointsOf
  >[0];
};

describe('the points of the chart', () => {
  test('have the received values, and times in seconds', () => {
    expect(pointsOf(of([1000, 2000], [7, 8], [20, NaN]), false)).toEqual({
      times: [1, 2],
      light: [7, 8],
      temperature: [20, null],
    });
    expect(pointsOf(of([1000], [7], [20]), true).temperature).toEqual([68]);
  });

  test('have a gap where the thing was silent', () => {
    const { times, light, temperature } = pointsOf(of([0, 15_000, 30_002], [1, 2, 3], [4, 5, 6]), true);
    expect(times).toEqual([0, 15, 22.501, 30.002]);
    expect(light).toEqual([1, 2, null, 3]);
    expect(temperature[2]).toBeNull();
  });

  test('without a neighbour are drawn as dots', () => {
    expect(alone([1, null, 2, 3, null, 4])).toEqual([0, 5]);
    expect(alone([])).toEqual([]);
  });
});

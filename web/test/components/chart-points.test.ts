import { describe, expect, test } from 'vitest';
import { alone, nearest, pointsOf, readableRows, shownRange } from '../../src/components/chart-points';

const same = (_field: string, value: number): number => value;

/** Columns by the fields' names. */
function series(time: number[], columns: Record<string, number[]>): Parameters<typeof pointsOf>[0] {
  const fields = Object.entries(columns).map(([name, values]) => ({
    name,
    values: Float64Array.from(values),
  }));
  return { time: Float64Array.from(time), fields };
}

describe('the points of the chart', () => {
  test('have the received values in the shown unit, and times in seconds', () => {
    const { times, values } = pointsOf(series([1000, 2000], { a: [7, 8], b: [20, 21] }), (field, value) =>
      field === 'b' ? value * 2 : value,
    );
    expect(times).toEqual([1, 2]);
    expect(values.get('a')).toEqual([7, 8]);
    expect(values.get('b')).toEqual([40, 42]);
  });

  test('have a gap where the thing was silent', () => {
    const { times, values } = pointsOf(series([0, 15_000, 30_002], { a: [1, 2, 3] }), same);
    expect(times).toEqual([0, 15, 22.501, 30.002]);
    expect(values.get('a')).toEqual([1, 2, null, 3]);
  });

  test('go on over messages without the field, but not for longer than a silence', () => {
    const { values } = pointsOf(
      series([0, 8000, 16_000, 24_000], { a: [1, 2, NaN, NaN], b: [1, NaN, 3, 4] }),
      same,
    );
    expect(values.get('a')).toEqual([1, 2, undefined, undefined]);
    expect(values.get('b')).toEqual([1, null, 3, 4]);
  });

  test('without a neighbour are drawn as dots', () => {
    expect(alone([1, null, 2, 3, null, 4])).toEqual([0, 5]);
    expect(alone([1, undefined, 2, null, undefined, 4, undefined])).toEqual([5]);
    expect(alone([])).toEqual([]);
  });
});

describe('the range shown', () => {
  test('grows from ten seconds, then moves on', () => {
    expect(shownRange([100, 104], 104, 60)).toEqual({ min: 100, max: 110 });
    expect(shownRange([100, 140], 140, 60)).toEqual({ min: 100, max: 140 });
    expect(shownRange([100, 400], 400, 60)).toEqual({ min: 340, max: 400 });
  });

  test('moves on while the thing is silent', () => {
    expect(shownRange([100, 140], 182, 60)).toEqual({ min: 122, max: 182 });
  });

  test('has the rows that the marker can be at', () => {
    const times = [1, 2, 3, 4, 5];
    const rows = readableRows(times, [[1, 2, null, undefined, 5]], { min: 2, max: 5 });
    expect(rows).toEqual([1, 4]);
    expect([nearest(times, rows, 3), nearest(times, rows, 4), nearest(times, [], 4)]).toEqual([0, 1, -1]);
  });
});

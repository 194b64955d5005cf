import { describe, expect, test } from 'vitest';
import { decimalsOf, gridOf, scaleOf, scaleUpTo } from '../../src/components/chart-scale';

describe('the scale of a plot', () => {
  test.each([
    [22.9, 25.1, 2, [22, 23, 24, 25, 26]],
    [21, 21, 2, [20, 21, 22]],
    [0.0012, 0.0019, 0.0001, [0.001, 0.00125, 0.0015, 0.00175, 0.002]],
    [-5, 12, 2, [-10, 0, 10, 20]],
  ])('from %d to %d has at least three grid lines at round values', (low, high, least, grid) => {
    expect(gridOf(scaleOf(low, high, least))).toEqual(grid);
  });

  test('holds all values, also of a steady large one', () => {
    for (const value of [0, 1e-9, 1234.5678, -7e12, 1e300]) {
      const { min, max, step } = scaleOf(value, value, 0.001);
      expect(min).toBeLessThanOrEqual(value);
      expect(max).toBeGreaterThanOrEqual(value);
      expect(max - min).toBeGreaterThanOrEqual(step);
      expect(gridOf({ min, max, step }).length).toBeLessThan(12);
    }
  });

  test('goes up to what the sensor can measure, and further if it must', () => {
    expect(scaleUpTo(1023, 300, 310)).toMatchObject({ min: 0, max: 1023 });
    expect(gridOf(scaleUpTo(1023, 300, 310))).toEqual([0, 250, 500, 750, 1000]);
    expect(scaleUpTo(1023, -5, 4000)).toMatchObject({ min: -5, max: 4000 });
  });

  test('shows as many decimals as its steps need', () => {
    const digits = [0.25, 0.5, 2.5, 5, 100, 0.001].map((step) => decimalsOf({ min: 0, max: 1, step }));
    expect(digits).toEqual([2, 1, 1, 0, 0, 3]);
  });
});

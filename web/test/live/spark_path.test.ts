import { describe, expect, test } from 'vitest';
import { sparkPath } from '../../src/live/spark_path';

const span = { from: 0, to: 100_000 };
const size = { width: 100, height: 20 };

describe('the line of a small chart', () => {
  test('fills the height between the smallest and the largest value', () => {
    expect(sparkPath([0, 50_000, 99_999], [1, 3, 2], span, size, 60_000)).toBe('M0 18.0h.1L50 2.0L99 10.0');
  });

  test('draws a constant through the middle', () => {
    expect(sparkPath([0, 1000], [7, 7], span, size, 60_000)).toBe('M0 10.0h.1L1 10.0');
  });

  test('has a gap where nothing arrived for too long', () => {
    expect(sparkPath([0, 1000, 50_000, 51_000], [0, 1, 0, 1], span, size, 15_000)).toBe(
      'M0 18.0h.1L1 2.0M50 18.0h.1L51 2.0',
    );
  });

  test('has one point for each column, the mean of its values', () => {
    const path = sparkPath([0, 100, 200, 1000], [1, 2, 3, 0], span, size, 60_000);
    expect(path).toBe('M0 2.0h.1L1 18.0');
  });

  test('leaves out what is not in the span, and messages without the field', () => {
    expect(sparkPath([-5, 20_000, 200_000], [1, NaN, 3], span, size, 60_000)).toBe('');
  });
});

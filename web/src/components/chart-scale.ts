/** The vertical scale of a plot: its ends and the values of its grid lines. */

export interface Scale {
  min: number;
  max: number;
  step: number;
}

/** About this many steps from end to end. */
const steps = 3;

/** The smallest step of 1, 2, 2.5 or 5 times a power of ten that is at least `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** A scale that ends at grid lines. `leastSpan`: the smallest span, so that a steady value is a calm line and not magnified noise. */
export function scaleOf(low: number, high: number, leastSpan: number): Scale {
  const span = Math.max(high - low, leastSpan, Math.abs(high) * 1e-6);
  const middle = (low + high) / 2;
  const step = niceStep(span / steps);
  const min = Math.floor((middle - span / 2) / step) * step;
  return { min, max: Math.ceil((middle + span / 2) / step) * step, step };
}

/** The scale from 0 to the largest value that the sensor can measure; or further if a value exceeds it. */
export function scaleUpTo(max: number, low: number, high: number): Scale {
  const [from, to] = [Math.min(0, low), Math.max(max, high)];
  return { min: from, max: to, step: niceStep((to - from) / (steps + 2)) };
}

export function gridOf({ min, max, step }: Scale): number[] {
  const count = Math.floor((max - min) / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((min + index * step).toPrecision(12)));
}

/** How many decimals the values of the grid need. */
export function decimalsOf({ step }: Scale): number {
  const shown = Number(step.toPrecision(3));
  for (let digits = 0; digits < 6; ++digits)
    if (Math.abs(shown - Number(shown.toFixed(digits))) < shown * 1e-6) return digits;
  return 6;
}

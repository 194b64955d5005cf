// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { text } from '../../src/text/catalogue';
import { duration } from '../../src/text/format';
import { speak } from '../../src/text/language';

beforeEach(() => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-GB', 'de-DE']);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await speak('en');
});

const [minute, hour, day, year] = [60, 3600, 86_400, 365.25 * 86_400];

describe('the error of a clock is given in the unit that people use', () => {
  test.each([
    [47, 'clock 47 seconds slow, corrected', 'Uhr geht 47 Sekunden nach, ausgeglichen'],
    [-119.6, 'clock 2 minutes fast, corrected', 'Uhr geht 2 Minuten vor, ausgeglichen'],
    [9 * minute, 'clock 9 minutes slow, corrected', 'Uhr geht 9 Minuten nach, ausgeglichen'],
    [-hour, 'clock 60 minutes fast, corrected', 'Uhr geht 60 Minuten vor, ausgeglichen'],
    [2 * hour, 'clock 2 hours slow, corrected', 'Uhr geht 2 Stunden nach, ausgeglichen'],
    [-2 * day, 'clock 2 days fast, corrected', 'Uhr geht 2 Tage vor, ausgeglichen'],
    [90 * day, 'clock 90 days slow, corrected', 'Uhr geht 90 Tage nach, ausgeglichen'],
    [56 * year, 'clock 56 years slow, corrected', 'Uhr geht 56 Jahre nach, ausgeglichen'],
  ])('%d seconds', async (seconds, english, german) => {
    expect(text.account.clockInShort(seconds)).toBe(english);
    await speak('de');
    expect(text.account.clockInShort(seconds)).toBe(german);
  });
});

test.each([
  [41, '41 ms'],
  [3300, '3.3 s'],
  [9_960, '10 s'],
  [59_600, '1 min 0 s'],
  [119_700, '2 min 0 s'],
  [754_000, '12 min 34 s'],
  [3_599_800, '1 h 0 min'],
  [2 * 3_600_000 + 5 * 60_000, '2 h 5 min'],
])('%d ms take %s', (milliseconds, expected) => {
  expect(duration(milliseconds)).toBe(expected);
});

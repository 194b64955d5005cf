// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { rememberUnit, temperatureUnit } from '../../src/storage/preferences';

beforeEach(() => localStorage.clear());

describe('the unit of temperature', () => {
  test.each([
    ['en-US', 'fahrenheit'],
    ['es-PR', 'fahrenheit'],
    ['en-Latn-US', 'fahrenheit'],
    ['de-DE', 'celsius'],
    ['en-GB', 'celsius'],
    ['en', 'celsius'],
    ['', 'celsius'],
  ])('of %s is %s', (language, unit) => {
    expect(temperatureUnit(language)).toBe(unit);
  });

  test('is the one that was chosen, wherever that was', () => {
    rememberUnit('celsius');
    expect(temperatureUnit('en-US')).toBe('celsius');
    rememberUnit('fahrenheit');
    expect(temperatureUnit('de-DE')).toBe('fahrenheit');
  });
});

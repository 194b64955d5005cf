// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  firstTheme,
  rememberedTheme,
  rememberTheme,
  rememberUnit,
  temperatureUnit,
} from '../../src/storage/preferences';

beforeEach(() => localStorage.clear());

describe('the temperature unit', () => {
  test.each([
    ['en-US', 'fahrenheit'],
    ['es-PR', 'fahrenheit'],
    ['en-Latn-US', 'fahrenheit'],
    ['de-DE', 'celsius'],
    ['en-GB', 'celsius'],
    ['en', 'celsius'],
    ['', 'celsius'],
  ])('for the language %s is %s', (language, unit) => {
    expect(temperatureUnit(language)).toBe(unit);
  });

  test('is the one that the user chose, whatever the language', () => {
    rememberUnit('celsius');
    expect(temperatureUnit('en-US')).toBe('celsius');
    rememberUnit('fahrenheit');
    expect(temperatureUnit('de-DE')).toBe('fahrenheit');
  });
});

describe('preferences of pages that share an origin', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('are kept apart by the path of the page', () => {
    const open = (pathname: string): void => void vi.stubGlobal('location', { pathname });
    open('/provisioner/index.html');
    rememberTheme('dark');
    open('/someone-else/');
    expect(rememberedTheme()).toBe('system');
    open('/provisioner/');
    expect(rememberedTheme()).toBe('dark');
    expect(Object.keys(localStorage)).toEqual(['/provisioner/theme']);
  });
});

describe('the theme to start in', () => {
  const system = (theme: 'light' | 'dark'): void =>
    void vi.stubGlobal('matchMedia', () => ({ matches: theme === 'dark' }));
  afterEach(() => vi.unstubAllGlobals());

  test.each(['light', 'dark'] as const)('is the system’s (%s) until another is chosen', (theme) => {
    system(theme);
    expect(firstTheme()).toBe(theme);
    rememberTheme('system');
    expect(firstTheme()).toBe(theme);
  });

  test('is the one that was chosen', () => {
    system('light');
    rememberTheme('dark');
    expect(firstTheme()).toBe('dark');
  });
});

/** The user's preferences, in local storage: language, theme, temperature unit, region and the names of boards. Nothing else may be stored here. */
import { isLanguage, type LanguageName } from '../text/language_names';
import { ownPath } from './own_path';

export type Theme = 'light' | 'dark' | 'system';
export type TemperatureUnit = 'celsius' | 'fahrenheit';

function read(name: string): string {
  try {
    return localStorage.getItem(ownPath() + name) ?? '';
  } catch {
    return ''; // local storage is switched off, so the preference is lost when the page closes
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(ownPath() + name, value);
  } catch {
    // See read().
  }
}

/** The language that the user chose; without a choice, the browser's language, or English if the page does not have it. */
export function rememberedLanguage(): LanguageName {
  return [read('language'), ...navigator.language.split('-', 1)].find(isLanguage) ?? 'en';
}

export function rememberLanguage(language: LanguageName): void {
  write('language', language);
}

export function rememberedTheme(): Theme {
  const theme = read('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** The theme to draw the page in at first. */
export function firstTheme(): string {
  return read('theme') || (matchMedia('(prefers-color-scheme:dark)').matches ? 'dark' : 'light');
}

export function rememberTheme(theme: Theme): void {
  write('theme', theme === 'system' ? '' : theme);
}

/** Countries that measure in degrees Fahrenheit (Unicode CLDR, unitPreferenceData "temperature weather"). */
const fahrenheitCountries = ['US', 'BS', 'BZ', 'KY', 'PR', 'PW', 'GU', 'VI', 'AS', 'MP', 'FM', 'MH', 'LR'];

/** The unit that the user chose; without a choice, the usual unit in the country of `language` ("en-US"). */
export function temperatureUnit(language: string): TemperatureUnit {
  const chosen = read('unit');
  if (chosen === 'celsius' || chosen === 'fahrenheit') return chosen;
  const country = language.split('-').find((part) => /^[A-Z]{2}$/.test(part)) ?? '';
  return fahrenheitCountries.includes(country) ? 'fahrenheit' : 'celsius';
}

export function rememberUnit(unit: TemperatureUnit): void {
  write('unit', unit);
}

/** The region that the user chose last; empty if the user never chose one. */
export function rememberedRegion(): string {
  return read('region');
}

export function rememberRegion(region: string): void {
  write('region', region);
}

const mostNames = 200;

/** The names that the user gave to boards, by serial number. */
export function rememberedNames(): Record<string, string> {
  try {
    const names: unknown = JSON.parse(read('names') || '{}');
    const entries = Object.entries(names as object).filter(([, name]) => typeof name === 'string');
    return Object.fromEntries(entries);
  } catch {
    return {}; // another version of the page, or somebody, has written something else
  }
}

/** The names that were given last are kept. */
export function rememberNames(names: Readonly<Record<string, string>>): void {
  write('names', JSON.stringify(Object.fromEntries(Object.entries(names).slice(-mostNames))));
}

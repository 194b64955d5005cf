/**
 * The language that the page speaks. English is in the page; another is fetched when it is wanted and then stands wherever words are looked
 * up: so words are looked up when they are drawn, and whoever draws them listens for the change.
 */
import type { Language, Shape } from './shape';

/** In their own words. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type LanguageName = keyof typeof languages;

const fetched: Record<Exclude<LanguageName, 'en'>, () => Promise<Language>> = {
  de: async () => (await import('./de')).de,
};

/** Says `change` when the page speaks another language. */
export const languageChange = new EventTarget();
let spoken: LanguageName = 'en';
let wanted: LanguageName = 'en';
let words: Language | null = null;

export function isLanguage(name: string): name is LanguageName {
  return Object.hasOwn(languages, name);
}

export function spokenLanguage(): LanguageName {
  return spoken;
}

/** Rejects where the language cannot be fetched; the page then goes on in the one that it speaks. */
export async function speak(name: LanguageName): Promise<void> {
  wanted = name;
  const found = name === 'en' ? null : await fetched[name]();
  if (wanted !== name || spoken === name) return;
  spoken = name;
  words = found;
  languageChange.dispatchEvent(new Event('change'));
}

/** As the browser is set to write it where it knows the language ("en-GB"), for numbers and dates. */
export function locale(): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === spoken) ?? spoken;
}

/** What the language of the moment has in the place of these English words. */
export function spokenOf<T>(english: T, pick: (language: Language) => T): T {
  return words ? pick(words) : english;
}

type Group = Readonly<Record<string, unknown>>;

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function view(model: Group, now: () => Group): Group {
  const seen = {};
  for (const [name, value] of Object.entries(model)) {
    const inside = isGroup(value) ? view(value, () => now()[name] as Group) : null;
    Object.defineProperty(seen, name, { enumerable: true, get: () => inside ?? now()[name] });
  }
  return seen;
}

/** English words that read in the language of the moment, each time that one of them is looked up. */
export function inLanguage<T extends Group>(english: T, pick: (language: Language) => Shape<T>): Shape<T> {
  return view(english, () => spokenOf<Group>(english, pick)) as Shape<T>;
}

/**
 * The current language. English is part of the first load; other languages are downloaded when they are chosen. Texts are looked up at each
 * rendering, so an element renders again after `languageChange` (PageElement does).
 */
import type { LanguageName } from './language_names';
import type { Language, Shape } from './shape';

const fetched: Record<Exclude<LanguageName, 'en'>, () => Promise<Language>> = {
  de: async () => (await import('./de')).de,
};

/** Dispatches `change` after the current language changed. */
export const languageChange = new EventTarget();
let spoken: LanguageName = 'en';
let wanted: LanguageName = 'en';
let words: Language | null = null;

export function spokenLanguage(): LanguageName {
  return spoken;
}

/** Switches the language. Rejects if it cannot be downloaded; the page then keeps the current language. */
export async function speak(name: LanguageName): Promise<void> {
  wanted = name;
  const found = name === 'en' ? null : await fetched[name]();
  if (wanted !== name || spoken === name) return;
  spoken = name;
  words = found;
  languageChange.dispatchEvent(new Event('change'));
}

/** The locale for numbers and dates: the browser's own variant of the current language ("en-GB") if it has one. */
export function locale(): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === spoken) ?? spoken;
}

/** The current language's texts for these English texts. */
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

/** A view of English texts in which every lookup returns the text in the current language. */
export function inLanguage<T extends Group>(english: T, pick: (language: Language) => Shape<T>): Shape<T> {
  return view(english, () => spokenOf<Group>(english, pick)) as Shape<T>;
}

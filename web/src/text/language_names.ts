/** Each language of the page, with its name in the language itself. Not in language.ts, because the inline script needs only these names. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type LanguageName = keyof typeof languages;

export function isLanguage(name: string): name is LanguageName {
  return Object.hasOwn(languages, name);
}

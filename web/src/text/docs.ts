/** The pages of the help, which are fetched in one language only: they are long, and few visitors open them. */
import type { docs } from './en/docs';
import type { LanguageName } from './language_names';
import type { Shape } from './shape';

export type Docs = Shape<typeof docs>;

const fetched: Readonly<Record<LanguageName, () => Promise<Docs>>> = {
  en: async () => (await import('./en/docs')).docs,
  de: async () => (await import('./de/docs')).docs,
};

export function loadDocs(language: LanguageName): Promise<Docs> {
  return fetched[language]();
}

/** What a diagnosis looks at, in the language of the moment. */
import { findings as english } from './en/findings';
import { inLanguage } from './language';

export const findings: Readonly<Record<string, string>> = inLanguage(
  english,
  (language) => language.findings,
);

/** Texts for what a diagnosis checks, in the current language. */
import { findings as english } from './en/findings';
import { inLanguage } from './language';

export const findings: Readonly<Record<string, string>> = inLanguage(
  english,
  (language) => language.findings,
);

/** All texts of the page in the current language, and the sentences for an error. */
import type { ErrorInfo } from '../../../wasm/provisioner';
import { en } from './en';
import { errors } from './errors.en';
import { times, valueWords } from './errors/words.en';
import { day } from './format';
import { inLanguage, spokenOf } from './language';
import type { Catalogue, Errors, ValueWords } from './shape';

export interface ErrorText {
  title: string;
  what: string;
  todo: string;
}

export const text: Catalogue = inLanguage(en, (language) => language.text);

const placeholder = /\{(\w+)(?:\|([^}]*))?\}/g;

function fill(sentence: string, params: ErrorInfo['params']): string {
  const named = spokenOf<ValueWords>(valueWords, (language) => language.valueWords);
  return sentence.replace(placeholder, (_whole, name: string, words: string | undefined) => {
    const value = params[name];
    if (value === undefined || value === '') return words ?? '';
    if (times.includes(name)) return day(Number(value) * 1000);
    return named[name]?.[value] ?? String(value);
  });
}

/** A code without an entry is explained as an internal error. A test checks that every code has an entry. */
export function explain(error: ErrorInfo): ErrorText {
  const known = spokenOf<Errors<typeof errors>>(errors, (language) => language.errors);
  const found = (known as Readonly<Record<string, ErrorText>>)[error.code] ?? known['base.internal'];
  return {
    title: fill(found.title, error.params),
    what: fill(found.what, error.params),
    todo: fill(found.todo, error.params),
  };
}

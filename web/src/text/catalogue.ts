/** All texts of the page in the current language, and the sentences for an error. */
import type { ErrorInfo } from '../../../wasm/provisioner';
import { en } from './en';
import type { errors } from './errors.en';
import { early } from './errors/early.en';
import { page } from './errors/page.en';
import { portList } from './errors/port_list.en';
import { times, valueWords } from './errors/words.en';
import { day } from './format';
import { inLanguage, spokenOf } from './language';
import type { Catalogue, ValueWords } from './shape';

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

/** Errors of the rest of the core have their English sentences from `addErrors`: later.ts calls it before the rest can raise one. */
let english: Readonly<Record<string, ErrorText>> & Readonly<Record<'base.internal', ErrorText>> = {
  ...early,
  ...portList,
  ...page,
};

export function addErrors(all: typeof errors): void {
  english = all;
}

/** A code without an entry is explained as an internal error. A test checks that every code has an entry. */
export function explain(error: ErrorInfo): ErrorText {
  const known = spokenOf<typeof english>(english, (language) => language.errors);
  const found = known[error.code] ?? known['base.internal'];
  return {
    title: fill(found.title, error.params),
    what: fill(found.what, error.params),
    todo: fill(found.todo, error.params),
  };
}

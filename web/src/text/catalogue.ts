/** The catalogue of one language, and how an error becomes sentences. Every text that a user reads comes from here. */
import type { ErrorInfo } from '../../../wasm/provisioner';
import { errors } from './errors.en';
import { day } from './en/format';
import { times, valueWords } from './errors/words.en';
import { en } from './en';

export interface ErrorText {
  title: string;
  what: string;
  todo: string;
}

type Shape<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : T extends readonly (infer Item)[]
      ? readonly Shape<Item>[]
      : { readonly [Key in keyof T]: Shape<T[Key]> };

/** What a language must have; English is the model. */
export type Catalogue = Shape<typeof en>;

export const text: Catalogue = en;

const placeholder = /\{(\w+)(?:\|([^}]*))?\}/g;

function fill(sentence: string, params: ErrorInfo['params']): string {
  return sentence.replace(placeholder, (_whole, name: string, words: string | undefined) => {
    const value = params[name];
    if (value === undefined || value === '') return words ?? '';
    if (times.includes(name)) return day(Number(value) * 1000);
    return valueWords[name]?.[value] ?? String(value);
  });
}

/** Codes that this catalogue does not know read as the core's own fault: they cannot be, and a test holds it. */
export function explain(error: ErrorInfo): ErrorText {
  const found = errors[error.code] ?? errors['base.internal'];
  if (!found) throw new Error('the catalogue lacks base.internal');
  return {
    title: fill(found.title, error.params),
    what: fill(found.what, error.params),
    todo: fill(found.todo, error.params),
  };
}

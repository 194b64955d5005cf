/** The type of a translation, derived from English. A missing translation, or one with other parameters, is a compile error. */
import type { ErrorText } from './catalogue';
import type { en } from './en';
import type { contents, frame, permissions, users } from './en/account_view';
import type { check, support } from './en/aside';
import type { findings } from './en/findings';
import type { live } from './en/live';
import type { explorer, exporting, fleet } from './en/live_view';
import type { systems } from './en/systems';
import type { authority, diagnosis, methods, registration, repair, tools } from './en/tools';
import type { tray } from './en/tray';
import type { errors } from './errors.en';
import type { valueWords } from './errors/words.en';

export type Shape<T> = T extends string
  ? string
  : T extends (...values: infer Values) => string
    ? (...values: Values) => string
    : T extends readonly (infer Item)[]
      ? readonly Shape<Item>[]
      : { readonly [Key in keyof T]: Shape<T[Key]> };

/** Texts for the same error codes. */
export type Errors<T> = Readonly<Record<keyof T, ErrorText>>;

type Words = Readonly<Record<string, string>>;

/** By parameter, then by value. */
export type ValueWords = Readonly<Record<string, Words>>;

/** Another language may have more values than English. */
type AtLeast<T> = {
  readonly [Name in keyof T]: Readonly<Record<keyof T[Name], string>> & Words;
} & ValueWords;

export type Catalogue = Shape<typeof en>;

export interface Language {
  text: Catalogue;
  errors: Errors<typeof errors>;
  valueWords: AtLeast<typeof valueWords>;
  repair: Shape<typeof repair>;
  tools: Shape<typeof tools>;
  authority: Shape<typeof authority>;
  diagnosis: Shape<typeof diagnosis>;
  methods: Shape<typeof methods>;
  registration: Shape<typeof registration>;
  live: Shape<typeof live>;
  accountFrame: Shape<typeof frame>;
  contents: Shape<typeof contents>;
  permissions: Shape<typeof permissions>;
  fleet: Shape<typeof fleet>;
  explorer: Shape<typeof explorer>;
  exporting: Shape<typeof exporting>;
  users: Shape<typeof users>;
  findings: Shape<typeof findings>;
  check: Shape<typeof check>;
  support: Shape<typeof support>;
  systems: Shape<typeof systems>;
  tray: Shape<typeof tray>;
}

/**
 * A language that nobody speaks, made from English: longer, with accents and wide characters. In the gallery, it shows what a further language would break.
 * serve.mjs puts it in the place of German.
 */
import { en } from '../../src/text/en';
import * as accountView from '../../src/text/en/account_view';
import { check, support } from '../../src/text/en/aside';
import { findings } from '../../src/text/en/findings';
import { live } from '../../src/text/en/live';
import * as liveView from '../../src/text/en/live_view';
import { systems } from '../../src/text/en/systems';
import { authority, diagnosis, methods, registration, repair, tools } from '../../src/text/en/tools';
import { tray } from '../../src/text/en/tray';
import { errors } from '../../src/text/errors.en';
import { valueWords } from '../../src/text/errors/words.en';
import type { Language } from '../../src/text/shape';

const plain = 'aceginorsuyzACEINOSUYZ';
const accented = 'åçéğîñöřšûýžÅÇÉÎÑÖŠÛÝŽ';
const wide = '漢字仮名交じり文';
/** Short texts grow most in translation. */
const shortest = 12;

/** The text with accents, longer by 40 to 80 %, in brackets. What is in braces stays as it is. */
export function pseudo(text: string): string {
  if (text === '') return '';
  const written = text
    .split(/(\{[^}]*\})/)
    .map((part) => (part.startsWith('{') ? part : part.replace(/[a-z]/gi, accent)))
    .join('');
  const more = Math.ceil(text.length * (text.length < shortest ? 0.8 : 0.4));
  const words = Array.from({ length: Math.ceil(more / 6) }, () => `${wide.slice(0, 2)}wö`);
  return `[${written} ${words.join(' ')}]`;
}

function accent(letter: string): string {
  return accented[plain.indexOf(letter)] ?? letter;
}

/** All texts of a part of the catalogue in this language. */
function translate<T>(part: T): T {
  return translated(part) as T;
}

function translated(part: unknown): unknown {
  if (typeof part === 'string') return pseudo(part);
  if (typeof part === 'function')
    return (...values: unknown[]) => translated((part as (...values: unknown[]) => unknown)(...values));
  if (Array.isArray(part)) return part.map(translated);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, translated(value)]));
}

export const de: Language = {
  text: translate(en),
  errors: translate(errors),
  valueWords: translate(valueWords),
  tools: translate(tools),
  authority: translate(authority),
  methods: translate(methods),
  registration: translate(registration),
  repair: translate(repair),
  diagnosis: translate(diagnosis),
  live: translate(live),
  accountFrame: translate(accountView.frame),
  contents: translate(accountView.contents),
  permissions: translate(accountView.permissions),
  fleet: translate(liveView.fleet),
  explorer: translate(liveView.explorer),
  exporting: translate(liveView.exporting),
  users: translate(accountView.users),
  findings: translate(findings),
  check: translate(check),
  support: translate(support),
  systems: translate(systems),
  tray: translate(tray),
};

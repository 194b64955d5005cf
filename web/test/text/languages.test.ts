// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { explain, text } from '../../src/text/catalogue';
import { de } from '../../src/text/de';
import { en } from '../../src/text/en';
import { contents, frame as accountFrame, permissions, users } from '../../src/text/en/account_view';
import { check, support } from '../../src/text/en/aside';
import { docs as germanDocs } from '../../src/text/de/docs';
import { docs } from '../../src/text/en/docs';
import { findings } from '../../src/text/en/findings';
import { live } from '../../src/text/en/live';
import { explorer, exporting, fleet } from '../../src/text/en/live_view';
import { systems } from '../../src/text/en/systems';
import { authority, diagnosis, methods, registration, repair, tools } from '../../src/text/en/tools';
import { tray } from '../../src/text/en/tray';
import { errors } from '../../src/text/errors.en';
import { valueWords } from '../../src/text/errors/words.en';
import { day, decimal } from '../../src/text/format';
import { locale, speak, spokenLanguage } from '../../src/text/language';
import { tools as spokenTools } from '../../src/text/tools';

/** For each text, by its path, what a translation must have in common with it: the number of parameters, or the placeholders. */
function texts(part: unknown, way = ''): [string, string][] {
  if (typeof part === 'function') return [[way, `takes ${part.length}`]];
  if (typeof part === 'string') {
    const names = [...part.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '');
    return [[way, `says ${[...new Set(names)].sort().join(', ')}`]];
  }
  return Object.entries(part as object).flatMap(([name, value]) => texts(value, `${way}.${name}`));
}

/** All strings below the part. */
function sentences(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part ? Object.values(part).flatMap(sentences) : [];
}

const english = {
  text: en,
  errors,
  tools,
  authority,
  diagnosis,
  methods,
  registration,
  repair,
  live,
  accountFrame,
  contents,
  permissions,
  fleet,
  explorer,
  exporting,
  users,
  findings,
  check,
  support,
  systems,
  tray,
};
const { valueWords: germanValues, ...german } = de;

afterEach(() => speak('en'));

describe('German', () => {
  test('has every text of English, with lists of the same length and the same placeholders and parameters', () => {
    expect(Object.fromEntries(texts(german))).toEqual(Object.fromEntries(texts(english)));
    expect(texts(germanDocs)).toEqual(texts(docs));
  });

  test('has a text for every parameter value that has an English text', () => {
    for (const [name, words] of Object.entries(valueWords))
      expect(Object.keys(germanValues[name] ?? {})).toEqual(expect.arrayContaining(Object.keys(words)));
  });

  test('uses German quotation marks', () => {
    for (const sentence of sentences(german)) {
      expect(sentence).not.toContain('”');
      expect(sentence.split('„').length, sentence).toBe(sentence.split('“').length);
    }
  });

  test('says what happened and what to do for every code, with no parameters at all', async () => {
    await speak('de');
    for (const code of Object.keys(errors)) {
      const { title, what, todo } = explain({ code, params: {}, detail: '' });
      expect(title, code).toMatch(/^[^.]+$/);
      for (const sentence of [what, todo]) {
        expect(sentence, code).toMatch(/^\S.*[.?]$/);
        expect(sentence, code).not.toMatch(/[{}|]|undefined| {2}| [.,]/);
      }
    }
  });

  test('replaces the core’s names by texts', async () => {
    await speak('de');
    const told = (code: string, params: Record<string, string>): string =>
      explain({ code, params, detail: '' }).what;
    expect(told('aws.credentials_missing', { field: 'secret_access_key' })).toBe(
      'Es fehlt: geheimer Zugriffsschlüssel.',
    );
    expect(told('base.timed_out', { step: 'read_board' })).toContain('im Schritt „Board lesen“');
    for (const firmware of ['demo', 'demo_firmware'])
      expect(told('provision.firmware_silent', { firmware })).toContain('Die Demo-Firmware wurde');
    expect(told('session.wrong_firmware', { found: 'unknown', wanted: 'demo' })).toContain('„unbekannt“');
  });
});

describe('the current language', () => {
  beforeEach(() => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de-AT', 'en-GB']);
  });
  afterEach(() => vi.restoreAllMocks());

  test('also applies to texts that were looked up before the change, in and outside the first load', async () => {
    const words = text.account;
    const { status } = text.board;
    expect([words.title, status.ready, spokenTools.roots.repair]).toEqual(['AWS account', 'Ready', 'Repair']);
    await speak('de');
    expect(spokenLanguage()).toBe('de');
    expect([words.title, status.ready, spokenTools.roots.repair]).toEqual([
      'AWS-Konto',
      'Bereit',
      'Reparieren',
    ]);
    expect(Object.values(text.lights.wifi)[0]).toBe('Blau');
  });

  test('formats numbers and dates by the browser’s variant of the language', async () => {
    const noon = Date.UTC(2049, 11, 31, 12);
    expect([locale(), decimal(21.46, 1), text.duration(3300), day(noon)]).toEqual([
      'en-GB',
      '21.5',
      '3.3 s',
      '31 Dec 2049',
    ]);
    await speak('de');
    expect([locale(), decimal(21.46, 1), text.duration(3300), day(noon)]).toEqual([
      'de-AT',
      '21,5',
      '3,3 s',
      '31.12.2049',
    ]);
  });

  test('is the one chosen last, however long another one takes to load', async () => {
    const late = speak('de');
    await speak('en');
    await late;
    expect(spokenLanguage()).toBe('en');
  });
});

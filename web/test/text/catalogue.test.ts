import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explain } from '../../src/text/catalogue';
import { findings } from '../../src/text/en/findings';
import { errors } from '../../src/text/errors.en';

const core = fileURLToPath(new URL('../../../core', import.meta.url));
const page = fileURLToPath(new URL('../../src', import.meta.url));

function sources(folder: string, ending: string, without = '//'): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.startsWith(without))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function codesOfTheCore(): string[] {
  const declaration = /ErrorCode\s+\w+\s*\{\s*"([^"]+)"/g;
  return sources(core, '.hpp').flatMap((source) =>
    [...source.matchAll(declaration)].map(([, code]) => code ?? ''),
  );
}

/** Quoted anywhere in the page outside of the catalogue. */
function codesOfThePage(): Set<string> {
  const files = sources(page, '.ts', join('text', '/'));
  return new Set(
    files.flatMap((source) => [...source.matchAll(/'(page\.\w+)'/g)].map(([, code]) => code ?? '')),
  );
}

describe('the text catalogue', () => {
  const known = Object.keys(errors);

  test('has an entry for every error that the core declares', () => {
    const declared = codesOfTheCore();
    expect(declared.length).toBeGreaterThan(60);
    expect(declared.filter((code) => !known.includes(code))).toEqual([]);
  });

  test('has an entry for every error of the page', () => {
    expect([...codesOfThePage()].filter((code) => !known.includes(code))).toEqual([]);
  });

  test('has no entry that nobody declares', () => {
    const declared = new Set([...codesOfTheCore(), ...codesOfThePage()]);
    expect(known.filter((code) => !declared.has(code))).toEqual([]);
  });

  test('says what happened and what to do for every code, with no parameters at all', () => {
    for (const code of known) {
      const { title, what, todo } = explain({ code, params: {}, detail: '' });
      expect(title, code).toMatch(/^[^.]+$/);
      for (const sentence of [what, todo]) {
        expect(sentence, code).toMatch(/^\S.*[.?]$/);
        expect(sentence, code).not.toMatch(/[{}|]|undefined| {2}|an error occurred/i);
      }
    }
  });

  test('has words for everything that a diagnosis looks at', () => {
    const source = readFileSync(join(core, 'provision/diagnosis.cpp'), 'utf8');
    const named = [...source.matchAll(/\badd\("(\w+)"/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(4);
    expect(Object.keys(findings).sort()).toEqual(named.sort());
  });

  test('puts parameters into the sentences', () => {
    const { what } = explain({
      code: 'aws.not_permitted',
      params: { action: 'iot:CreateThing' },
      detail: '',
    });
    expect(what).toContain('iot:CreateThing');
  });

  test('says names that the core gives as a person would', () => {
    const { what } = explain({
      code: 'aws.credentials_malformed',
      params: { field: 'secret_access_key', reason: 'too_short', wanted: 40 },
      detail: '',
    });
    expect(what).toContain('The secret access key');
    expect(what).not.toContain('_');
  });

  test('a parameter that looks like a placeholder stays what it is', () => {
    const { what } = explain({ code: 'aws.unknown_region', params: { region: '{host}' }, detail: '' });
    expect(what).toContain('{host}');
  });

  test('a code that is not in it is explained as our fault', () => {
    expect(explain({ code: 'nobody.knows', params: {}, detail: '' }).title).toBe(
      errors['base.internal']?.title,
    );
  });
});

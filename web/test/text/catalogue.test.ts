import { errorCodes, names } from '@wasm/boundary.json';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explain } from '../../src/text/catalogue';
import { en } from '../../src/text/en';
import { contents, permissions } from '../../src/text/en/account_view';
import { findings } from '../../src/text/en/findings';
import { live } from '../../src/text/en/live';
import { registration, tools } from '../../src/text/en/tools';
import { errors } from '../../src/text/errors.en';

const core = fileURLToPath(new URL('../../../core', import.meta.url));
const types = fileURLToPath(new URL('../../../wasm', import.meta.url));
const page = fileURLToPath(new URL('../../src', import.meta.url));

function sources(folder: string, ending: string, without = '//'): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.startsWith(without))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** Every code that a header of the core declares, whether or not its layer lists it in `error_codes`. */
function declaredCodes(): string[] {
  const declaration = /ErrorCode\s+\w+\s*\{\s*"([^"]+)"/g;
  return sources(core, '.hpp').flatMap((source) =>
    [...source.matchAll(declaration)].map(([, code]) => code ?? ''),
  );
}

/** Codes quoted anywhere in the page's sources outside the catalogue, or where the page calls the core. */
function codesOfThePage(): Set<string> {
  const files = [...sources(page, '.ts', join('text', '/')), ...sources(types, '.ts')];
  return new Set(
    files.flatMap((source) => [...source.matchAll(/'(page\.\w+)'/g)].map(([, code]) => code ?? '')),
  );
}

/** The texts for each enum's values that the page shows as words. */
const words: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  StepName: en.provision.steps,
  StepPlace: en.provision.places,
  StepStatus: en.provision.stepStatus,
  PlanAction: en.provision.actions,
  BoardItem: en.provision.boardItems,
  AwsItem: en.provision.awsItems,
  MethodName: en.provision.methods,
  FirstConnectionState: registration.status,
  RegistrationEffect: registration.effects,
  Firmware: en.board.firmware,
  WifiSecurity: en.wifi.kinds,
  WatchStatus: live.status,
  OddMessage: live.unreadable.reasons,
  RootsStatus: tools.roots.status,
  LogLevel: en.log.levels,
  Check: findings,
  ContentsStatus: contents.status,
  CleanUpObject: contents.objects,
  CleanUpAction: contents.actions,
  CleanUpReason: contents.reasons,
  CleanUpStatus: contents.itemStatus,
  Purpose: permissions.purposes,
  Verdict: permissions.verdicts,
  Layer: permissions.layers,
};

/** The texts for the statuses that cards show. The cards have further statuses of their own. */
const statuses: typeof words = {
  JobStatus: en.provision.status,
  DeviceStatus: en.board.status,
  WifiStatus: en.wifi.status,
};

describe('the names that cross the boundary', () => {
  test.each(Object.entries(words))('%s: exactly the core’s names have texts', (type, texts) => {
    expect(Object.keys(texts).sort()).toEqual([...(names[type] ?? [])].sort());
  });

  test.each(Object.entries(statuses))('%s: each of the core’s names has a text', (type, texts) => {
    expect(names[type]?.length).toBeGreaterThan(0);
    expect(names[type]?.filter((name) => !(name in texts))).toEqual([]);
  });
});

describe('the text catalogue', () => {
  const known = Object.keys(errors);

  test('has an entry for every error that the core declares', () => {
    expect(errorCodes.filter((code) => !known.includes(code))).toEqual([]);
  });

  test('knows every error code that the core declares', () => {
    expect([...errorCodes].sort()).toEqual(declaredCodes().sort());
  });

  test('has an entry for every error of the page', () => {
    expect([...codesOfThePage()].filter((code) => !known.includes(code))).toEqual([]);
  });

  test('has no entry for an undeclared code', () => {
    const declared = new Set([...errorCodes, ...codesOfThePage()]);
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

  test('mentions AVR-IoT and PIC-IoT boards only together', () => {
    for (const code of known) {
      const words = Object.values(explain({ code, params: {}, detail: '' })).join(' ');
      expect(words.includes('AVR-IoT'), code).toBe(words.includes('PIC-IoT'));
    }
  });

  test('says that an upgrade of the Wi-Fi module erases the provisioning wherever it sends the user there', () => {
    const todos = known.map((code) => explain({ code, params: {}, detail: '' }).todo);
    const upgrades = todos.filter(
      (todo) => /upgrade|update the (Wi-Fi )?module/i.test(todo) && todo.includes('Microchip'),
    );
    expect(upgrades.length).toBeGreaterThan(3);
    for (const todo of upgrades) expect(todo).toContain('provision the board once more');
  });

  test('puts parameters into the sentences', () => {
    const { what } = explain({
      code: 'aws.not_permitted',
      params: { action: 'iot:CreateThing' },
      detail: '',
    });
    expect(what).toContain('iot:CreateThing');
  });

  test('replaces the core’s names by texts', () => {
    const { what } = explain({
      code: 'aws.credentials_malformed',
      params: { field: 'secret_access_key', reason: 'too_short', wanted: 40 },
      detail: '',
    });
    expect(what).toContain('The secret access key');
    expect(what).not.toContain('_');
  });

  test('does not replace a placeholder inside a parameter', () => {
    const { what } = explain({ code: 'aws.unknown_region', params: { region: '{host}' }, detail: '' });
    expect(what).toContain('{host}');
  });

  test('explains an unknown code as an internal error', () => {
    expect(explain({ code: 'nobody.knows', params: {}, detail: '' }).title).toBe(
      errors['base.internal'].title,
    );
  });
});

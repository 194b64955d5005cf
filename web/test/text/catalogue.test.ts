import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { explain } from '../../src/text/catalogue';
import { en } from '../../src/text/en';
import { findings } from '../../src/text/en/findings';
import { tools } from '../../src/text/en/tools';
import { errors } from '../../src/text/errors.en';

const core = fileURLToPath(new URL('../../../core', import.meta.url));
const types = fileURLToPath(new URL('../../../wasm', import.meta.url));
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

/** Codes quoted anywhere in the page's sources outside the catalogue, or where the page calls the core. */
function codesOfThePage(): Set<string> {
  const files = [...sources(page, '.ts', join('text', '/')), ...sources(types, '.ts')];
  return new Set(
    files.flatMap((source) => [...source.matchAll(/'(page\.\w+)'/g)].map(([, code]) => code ?? '')),
  );
}

/** The names of an enumeration's values in the core, from its function name() or its table. */
function namesInCore(file: string, type: string): string[] {
  const source = readFileSync(join(core, file), 'utf8');
  const body =
    new RegExp(`^std::string_view name\\(${type} \\w+\\) \\{$([^]*?)^\\}$`, 'm').exec(source)?.[1] ??
    new RegExp(`"${type}",([^]*?)^\\}$`, 'm').exec(source)?.[1] ??
    '';
  return [...new Set([...body.matchAll(/"(\w+)"/g)].map(([, name]) => name ?? ''))].sort();
}

/** The strings of a union type, or of an interface's field (`State.next`). */
function namesInTypes(file: string, what: string): string[] {
  const source = readFileSync(join(types, file), 'utf8').replace(/\/\*\*[^]*?\*\/|\/\/.*/g, '');
  const [type = '', field] = what.split('.');
  const union = field
    ? new RegExp(`interface ${type} \\{[^]*?\\n  ${field}:\\s*([^;]*);`)
    : new RegExp(`type ${type} =([^;]*);`);
  return [...(union.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name ?? '').sort();
}

type Words = Readonly<Record<string, unknown>>;
const vocabulary: [string, string, string, string, Words?][] = [
  ['provision/progress.hpp', 'StepName', 'job.d.ts', 'StepName', en.provision.steps],
  ['provision/progress.hpp', 'StepPlace', 'job.d.ts', 'StepState.place', en.provision.places],
  ['provision/progress.hpp', 'StepStatus', 'job.d.ts', 'StepState.status', en.provision.stepStatus],
  ['provision/plan.hpp', 'PlanAction', 'job.d.ts', 'PlanItem.action', en.provision.actions],
  ['state/job.hpp', 'JobStatus', 'job.d.ts', 'JobState.status', en.provision.status],
  ['state/job.hpp', 'JobKind', 'job.d.ts', 'JobKind'],
  ['state/board.hpp', 'DeviceStatus', 'devices.d.ts', 'BoardState.status', en.board.status],
  ['state/board.hpp', 'Firmware', 'devices.d.ts', 'Firmware', en.board.firmware],
  ['state/board.hpp', 'WifiStatus', 'devices.d.ts', 'WifiState.status', en.wifi.status],
  ['state/board.hpp', 'DeviceStatus', 'devices.d.ts', 'DebuggerState.status'],
  ['state/state.hpp', 'NextAction', 'provisioner.d.ts', 'NextAction'],
  ['state/state.hpp', 'AccountStatus', 'provisioner.d.ts', 'AccountState.status'],
  ['telemetry/watcher.hpp', 'WatchStatus', 'provisioner.d.ts', 'LiveState.status', en.live.status],
  ['board/root_check.hpp', 'RootsStatus', 'devices.d.ts', 'RootsState.status', tools.roots.status],
  ['board/wifi.hpp', 'WifiSecurity', 'devices.d.ts', 'WifiState.security', en.wifi.kinds],
  ['board/wifi.hpp', 'WifiSecurity', 'provisioner.d.ts', 'WifiSettings.security'],
  ['aws/sts.hpp', 'IdentityKind', 'provisioner.d.ts', 'AccountState.kind'],
  ['aws/credentials.cpp', 'CredentialForm', 'provisioner.d.ts', 'Recognised.form'],
  ['aws/credentials.cpp', 'CredentialWarning', 'provisioner.d.ts', 'Recognised.warnings'],
  ['base/log.cpp', 'LogLevel', 'provisioner.d.ts', 'LogLine.level', en.log.levels],
];

describe('the names that cross the boundary', () => {
  test.each(vocabulary)(
    '%s: the names of %s equal those in %s, %s, and have texts',
    (file, type, declared, what, words) => {
      const names = namesInCore(file, type);
      expect(names.length).toBeGreaterThan(1);
      expect(namesInTypes(declared, what)).toEqual(names);
      if (words) expect(names.filter((name) => !(name in words))).toEqual([]);
    },
  );

  test('exactly the core’s steps and plan items have texts', () => {
    expect(Object.keys(en.provision.steps).sort()).toEqual(namesInCore('provision/progress.hpp', 'StepName'));
    const plan = readFileSync(join(core, 'provision/plan.cpp'), 'utf8');
    const items = (place: string): string[] => {
      const named = new RegExp(
        `(?:plan\\.${place}\\.push_back\\(\\s*\\{|\\b${place === 'aws' ? 'add' : 'item'}\\()\\s*"(\\w+)"`,
        'g',
      );
      return [...new Set([...plan.matchAll(named)].map(([, name]) => name ?? ''))].sort();
    };
    expect(Object.keys(en.provision.boardItems).sort()).toEqual(items('board'));
    expect(Object.keys(en.provision.awsItems).sort()).toEqual(items('aws'));
  });
});

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

  test('has no entry for an undeclared code', () => {
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

  test('has a text for everything that a diagnosis checks', () => {
    const source = readFileSync(join(core, 'provision/board_diagnosis.cpp'), 'utf8');
    const named = [...source.matchAll(/\badd\("(\w+)"/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(4);
    expect(Object.keys(findings).sort()).toEqual(named.sort());
  });

  test('mentions AVR-IoT and PIC-IoT boards only together', () => {
    for (const code of known) {
      const words = Object.values(explain({ code, params: {}, detail: '' })).join(' ');
      expect(words.includes('AVR-IoT'), code).toBe(words.includes('PIC-IoT'));
    }
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

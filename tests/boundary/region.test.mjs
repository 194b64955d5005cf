// Adds a region to a copy of the core's table, and prints what page and core must agree on from that copy. The page takes its list of
// regions and the hosts of its policy from there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'boundary-'));
after(() => rmSync(copy, { recursive: true }));

/** What wasm/boundary/CMakeLists.txt compiles. The linker drops the functions that need more of the core. */
function compile() {
  const own = readdirSync(join(copy, 'wasm/boundary')).filter((name) => name.endsWith('.cpp'));
  const sources = [
    ...own.map((name) => `wasm/boundary/${name}`),
    ...['aws/region', 'base/error', 'base/text', 'state/json'].map((name) => `core/${name}.cpp`),
  ];
  const coroutines = process.env.CXX?.includes('clang') ? [] : ['-fcoroutines'];
  const flags = ['-std=c++20', ...coroutines, '-ffunction-sections', '-fdata-sections', '-Wl,--gc-sections'];
  const folders = ['-Icore', '-Iwasm/boundary', '-isystem', join(root, '.deps/nlohmann_json/include')];
  const program = ['-o', join(copy, 'boundary')];
  execFileSync(process.env.CXX ?? 'c++', [...flags, ...folders, ...sources, ...program], { cwd: copy });
}

let facts;
before(() => {
  for (const folder of ['core', 'wasm/boundary'])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  const table = join(copy, 'core/aws/region.cpp');
  const original = readFileSync(table, 'utf8');
  const extended = original.replace(/region_names\[\] = \{\n/, '$&    "mx-central-1",\n');
  assert.notEqual(extended, original);
  writeFileSync(table, extended);
  compile();
  execFileSync(join(copy, 'boundary'), [copy]);
  facts = JSON.parse(readFileSync(join(copy, 'boundary.json'), 'utf8'));
});

test('a region that is added to the core’s table is in the page’s list', () => {
  assert.equal(facts.regions.length, 12);
  assert.deepEqual(facts.regions[0], { name: 'mx-central-1', partition: 'aws' });
});

test('the hosts of that region are in the page’s policy', () => {
  const hosts = facts.hosts.filter((host) => host.includes('mx-central-1'));
  const services = ['iot', 'sts', 'cloudformation', 'lambda', 'logs'];
  assert.deepEqual(hosts, [
    ...services.map((service) => `https://${service}.mx-central-1.amazonaws.com`),
    'wss://*.iot.mx-central-1.amazonaws.com',
  ]);
});

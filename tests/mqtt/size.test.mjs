// Checks what the page loads when it first needs MQTT: at most 50 KB by gzip -9, and no eval or similar.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { served } from './rig.mjs';

const files = ['mqtt.wasm', 'mqtt.js', 'client.js', 'socket.js', 'burst.js', 'topics.js'];
const most = 50_000;

test('module and wrapper are at most 50 KB', async () => {
  const sizes = await Promise.all(
    files.map(async (name) => gzipSync((await served(`/${name}`))[1], { level: 9 }).length),
  );
  const total = sizes.reduce((sum, size) => sum + size);
  console.log(files.map((name, i) => `${name} ${sizes[i]}`).join(', '), `= ${total} bytes by gzip -9`);
  assert.ok(total <= most, `${total} bytes`);
});

test('the generated JavaScript does not turn text into code', async () => {
  const text = (await served('/mqtt.js'))[1].toString();
  assert.doesNotMatch(text, /\beval\s*\(|new Function\b/);
});

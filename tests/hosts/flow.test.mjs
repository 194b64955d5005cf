// `provision --hid`: the whole flow on a virtual board that arrives with demo firmware, through its debugger and its port.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { startCloud } from '../cloud/cloud.mjs';
import { readCredentials } from '../cloud/winc.mjs';

const hosts = fileURLToPath(new URL('../../build/native/tests/hosts/', import.meta.url));
const firmware = fileURLToPath(new URL('../../.deps/firmware/', import.meta.url));

for (const kit of ['avr-iot-wg', 'pic-iot-wg']) {
  describe(`provision --hid against a virtual ${kit} and the local cloud`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'flow-'));
    const link = join(folder, 'tty');
    const socket = join(folder, 'hid');
    let cloud, board, environment, parameters;

    before(async () => {
      cloud = await startCloud();
      const user = await cloud.createUser();
      const options = [
        '--pty',
        link,
        '--hid',
        socket,
        '--state',
        folder,
        '--kit',
        kit,
        '--firmware',
        'demo',
        '--time',
        'fast',
      ];
      board = spawn(join(hosts, 'virtual-board'), options, { stdio: ['pipe', 'pipe', 'inherit'] });
      await new Promise((resolve, reject) => {
        board.once('error', reject);
        board.once('exit', (code) => reject(new Error(`virtual-board ended with ${code}`)));
        createInterface(board.stdout).on('line', (line) => line === 'ready' && resolve());
      });
      environment = {
        PATH: process.env.PATH,
        AWS_ACCESS_KEY_ID: user.accessKeyId,
        AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
        WIFI_PSK: 'a good passphrase',
      };
      parameters = ['--serial', link, '--region', 'us-east-2', '--endpoint-url', cloud.endpointUrl];
      parameters.push('--ca-file', cloud.caFile, '--store', join(folder, 'store'));
      parameters.push('--hid', socket, '--firmware-dir', join(firmware, kit.slice(0, 3)), '--ssid', 'home');
    });
    after(async () => {
      board?.kill('SIGTERM');
      await cloud?.stop();
      rmSync(folder, { recursive: true });
    });

    function provision(...more) {
      return new Promise((resolve) => {
        const run = execFile(
          join(hosts, 'provision'),
          [...parameters, ...more],
          { env: environment, timeout: 120000 },
          (_, stdout, stderr) => {
            const events = stdout.trim().split('\n').filter(Boolean);
            resolve({ code: run.exitCode, events: events.map((line) => JSON.parse(line)), stderr });
          },
        );
      });
    }

    test('brings a board with demo firmware to Wi-Fi, and says each step', async () => {
      const { code, events, stderr } = await provision();
      assert.equal(code, 0, JSON.stringify(events.at(-1)) + stderr);
      const done = events.filter(({ status }) => status === 'done').map(({ step }) => step);
      for (const step of ['program_provisioning', 'write_store', 'program_demo', 'restart', 'send_wifi'])
        assert.ok(done.includes(step), step);
      const found = readCredentials(readFileSync(join(folder, 'winc-flash.bin')));
      assert.equal(found.thingName, events.at(-1).thingName);
      assert.ok(existsSync(join(folder, 'store')));
      assert.ok(!JSON.stringify(events).includes('a good passphrase'));
    });

    test('leaves a provisioned board running', async () => {
      const { code, events } = await provision();
      assert.equal(code, 0, JSON.stringify(events.at(-1)));
      assert.ok(events.every(({ step, status }) => step !== 'program_demo' || status === 'already'));
    });
  });
}

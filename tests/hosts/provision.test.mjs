// The native hosts with each other and with the local cloud: `provision` over a pseudo-terminal to `virtual-board`.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { startCloud } from '../cloud/cloud.mjs';
import { readCredentials } from '../cloud/winc.mjs';

const hosts = fileURLToPath(new URL('../../build/native/tests/hosts/', import.meta.url));
const region = 'us-east-2';

/** A virtual board on a pseudo-terminal, ready. */
async function startBoard(folder, ...options) {
  const link = join(folder, 'tty');
  const parameters = ['--pty', link, '--state', folder, '--firmware', 'provisioning', '--time', 'fast'];
  const child = spawn(join(hosts, 'virtual-board'), [...parameters, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`virtual-board ended with ${code}`)));
    createInterface(child.stdout).on('line', (line) => line === 'ready' && resolve());
  });
  return { link, child };
}

async function stopped({ child }) {
  child.kill('SIGTERM');
  if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
  return child.exitCode;
}

function provision(environment, ...parameters) {
  return new Promise((resolve) => {
    const child = execFile(
      join(hosts, 'provision'),
      parameters,
      { env: { PATH: process.env.PATH, ...environment }, timeout: 120000 },
      (_, stdout, stderr) => {
        const events = stdout
          .trim()
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
        resolve({ code: child.exitCode, events, last: events.at(-1), stderr });
      },
    );
  });
}

describe('provision against virtual-board and the local cloud', () => {
  const folder = mkdtempSync(join(tmpdir(), 'provision-'));
  const store = join(folder, 'store');
  let cloud, user, board, environment, parameters, first;

  before(async () => {
    cloud = await startCloud();
    user = await cloud.createUser();
    board = await startBoard(folder);
    environment = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };
    parameters = ['--serial', board.link, '--region', region, '--endpoint-url', cloud.endpointUrl];
    parameters.push(
      '--ca-file',
      cloud.caFile,
      '--method',
      'mar',
      '--store',
      store,
      '--kit-serial',
      'MCHP3261021800001234',
    );
  });
  after(async () => {
    if (board) await stopped(board);
    await cloud?.stop();
    rmSync(folder, { recursive: true });
  });

  const flash = () => readFileSync(join(folder, 'winc-flash.bin'));

  test('ends with thing, ACTIVE certificate, policy, attachments and the right bytes in flash', async () => {
    const run = await provision(environment, ...parameters);
    assert.equal(run.last.event, 'done', JSON.stringify(run.events));
    assert.equal(run.code, 0);
    first = run.last;
    const found = readCredentials(flash());
    assert.equal(found.thingName, first.thingName);
    assert.equal(found.endpoint, first.endpoint);
    await expectOneOfEach(first);
  });

  /** The account's own view: one thing, one ACTIVE certificate, the policy on it, and it on the thing. */
  async function expectOneOfEach({ certificateId, certificateArn, thingName }) {
    const account = await cloud.inventory({ region });
    assert.deepEqual(
      account.certificates.map((one) => [one.certificateId, one.status, one.arn]),
      [[certificateId, 'ACTIVE', certificateArn]],
    );
    assert.deepEqual(
      account.things.map((one) => one.thingName),
      [thingName],
    );
    assert.deepEqual(account.policyAttachments, [{ target: certificateArn, policy: 'zt_policy' }]);
    assert.deepEqual(account.thingPrincipals, [{ principal: certificateArn, thing: thingName }]);
  }

  test('changes nothing when it is run again', async () => {
    const before = flash();
    const run = await provision(environment, ...parameters);
    assert.equal(run.code, 0);
    assert.equal(run.events.find(({ event }) => event === 'plan').complete, true);
    assert.equal(run.last.changed, false);
    assert.equal(run.last.certificateId, first.certificateId);
    assert.ok(flash().equals(before));
  });

  test('renews at once and cleans up', async () => {
    const run = await provision(environment, ...parameters, '--renew');
    assert.equal(run.code, 0, JSON.stringify(run.last));
    assert.notEqual(run.last.certificateId, first.certificateId);
    assert.equal(run.last.thingName, first.thingName);
    assert.ok(run.events.some(({ step, status }) => step === 'clean_up' && status === 'done'));
    await expectOneOfEach(run.last);
    const again = await provision(environment, ...parameters);
    assert.equal(again.last.changed, false);
    assert.equal(again.last.certificateId, run.last.certificateId);
  });

  test('keeps the board in the folder of its kit', () => {
    const certificate = readFileSync(join(store, 'MCHP3261021800001234', 'device.crt'), 'utf8');
    assert.match(certificate, /^-----BEGIN CERTIFICATE-----/);
    assert.equal(
      readFileSync(join(store, 'MCHP3261021800001234', 'aws-thing-name.txt'), 'utf8').trim(),
      first.thingName,
    );
  });

  test('names a wrong secret, and exits with 1', async () => {
    const wrong = { ...environment, AWS_SECRET_ACCESS_KEY: 'x'.repeat(40) };
    const run = await provision(wrong, ...parameters);
    assert.equal(run.code, 1);
    assert.equal(run.last.code, 'aws.signature_mismatch');
    assert.ok(!JSON.stringify(run.events).includes('x'.repeat(40)));
  });

  test('names a port that is not there', async () => {
    const elsewhere = parameters.map((one) => (one === board.link ? join(folder, 'nothing') : one));
    const run = await provision(environment, ...elsewhere);
    assert.equal(run.code, 1);
    assert.match(run.last.code, /^serial\./);
  });

  test('both hosts explain themselves', async () => {
    assert.match(
      await new Promise((done) => execFile(join(hosts, 'provision'), ['--help'], (_, out) => done(out))),
      /--endpoint-url/,
    );
    assert.match(
      await new Promise((done) => execFile(join(hosts, 'virtual-board'), ['--help'], (_, out) => done(out))),
      /--pty/,
    );
  });
});

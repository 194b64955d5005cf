// Tests the program `provision` with `virtual-board` at the other end of a pseudo-terminal, and with the local cloud.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { startCloud } from '../cloud/cloud.mjs';
import { readCredentials } from '../cloud/winc.mjs';
import { provision, run as runHost, startBoard } from './hosts.mjs';

const region = 'us-east-2';

describe('provision against virtual-board and the local cloud', () => {
  const folder = mkdtempSync(join(tmpdir(), 'provision-'));
  const store = join(folder, 'store');
  let cloud, user, board, keys, context, parameters, first;

  before(async () => {
    cloud = await startCloud();
    user = await cloud.createUser();
    board = await startBoard(folder, '--firmware', 'provisioning');
    keys = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };
    context = { environment: keys };
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
    const code = await board?.stop();
    rmSync(folder, { recursive: true });
    await cloud?.stop();
    if (board) assert.equal(code, 0);
  });

  const flash = () => readFileSync(join(folder, 'winc-flash.bin'));

  test('creates thing, ACTIVE certificate, policy and attachments, and writes the flash', async () => {
    const run = await provision(context, ...parameters);
    assert.equal(run.last.event, 'done', JSON.stringify(run.events));
    assert.equal(run.code, 0);
    first = run.last;
    const found = readCredentials(flash());
    assert.equal(found.thingName, first.thingName);
    assert.equal(found.endpoint, first.endpoint);
    await expectOneOfEach(first);
  });

  /** The account holds one thing and one ACTIVE certificate, with the policy and the thing attached. */
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

  test('changes nothing in a second run', async () => {
    const before = flash();
    const run = await provision(context, ...parameters);
    assert.equal(run.code, 0);
    assert.equal(run.events.find(({ event }) => event === 'plan').complete, true);
    assert.equal(run.last.changed, false);
    assert.equal(run.last.certificateId, first.certificateId);
    assert.ok(flash().equals(before));
  });

  test('renews the certificate and removes the old one', async () => {
    const run = await provision(context, ...parameters, '--renew');
    assert.equal(run.code, 0, JSON.stringify(run.last));
    assert.notEqual(run.last.certificateId, first.certificateId);
    assert.equal(run.last.thingName, first.thingName);
    assert.ok(run.events.some(({ step, status }) => step === 'clean_up' && status === 'done'));
    await expectOneOfEach(run.last);
    const again = await provision(context, ...parameters);
    assert.equal(again.last.changed, false);
    assert.equal(again.last.certificateId, run.last.certificateId);
  });

  test('stores the board in the folder of its kit', () => {
    const certificate = readFileSync(join(store, 'MCHP3261021800001234', 'device.crt'), 'utf8');
    assert.match(certificate, /^-----BEGIN CERTIFICATE-----/);
    assert.equal(
      readFileSync(join(store, 'MCHP3261021800001234', 'aws-thing-name.txt'), 'utf8').trim(),
      first.thingName,
    );
  });

  test('reports a wrong secret and exits with 1', async () => {
    const environment = { ...keys, AWS_SECRET_ACCESS_KEY: 'x'.repeat(40) };
    const run = await provision({ environment }, ...parameters);
    assert.equal(run.code, 1);
    assert.equal(run.last.code, 'aws.signature_mismatch');
    assert.ok(!JSON.stringify(run.events).includes('x'.repeat(40)));
  });

  test('reports a store that cannot be written', async () => {
    const run = await provision(
      context,
      ...parameters,
      '--store',
      join(board.link, '..', 'winc-flash.bin', 'store'),
    );
    assert.equal(run.code, 1, run.stderr);
    assert.equal(run.last.code, 'storage.failed', JSON.stringify(run.last));
  });

  test('trusts SSL_CERT_FILE without --ca-file, and reports a file without certificates', async () => {
    const withoutCaFile = parameters.toSpliced(parameters.indexOf('--ca-file'), 2);
    const trusting = await provision(
      { environment: { ...keys, SSL_CERT_FILE: cloud.caFile } },
      ...withoutCaFile,
    );
    assert.equal(trusting.code, 0, JSON.stringify(trusting.last));
    const missing = join(folder, 'nothing');
    const run = await provision({ environment: { ...keys, SSL_CERT_FILE: missing } }, ...withoutCaFile);
    assert.equal(run.code, 1);
    assert.equal(run.last.code, 'storage.failed', JSON.stringify(run.last));
    assert.equal(run.last.detail, `no certificate in ${missing}`);
  });

  test('reports a missing port', async () => {
    const otherPort = parameters.map((value) => (value === board.link ? join(folder, 'nothing') : value));
    const run = await provision(context, ...otherPort);
    assert.equal(run.code, 1);
    assert.match(run.last.code, /^serial\./);
  });

  test('both hosts explain every option', async () => {
    const options = {
      provision:
        '--serial --region --endpoint-url --ca-file --method --renew --store --kit-serial --hid --ssid --firmware-dir --restore --inspect',
      'virtual-board': '--pty --time --state --firmware --fault --hid --kit',
    };
    for (const [host, names] of Object.entries(options)) {
      const { code, stdout } = await runHost(host, {}, '--help');
      assert.equal(code, 0);
      for (const name of names.split(' ')) assert.ok(stdout.includes(`${name} `), `${host} ${name}`);
    }
  });

  test('reports a usage error in one line and exits with 2', async () => {
    const wrong = {
      '--serial': [],
      '--region': ['--serial', 'x'],
      'region nowhere-1': ['--serial', 'x', '--region', 'nowhere-1'],
      '--method': ['--serial', 'x', '--region', region, '--method', 'sandbox'],
      '--firmware-dir': ['--serial', 'x', '--inspect', '--hid', 'y'],
      '--hid': ['--serial', 'x', '--region', region, '--ssid', 'home'],
      'exclude each other': ['--serial', 'x', '--inspect', '--restore'],
      '--renew cannot be combined': ['--serial', 'x', '--inspect', '--renew'],
      'unknown option --what': ['--what'],
    };
    for (const [mentioned, options] of Object.entries(wrong)) {
      const { code, stdout, stderr } = await runHost('provision', context, ...options);
      assert.equal(code, 2, mentioned);
      assert.equal(stdout, '');
      assert.match(stderr, /^provision: .+\n$/);
      assert.ok(stderr.includes(mentioned), stderr);
    }
    const { code, stderr } = await runHost('provision', {}, '--serial', 'x', '--region', region);
    assert.equal(code, 2);
    assert.match(stderr, /AWS_ACCESS_KEY_ID/);
  });

  test('restores the delivered state of a board whose provisioning firmware runs', async () => {
    const run = await provision({}, '--serial', board.link, '--restore');
    assert.equal(run.code, 0, JSON.stringify(run.last));
    assert.equal(run.last.event, 'done');
    assert.equal(flash()[0x6e00], 0xff, 'no endpoint');
    const { events } = await provision({}, '--serial', board.link, '--inspect');
    const found = events.find(({ event }) => event === 'inspection');
    assert.equal(found.endpoint, '');
    assert.deepEqual(found.certificates, found.deliveredCertificates);
  });
});

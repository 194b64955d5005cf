// Tests just-in-time registration by the program `provision`, with the local cloud.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { Board } from '../cloud/board.mjs';
import { startCloud } from '../cloud/cloud.mjs';
import { policy, query, until } from '../cloud/testkit.mjs';
import { provision, startBoard } from './hosts.mjs';

const REGION = 'us-east-2';
const TOPIC = '$aws/events/certificates/registered/#';

let cloud, admin;
const folders = [];
before(async () => {
  cloud = await startCloud();
  admin = await cloud.createUser();
  await cloud.setStackPace(0.1);
});
afterEach(async () => {
  cloud.clearFaults();
  await stack('DeleteStack');
  await until(async () => (await status()) === undefined, 'the stack is deleted');
});
after(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  await cloud?.stop();
});

const stack = (action) => query(cloud, admin, REGION, 'cloudformation', action, { StackName: 'MCHPStack' });
const status = async () => (await stack('DescribeStacks')).first('StackStatus');

function newStore() {
  const folder = mkdtempSync(join(tmpdir(), 'registration-'));
  folders.push(folder);
  return folder;
}

/** Runs `provision --prepare-account` with the keys of a user. */
function prepare(user, store) {
  const environment = { AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey };
  const place = ['--region', REGION, '--endpoint-url', cloud.endpointUrl, '--ca-file', cloud.caFile];
  return provision({ environment }, '--prepare-account', ...place, '--store', store);
}

test('creates policy and stack and registers the signer; a second run changes nothing', async () => {
  const store = newStore();
  await cloud.setStackPace(1);
  const first = await prepare(admin, store);
  await cloud.setStackPace(0.1);
  assert.equal(first.code, 0, JSON.stringify(first.events));
  assert.equal(first.last.changed, true);
  assert.ok(first.events.some(({ event }) => event === 'progress'));
  assert.equal(await status(), 'CREATE_COMPLETE');
  const account = await cloud.inventory({ region: REGION });
  assert.deepEqual(
    account.policies.map(({ name }) => name),
    ['zt_policy'],
  );
  assert.deepEqual(
    account.rules.map(({ topicPattern }) => topicPattern),
    [TOPIC],
  );
  const before = cloud.requests.length;
  const second = await prepare(admin, store);
  assert.equal(second.code, 0, JSON.stringify(second.events));
  assert.deepEqual(second.last, { event: 'done', changed: false, signer: first.last.signer });
  const changes = cloud.requests
    .slice(before)
    .filter(({ operation }) => !/^(Get|Describe|List)/.test(operation));
  assert.deepEqual(changes, []);
});

test('prepares the account and a board, which the account registers when it connects; then changes nothing', async () => {
  const folder = newStore();
  const account = '300000000001';
  const user = await cloud.createUser({ account });
  const virtual = await startBoard(folder, '--firmware', 'provisioning');
  const environment = {
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
  };
  const place = ['--region', REGION, '--endpoint-url', cloud.endpointUrl, '--ca-file', cloud.caFile];
  const parameters = ['--serial', virtual.link, ...place, '--method', 'jitr', '--store', newStore()];
  const run = () => provision({ environment }, ...parameters);
  const connecting = new Board({ state: folder, mqttsPort: cloud.mqttsPort, caFile: cloud.caFile });
  try {
    const first = await run();
    assert.equal(first.code, 0, JSON.stringify(first.events));
    const plan = first.events.find(({ event }) => event === 'plan');
    assert.deepEqual(
      plan.aws.map(({ what, action }) => `${action} ${what}`),
      [
        'create policy',
        'create stack',
        'create authority',
        'later certificate',
        'later thing',
        'later policy_attachment',
        'later thing_attachment',
      ],
    );
    const inventory = () => cloud.inventory({ account, region: REGION });
    assert.deepEqual((await inventory()).certificates, []);
    connecting.start();
    await new Promise((resolve) => connecting.once('published', resolve));
    const registered = await inventory();
    assert.deepEqual(
      registered.certificates.map(({ certificateId, status }) => [certificateId, status]),
      [[first.last.certificateId, 'ACTIVE']],
    );
    assert.deepEqual(registered.thingPrincipals, [
      { principal: first.last.certificateArn, thing: first.last.thingName },
    ]);
    const second = await run();
    assert.equal(second.events.find(({ event }) => event === 'plan').complete, true);
    assert.equal(second.last.changed, false);
  } finally {
    await connecting.stop();
    await virtual.stop();
  }
});

test('names the permission that a resource of the stack needs, and that a failed stack must be deleted', async () => {
  const store = newStore();
  const user = await cloud.createUser({
    policies: { all: policy(['Allow', '*', '*'], ['Deny', 'lambda:CreateFunction', '*']) },
  });
  const failed = await prepare(user, store);
  assert.equal(failed.code, 1);
  assert.equal(failed.last.code, 'aws.explicitly_denied', JSON.stringify(failed.last));
  assert.equal(failed.last.params.action, 'lambda:CreateFunction');
  const again = await prepare(admin, store);
  assert.equal(again.last.code, 'provision.stack_unusable');
  assert.equal(again.last.params.status, 'ROLLBACK_COMPLETE');
});

test('names the resource to a user who may not read the events of a stack', async () => {
  const user = await cloud.createUser({
    policies: {
      all: policy(
        ['Allow', '*', '*'],
        ['Deny', ['lambda:CreateFunction', 'cloudformation:DescribeStackEvents'], '*'],
      ),
    },
  });
  // The reason is shown only while the stack rolls back.
  await cloud.setStackPace(2.5);
  const failed = await prepare(user, newStore());
  await cloud.setStackPace(0.1);
  assert.equal(failed.last.code, 'provision.stack_failed', JSON.stringify(failed.last));
  assert.equal(failed.last.params.resource, 'RegistrationFunction');
  assert.equal(failed.last.params.unread, 'cloudformation:DescribeStackEvents');
});

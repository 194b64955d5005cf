// The faults that a test can put between a client and the cloud.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { startCloud } from './cloud.mjs';
import { callerIdentity, policy, send, signed } from './testkit.mjs';

const DEVICE = readFileSync(new URL('testdata/device.crt', import.meta.url), 'utf8');
const HOST = 'iot.us-east-1.amazonaws.com';
let cloud;
let user;
before(async () => {
  cloud = await startCloud();
  user = await cloud.createUser();
});
after(() => cloud.stop());
afterEach(() => cloud.clearFaults());

const iot = (method, path, body, headers = {}) =>
  send(
    cloud,
    signed({
      user,
      service: 'iot',
      region: 'us-east-1',
      host: HOST,
      method,
      path,
      headers: body ? { ...headers, 'Content-Type': 'application/json' } : headers,
      body: body && JSON.stringify(body),
    }),
  );
const things = async () =>
  (await cloud.inventory({ region: 'us-east-1' })).things.map(({ thingName }) => thingName);

test('throttles one operation for a number of requests', async () => {
  cloud.addFault({
    operation: 'CreateThing',
    times: 2,
    error: { code: 'ThrottlingException', status: 400 },
  });
  const throttled = await iot('POST', '/things/t');
  assert.deepEqual(
    [throttled.status, throttled.json(), throttled.headers['x-amzn-errortype']],
    [400, { message: 'Rate exceeded' }, 'ThrottlingException'],
  );
  assert.equal((await iot('GET', '/things')).status, 200);
  assert.equal((await iot('POST', '/things/t')).status, 400);
  assert.equal((await iot('POST', '/things/t')).status, 200);
});

test('throttles IoT for a time', async () => {
  cloud.throttle(400);
  assert.equal((await iot('GET', '/things')).headers['x-amzn-errortype'], 'ThrottlingException');
  assert.equal((await send(cloud, callerIdentity(user))).status, 200, 'STS is a service of its own');
  await setTimeout(450);
  assert.equal((await iot('GET', '/things')).status, 200);
});

test("refuses a new resource at the account's limit, but not the same one again", async () => {
  const held = (await things()).length;
  cloud.setLimits({ things: held + 1, policies: 0, certificates: 0 });
  assert.equal((await iot('POST', '/things/last')).status, 200);
  const refused = await iot('POST', '/things/one-more');
  assert.deepEqual([refused.status, refused.headers['x-amzn-errortype']], [410, 'LimitExceededException']);
  assert.equal((await iot('POST', '/things/last')).status, 200);
  const policyDocument = JSON.stringify(policy(['Allow', 'iot:Connect', '*']));
  assert.equal((await iot('POST', '/policies/p', { policyDocument })).status, 410);
  const register = '/certificate/register-no-ca';
  assert.equal((await iot('POST', register, { certificatePem: DEVICE, status: 'ACTIVE' })).status, 410);
  cloud.clearFaults();
  assert.equal((await iot('POST', '/things/one-more')).status, 200);
});

test('does not find new resources for attachments until the delay is over', async () => {
  const policyDocument = JSON.stringify(policy(['Allow', 'iot:Connect', '*']));
  const registered = await iot('POST', '/certificate/register-no-ca', {
    certificatePem: DEVICE,
    status: 'ACTIVE',
  });
  const { certificateArn } = registered.json();
  await iot('POST', '/policies/fresh', { policyDocument });
  await iot('POST', '/things/fresh');
  const attachPolicy = () => iot('PUT', '/target-policies/fresh', { target: certificateArn });
  const attachThing = () =>
    iot('PUT', '/things/fresh/principals', undefined, { 'x-amzn-principal': certificateArn });
  cloud.setAttachDelay(60_000);
  for (const attach of [attachPolicy, attachThing]) {
    const refused = await attach();
    assert.deepEqual(
      [refused.status, refused.headers['x-amzn-errortype']],
      [404, 'ResourceNotFoundException'],
    );
  }
  assert.equal((await iot('GET', '/things/fresh')).status, 200, 'it is there');
  cloud.setAttachDelay(0);
  assert.equal((await attachPolicy()).status, 200);
  assert.equal((await attachThing()).status, 200);
});

test('a 5xx of a query service has the form of that service', async () => {
  cloud.addFault({ service: 'sts', times: 1, error: { code: 'ServiceUnavailable', status: 503 } });
  const answer = await send(cloud, callerIdentity(user));
  assert.deepEqual(
    [answer.status, answer.json().Error.Code, answer.json().Error.Type],
    [503, 'ServiceUnavailable', 'Receiver'],
  );
});

test('refuses connections to a blocked host or service only', async () => {
  cloud.block(HOST);
  await assert.rejects(iot('GET', '/things'), { code: 'ECONNRESET' });
  assert.equal((await send(cloud, callerIdentity(user))).status, 200);
  cloud.block('sts');
  await assert.rejects(send(cloud, callerIdentity(user)), { code: 'ECONNRESET' });
  cloud.unblock('sts');
  assert.equal((await send(cloud, callerIdentity(user))).status, 200);
});

test('drop closes the connection before the operation, dropAnswer after it', async () => {
  cloud.addFault({ operation: 'CreateThing', times: 1, kind: 'drop' });
  await assert.rejects(iot('POST', '/things/before'), { code: 'ECONNRESET' });
  assert.ok(!(await things()).includes('before'));
  cloud.addFault({ operation: 'CreateThing', times: 1, kind: 'dropAnswer' });
  await assert.rejects(iot('POST', '/things/after'), { code: 'ECONNRESET' });
  assert.ok((await things()).includes('after'));
});

test('answers truncated, as HTML, empty, huge or late', async () => {
  cloud.addFault({ operation: 'ListThings', times: 1, kind: 'truncate' });
  await assert.rejects(iot('GET', '/things'), { code: 'ECONNRESET' });
  cloud.addFault({ operation: 'ListThings', times: 1, kind: 'notJson' });
  assert.match((await iot('GET', '/things')).text, /^<html>/);
  cloud.addFault({ operation: 'ListThings', times: 1, kind: 'empty' });
  assert.equal((await iot('GET', '/things')).text, '');
  cloud.addFault({ operation: 'ListThings', times: 1, kind: 'huge' });
  assert.equal((await iot('GET', '/things')).text.length, 64 * 1024 * 1024);
  cloud.addFault({ operation: 'ListThings', times: 1, delayMs: 300 });
  const start = performance.now();
  await iot('GET', '/things');
  assert.ok(performance.now() - start >= 300);
});

test('a test can end a fault early', async () => {
  const end = cloud.addFault({ operation: 'ListThings', kind: 'notJson' });
  end();
  assert.deepEqual(Object.keys((await iot('GET', '/things')).json()), ['things']);
});

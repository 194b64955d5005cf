// Cross-origin rules: what a page may send, and what it can read, as recorded from the real endpoints.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startCloud } from './cloud.mjs';
import { callerIdentity, policy, send, signed } from './testkit.mjs';

const IOT = 'iot.eu-central-1.amazonaws.com';
const ORIGIN = 'https://page.example';
let cloud;
let user;
before(async () => {
  cloud = await startCloud();
  user = await cloud.createUser();
});
after(() => cloud.stop());

const preflight = (host, headers) =>
  send(cloud, {
    host,
    method: 'OPTIONS',
    path: '/things/x',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': headers,
    },
  });
const iot = (who, path, method = 'GET', body = '') =>
  send(
    cloud,
    signed({
      user: who,
      service: 'iot',
      region: 'eu-central-1',
      host: IOT,
      path,
      method,
      body,
      headers: { origin: ORIGIN },
    }),
  );

test('the preflight of IoT lists its request headers for every request', async () => {
  const answer = await preflight(IOT, 'amz-sdk-request,authorization');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  const allowed = answer.headers['access-control-allow-headers'].toLowerCase().split(', ').sort();
  assert.deepEqual(allowed, [
    'authorization',
    'content-type',
    'x-amz-content-sha256',
    'x-amz-date',
    'x-amz-security-token',
    'x-amz-user-agent',
    'x-amzn-iot-principal',
    'x-amzn-principal',
  ]);
  const methods = answer.headers['access-control-allow-methods'].split(', ').sort();
  assert.deepEqual(methods, ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
  assert.equal(answer.headers['access-control-max-age'], undefined);
});

test('the preflight of STS echoes the requested headers and is valid for two days', async () => {
  const answer = await preflight('sts.eu-central-1.amazonaws.com', 'amz-sdk-request,x-amz-date');
  assert.equal(answer.headers['access-control-allow-headers'], 'amz-sdk-request,x-amz-date');
  assert.equal(answer.headers['access-control-max-age'], '172800');
});

test("a page can read IoT's answers and operation errors, but no header", async () => {
  for (const [path, status] of [
    ['/things', 200],
    ['/things/none', 404],
  ]) {
    const answer = await iot(user, path);
    assert.equal(answer.status, status);
    assert.equal(answer.headers['access-control-allow-origin'], '*');
    assert.equal(answer.headers['access-control-expose-headers'], undefined);
  }
  const missing = await iot(user, '/things/none');
  assert.deepEqual(Object.keys(missing.json()), ['message']);
  assert.match(missing.headers['x-amzn-errortype'], /^ResourceNotFoundException/);
});

test("refusals of IoT's front end have no allow-origin: unknown key, wrong secret, no permission, no signature", async () => {
  const reader = await cloud.createUser({
    name: 'reader',
    policies: { none: policy(['Allow', 's3:*', '*']) },
  });
  const refusals = await Promise.all([
    iot({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' }, '/things'),
    iot({ ...user, secretAccessKey: 'x' }, '/things'),
    iot(reader, '/things'),
    send(cloud, { host: IOT, headers: { origin: ORIGIN } }),
  ]);
  for (const { status, headers } of refusals) {
    assert.equal(status, 403);
    assert.equal(headers['access-control-allow-origin'], undefined);
  }
});

test('a page can read refusals of STS, with headers', async () => {
  const wrong = callerIdentity({ ...user, secretAccessKey: 'x' });
  const answer = await send(cloud, { ...wrong, headers: { ...wrong.headers, origin: ORIGIN } });
  assert.equal(answer.status, 403);
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  assert.equal(
    answer.headers['access-control-expose-headers'],
    'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
  );
});

test("an unknown name under AWS's domain answers like a stranger's bucket, and is logged", async () => {
  const answer = await send(cloud, {
    host: 'bucket.s3.amazonaws.com',
    path: '/stolen',
    headers: { origin: ORIGIN },
    rejectUnauthorized: false,
  });
  assert.equal(answer.headers['access-control-allow-origin'], '*');
  assert.ok(
    cloud.requests.some(({ host, path }) => host === 'bucket.s3.amazonaws.com' && path === '/stolen'),
  );
});

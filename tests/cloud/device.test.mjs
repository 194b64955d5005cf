// The gateway as a device sees it: mutual TLS, registration, policies with thing variables, limits, shadow.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { connect as tlsConnect } from 'node:tls';
import { once } from 'node:events';
import * as iot from '@aws-sdk/client-iot';
import { startCloud } from './cloud.mjs';
import {
  ARN,
  connectDevice,
  dropped,
  makeDevice,
  makeExpiredDevice,
  message,
  REGION,
  registerDevice,
  ZERO_TOUCH,
} from './devices.mjs';
import { agentFor, policy, sdkOptions } from './testkit.mjs';

let cloud;
let agent;
let client;
const board = makeDevice('a5ec1f1c484549f2d4e1b8b48acbba23f48b15be');
let registered;
const open = [];

before(async () => {
  cloud = await startCloud();
  agent = agentFor(cloud);
  client = new iot.IoTClient(sdkOptions(cloud, await cloud.createUser(), REGION, agent));
  for (const [policyName, document] of Object.entries({
    zt_policy: ZERO_TOUCH,
    all: policy(['Allow', 'iot:*', '*']),
  })) {
    await client.send(new iot.CreatePolicyCommand({ policyName, policyDocument: JSON.stringify(document) }));
  }
  registered = await registerDevice(client, board);
});
afterEach(() => {
  for (const one of open.splice(0)) one.end(true);
});
after(async () => {
  client.destroy();
  agent.destroy();
  await cloud.stop();
});

const connect = async (device = board, options = {}) => {
  const connected = await connectDevice(cloud, device, options);
  open.push(connected);
  return connected;
};

test('a registered board connects as its thing, and its message arrives', async () => {
  const device = await connect();
  const arrived = cloud.nextMessage(({ topic }) => topic === `${board.name}/sensors`);
  device.publish(`${board.name}/sensors`, '{"Light":12,"Temp":21.50}', { qos: 1 });
  assert.equal((await arrived).payload.toString(), '{"Light":12,"Temp":21.50}');
  assert.deepEqual(cloud.connectedClients, [board.name]);
});

test('the gateway accepts only TLS 1.2 with ECDHE-ECDSA', async () => {
  const options = {
    host: '127.0.0.1',
    port: cloud.mqttsPort,
    servername: await cloud.dataHost({ region: REGION }),
    ca: readFileSync(cloud.caFile),
  };
  const socket = tlsConnect({ ...options, key: board.key, cert: board.cert });
  await once(socket, 'secureConnect');
  assert.equal(socket.getProtocol(), 'TLSv1.2');
  assert.match(socket.getCipher().name, /^ECDHE-ECDSA-AES/);
  socket.destroy();
  for (const refused of [
    { minVersion: 'TLSv1.3' },
    { ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' },
  ]) {
    await assert.rejects(once(tlsConnect({ ...options, ...refused }), 'secureConnect'));
  }
});

test('refuses a device without a certificate or server name, or with an unknown certificate, the name of another endpoint or another client id', async () => {
  cloud.refusals.length = 0;
  await assert.rejects(connect({ name: board.name }));
  await assert.rejects(connect(makeDevice(board.name)));
  await assert.rejects(connect(board, { servername: '' }));
  await assert.rejects(connect(board, { servername: `abcdefghijklmn-ats.iot.${REGION}.amazonaws.com` }));
  await assert.rejects(connect(board, { servername: await cloud.dataHost({ region: 'eu-west-1' }) }));
  await assert.rejects(connect(board, { clientId: 'another-thing' }));
  assert.deepEqual(
    cloud.refusals.map(({ what }) => what),
    [
      'no client certificate',
      'certificate not active',
      'no endpoint of that name',
      'no endpoint of that name',
      'certificate not active',
      'connect',
    ],
  );
});

test('a thing variable has a value only for a thing that is attached to the certificate', async () => {
  const stray = makeDevice('stray');
  const { certificateArn } = await registerDevice(client, stray, { attachThing: false });
  await assert.rejects(connect(stray));
  await client.send(new iot.AttachThingPrincipalCommand({ thingName: 'stray', principal: certificateArn }));
  await connect(stray);
});

test('refuses a certificate that is expired or not active', async () => {
  const old = makeExpiredDevice('old');
  await registerDevice(client, old, { policyName: 'all' });
  await assert.rejects(connect(old));
  const retired = makeDevice('retired');
  const { certificateId } = await registerDevice(client, retired, { policyName: 'all' });
  const device = await connect(retired);
  await client.send(new iot.UpdateCertificateCommand({ certificateId, newStatus: 'REVOKED' }));
  await dropped(device);
  await assert.rejects(connect(retired));
});

test('detaching the policy takes effect on an open connection', async () => {
  const loose = makeDevice('loose');
  const { certificateArn } = await registerDevice(client, loose);
  const device = await connect(loose);
  await device.publishAsync('loose/a', 'x', { qos: 1 });
  await client.send(new iot.DetachPolicyCommand({ policyName: 'zt_policy', target: certificateArn }));
  device.publish('loose/a', 'y');
  await dropped(device);
});

test('a second connection with the same client id drops the first', async () => {
  const first = await connect();
  const second = await connect();
  await dropped(first);
  assert.ok(second.connected);
});

test('a forbidden subscription closes the connection without an answer', async () => {
  const device = await connect();
  await device.subscribeAsync(`${board.name}/commands`, { qos: 1 });
  device.subscribe('other/#', { qos: 0 }, () => {});
  await dropped(device);
});

test('closes the connection after a forbidden topic, QoS 2, more than 7 slashes, over 128 KiB, a reserved topic', async () => {
  const free = makeDevice('free');
  await registerDevice(client, free, { policyName: 'all' });
  const fine = await connect(free);
  await fine.publishAsync('a/b/c/d/e/f/g/h', Buffer.alloc(128 * 1024), { qos: 1 });
  for (const [topic, payload, options] of [
    ['a', 'x', { qos: 2 }],
    ['a/b/c/d/e/f/g/h/i', 'x', { qos: 0 }],
    ['a', Buffer.alloc(128 * 1024 + 1), { qos: 0 }],
    ['$aws/events/certificates/registered/x', 'x', { qos: 0 }],
  ]) {
    const device = await connect(free);
    device.publish(topic, payload, options, () => {});
    await dropped(device);
  }
  const device = await connect();
  device.publish('somebody-else/sensors', 'x');
  await dropped(device);
});

test('a message is not delivered to a client whose policy forbids it', async () => {
  const deaf = makeDevice('deaf');
  const document = policy(
    ['Allow', ['iot:Connect', 'iot:Publish', 'iot:Subscribe'], '*'],
    ['Allow', 'iot:Receive', `${ARN}:topic/open/*`],
  );
  await client.send(
    new iot.CreatePolicyCommand({ policyName: 'deaf', policyDocument: JSON.stringify(document) }),
  );
  await registerDevice(client, deaf, { policyName: 'deaf' });
  const device = await connect(deaf);
  const heard = [];
  device.on('message', (topic) => heard.push(topic));
  await device.subscribeAsync('#');
  await device.publishAsync('secret/a', 'x', { qos: 1 });
  const last = message(device, 'open/a');
  await device.publishAsync('open/a', 'x', { qos: 1 });
  await last;
  assert.deepEqual(heard, ['open/a']);
});

test('the shadow accepts an update, sends a desired change as delta, and rejects garbage', async () => {
  const device = await connect();
  const base = `$aws/things/${board.name}/shadow/update`;
  await device.subscribeAsync([`${base}/accepted`, `${base}/delta`, `${base}/rejected`]);
  const accepted = message(device, `${base}/accepted`);
  device.publish(base, '{"state":{"reported":{"toggle":0}},"clientToken":"t1"}');
  const answer = JSON.parse(await accepted);
  assert.deepEqual(
    [answer.state, answer.version, answer.clientToken],
    [{ reported: { toggle: 0 } }, 1, 't1'],
  );
  const delta = message(device, `${base}/delta`);
  device.publish(base, '{"state":{"desired":{"toggle":1}}}');
  assert.deepEqual(JSON.parse(await delta).state, { toggle: 1 });
  const rejected = message(device, `${base}/rejected`);
  device.publish(base, 'no JSON');
  assert.equal(JSON.parse(await rejected).code, 400);
});

test('accounts and regions are separate', async () => {
  const device = await connect();
  await device.subscribeAsync(`${board.name}/#`);
  const heard = message(device, `${board.name}/here`);
  await cloud.publish({
    region: 'eu-west-1',
    topic: `${board.name}/here`,
    payload: 'from another region',
  });
  await cloud.publish({
    account: '210987654321',
    region: REGION,
    topic: `${board.name}/here`,
    payload: 'from another account',
  });
  await cloud.publish({ region: REGION, topic: `${board.name}/here`, payload: 'from this one' });
  assert.equal(await heard, 'from this one');
  assert.equal(registered.certificateArn.startsWith(`${ARN}:cert/`), true);
});

// Tests MQTT over WebSocket as a page uses it: the presigned upgrade, IAM policies, one frame for each packet.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, test } from 'node:test';
import WebSocket from 'ws';
import { startCloud } from './cloud.mjs';
import { ARN, connectUser, dropped, message, presign, REGION, webSocketOptions } from './devices.mjs';
import { basicTime, policy } from './testkit.mjs';

let cloud;
let user;
let host;
const open = [];
before(async () => {
  cloud = await startCloud();
  user = await cloud.createUser();
  host = await cloud.dataHost({ region: REGION });
});
afterEach(() => {
  for (const one of open.splice(0)) one.end(true);
  cloud.clearFaults();
});
after(() => cloud.stop());

/** The HTTP status of the upgrade: 101, or that of the refusal. */
function upgrade(url, protocols = ['mqtt']) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols, webSocketOptions(cloud));
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
    socket.on('error', reject);
  });
}

const connect = async (url, options) => {
  const client = await connectUser(cloud, url, options);
  open.push(client);
  return client;
};

test('accepts a presigned URL, with a session token appended after signing', async () => {
  assert.equal(await upgrade(presign(user, host)), 101);
  const session = await cloud.createSession({ accessKeyId: user.accessKeyId });
  assert.equal(await upgrade(presign(session, host)), 101);
});

test('answers 403 to a token inside the signature, no token, an expired session, a wrong secret and an unknown key', async () => {
  const session = await cloud.createSession({ accessKeyId: user.accessKeyId });
  assert.equal(await upgrade(presign(session, host, { signToken: true })), 403);
  assert.equal(await upgrade(presign({ ...session, sessionToken: undefined }, host)), 403);
  const expired = await cloud.createSession({ accessKeyId: user.accessKeyId, seconds: -1 });
  assert.equal(await upgrade(presign(expired, host)), 403);
  assert.equal(await upgrade(presign({ ...user, secretAccessKey: 'x' }, host)), 403);
  assert.equal(await upgrade(presign({ ...user, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, host)), 403);
});

test('answers 403 to a wrong region, service, host, date, path or endpoint, and to a URL without a signature', async () => {
  assert.equal(await upgrade(presign(user, host, { region: 'us-west-2' })), 403);
  assert.equal(await upgrade(presign(user, host, { service: 'iotdata' })), 403);
  assert.equal(await upgrade(presign(user, host, { signedHost: `${host}:443` })), 403);
  assert.equal(await upgrade(presign(user, host, { date: basicTime(-120), expires: 60 })), 403);
  assert.equal(await upgrade(presign(user, host, { date: basicTime(16 * 60) })), 403);
  assert.equal(await upgrade(presign(user, host, { expires: 8 * 24 * 3600 })), 403);
  assert.equal(await upgrade(presign(user, host).replace('/mqtt?', '/other?')), 403);
  assert.equal(await upgrade(presign(user, host.replace(/^./, 'b'))), 403);
  assert.equal(
    await upgrade(presign(user, await cloud.dataHost({ account: '210987654321', region: REGION }))),
    403,
  );
  assert.equal(await upgrade(`wss://${host}/mqtt`), 403);
});

test('the subprotocol must be mqtt', async () => {
  assert.equal(await upgrade(presign(user, host), ['chat']), 400);
});

test("refuses a URL with a wrong clock, and accepts one that is signed by the cloud's clock", async () => {
  cloud.setClockSkew(3 * 3600);
  assert.equal(await upgrade(presign(user, host, { expires: 3600 })), 403);
  assert.equal(await upgrade(presign(user, host, { date: basicTime(3 * 3600) })), 101);
});

test('refuses connections to a blocked gateway, but not to the control plane', async () => {
  cloud.block('iotdevicegateway');
  await assert.rejects(upgrade(presign(user, host)));
});

test('IAM policies decide on connect, subscribe, publish and receive', async () => {
  const watcher = await cloud.createUser({
    name: 'watcher',
    policies: {
      watch: policy(
        ['Allow', 'iot:Connect', `${ARN}:client/web-*`],
        ['Allow', 'iot:Subscribe', `${ARN}:topicfilter/thing/*`],
        ['Allow', 'iot:Receive', `${ARN}:topic/thing/sensors`],
        ['Allow', 'iot:Publish', `${ARN}:topic/thing/commands`],
      ),
    },
  });
  const url = () => presign(watcher, host);
  await assert.rejects(connect(url(), { clientId: 'other' }));
  const client = await connect(url(), { clientId: 'web-1' });
  await client.subscribeAsync('thing/#');
  const topics = [];
  client.on('message', (topic) => topics.push(topic));
  const sensors = message(client, 'thing/sensors');
  await cloud.publish({ region: REGION, topic: 'thing/commands', payload: 'x' });
  await cloud.publish({ region: REGION, topic: 'thing/sensors', payload: 'y' });
  assert.equal(await sensors, 'y');
  assert.deepEqual(topics, ['thing/sensors']);
  await client.publishAsync('thing/commands', 'z', { qos: 1 });
  client.publish('thing/other', 'z');
  await dropped(client);
});

test('removing a permission takes effect on an open connection', async () => {
  const guest = await cloud.createUser({ name: 'guest' });
  const client = await connect(presign(guest, host));
  await cloud.setPolicies(guest.accessKeyId, {});
  client.publish('a', 'x');
  await dropped(client);
});

test('the connection ends when the session does', async () => {
  const session = await cloud.createSession({ accessKeyId: user.accessKeyId, seconds: 1 });
  const client = await connect(presign(session, host));
  await dropped(client);
});

test('sends one binary frame for each packet, also for several packets at once and for large ones', async () => {
  const socket = new WebSocket(presign(user, host), ['mqtt'], webSocketOptions(cloud));
  const frames = [];
  socket.on('message', (data, isBinary) => frames.push([isBinary, data[0] >> 4, data.length]));
  await once(socket, 'open');
  const clientId = Buffer.from('\0\x06frames');
  const connectPacket = Buffer.concat([
    Buffer.from([0x10, 10 + clientId.length]),
    Buffer.from('\0\x04MQTT\x04\x02\0\x3c'),
    clientId,
  ]);
  const subscribe = Buffer.from([0x82, 6, 0, 1, 0, 1, 0x23, 0]);
  socket.send(connectPacket);
  socket.send(subscribe);
  while (frames.length < 2) await once(socket, 'message');
  for (let i = 0; i < 5; i += 1)
    void cloud.publish({ region: REGION, topic: 't', payload: 'x'.repeat(i === 4 ? 100_000 : 60) });
  while (frames.length < 7) await once(socket, 'message');
  assert.deepEqual(frames, [[true, 2, 4], [true, 9, 5], ...Array(4).fill([true, 3, 65]), [true, 3, 100_007]]);
  socket.terminate();
});

test('a text frame closes the connection', async () => {
  const socket = new WebSocket(presign(user, host), ['mqtt'], webSocketOptions(cloud));
  await once(socket, 'open');
  socket.send('hello');
  const [code] = await once(socket, 'close');
  assert.equal(code, 1006);
});

// Tests what AWS IoT limits for each MQTT connection.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCloud } from './cloud.mjs';
import { ConnectionLimits } from './connection-limits.mjs';
import { connectUser, dropped, presign, REGION } from './devices.mjs';

let cloud;
let url;
const open = [];
before(async () => {
  cloud = await startCloud();
  const user = await cloud.createUser();
  url = presign(user, await cloud.dataHost({ region: REGION }));
});
afterEach(() => {
  for (const one of open.splice(0)) one.end(true);
});
after(() => cloud.stop());

const connect = async () => {
  const client = await connectUser(cloud, url);
  open.push(client);
  return client;
};

test('a hundred messages pass in each second, and the others are discarded', async () => {
  const client = await connect();
  let received = 0;
  client.on('message', () => (received += 1));
  await client.subscribeAsync('a');
  await sleep(1010 - (Date.now() % 1000));
  for (let i = 0; i < 150; i += 1) await cloud.publish({ region: REGION, topic: 'a', payload: 'x' });
  await sleep(1010 - (Date.now() % 1000));
  for (let i = 0; i < 30; i += 1) await cloud.publish({ region: REGION, topic: 'a', payload: 'x' });
  await sleep(200);
  assert.equal(received, 130);
  assert.equal(cloud.discardedMessages, 50);
});

test('messages that a client publishes count, too', () => {
  let now = 5_000;
  const limits = new ConnectionLimits(() => now);
  for (let i = 0; i < 100; i += 1) assert.equal(limits.passes(), true);
  assert.equal(limits.passes(), false);
  now += 1_000;
  assert.equal(limits.passes(), true);
});

test('fifty subscriptions are granted, and the next one ends the connection', async () => {
  const client = await connect();
  for (let i = 0; i < 50; i += 1) await client.subscribeAsync(`a/${i}`);
  await client.unsubscribeAsync('a/0');
  await client.subscribeAsync('a/50');
  const gone = dropped(client);
  client.subscribe('a/51');
  await gone;
});

test('a SUBSCRIBE with more than eight filters ends the connection', async () => {
  const filters = Array.from({ length: 9 }, (_, i) => `b/${i}`);
  const fine = await connect();
  await fine.subscribeAsync(filters.slice(0, 8));
  const client = await connect();
  const gone = dropped(client);
  client.subscribe(filters);
  await gone;
});

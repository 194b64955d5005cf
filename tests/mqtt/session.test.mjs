// Tests MQTT sessions with a real broker, without faults.
/* global bytes, collect, connectTo, createClient, mqttModule -- globals of the page, which rig.mjs defines */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { done, failure, startBroker, startBrowser, startScript } from './rig.mjs';

let browser, page, broker;
before(async () => (browser = await startBrowser()));
after(() => browser.close());
beforeEach(async () => {
  broker = await startBroker();
  page = await browser.openPage();
});
afterEach(async () => {
  await page.close();
  await broker.close();
});

test('it connects with the subprotocol mqtt and exactly the given URL', async () => {
  const answer = await page.evaluate(async (url) => connectTo(createClient(), url), broker.url);
  assert.deepEqual(answer, done);
  assert.deepEqual(broker.requests, [{ url: '/mqtt?X-Amz-Signature=5ec4e7', protocol: 'mqtt' }]);
});

test('it subscribes and receives at quality of service 0 and 1, in order', async () => {
  const seen = new Promise((resolve) => broker.broker.on('subscribe', resolve));
  const running = page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    const subscribed = await client.subscribe('thing/sensors', 1);
    return { subscribed, ...(await collect(client, 6)) };
  }, broker.url);
  await seen;
  for (let i = 0; i < 6; ++i) await broker.publish('thing/sensors', `{"light":${i}}`, i % 2);
  const { subscribed, messages } = await running;
  assert.deepEqual(subscribed, done);
  assert.deepEqual(
    messages.map(({ payload }) => payload),
    [0, 1, 2, 3, 4, 5].map((i) => `{"light":${i}}`),
  );
});

test('it publishes at quality of service 0 and 1, and its own subscription sees both', async () => {
  const { answers, messages } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    await client.subscribe('echo', 1);
    const answers = [
      await client.publish('echo', bytes('zero'), 0, false),
      await client.publish('echo', bytes('one'), 1, false),
    ];
    return { answers, ...(await collect(client, 2)) };
  }, broker.url);
  assert.deepEqual(answers, [done, done]);
  assert.deepEqual(messages, [
    { topic: 'echo', payload: 'zero' },
    { topic: 'echo', payload: 'one' },
  ]);
});

test('a retained message waits for a later subscriber', async () => {
  const { messages } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    await client.publish('kept', bytes('still here'), 1, true);
    await client.subscribe('kept', 0);
    return collect(client, 1);
  }, broker.url);
  // A slow broker sends the message twice, because it stores a message before it forwards it.
  assert.deepEqual(messages[0], { topic: 'kept', payload: 'still here' });
});

test('wildcards match, and nothing arrives after unsubscribing', async () => {
  const { messages } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    await client.subscribe('+/sensors', 0);
    await client.subscribe('room/#', 0);
    for (const topic of ['a/sensors', 'a/other', 'room/1/door'])
      await client.publish(topic, bytes(topic), 1, false);
    await client.unsubscribe('room/#');
    for (const topic of ['room/2/door', 'b/sensors']) await client.publish(topic, bytes(topic), 1, false);
    return collect(client, 3);
  }, broker.url);
  assert.deepEqual(
    messages.map(({ topic }) => topic),
    ['a/sensors', 'room/1/door', 'b/sensors'],
  );
});

test('after it has unsubscribed, it can subscribe to the same filter again', async () => {
  const { answers, messages } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    const answers = [await client.subscribe('a/sensors', 0), await client.subscribe('b/sensors', 0)];
    const publishToBoth = async (text) => {
      await client.publish('a/sensors', bytes(text), 1, false);
      await client.publish('b/sensors', bytes(text), 1, false);
    };
    await publishToBoth('1');
    answers.push(await client.unsubscribe('a/sensors'));
    await publishToBoth('2');
    answers.push(await client.subscribe('a/sensors', 0));
    await publishToBoth('3');
    return { answers, ...(await collect(client, 5)) };
  }, broker.url);
  assert.deepEqual(answers, [done, done, done, done]);
  assert.deepEqual(
    messages.map(({ topic, payload }) => topic[0] + payload),
    ['a1', 'b1', 'b2', 'a3', 'b3'],
  );
});

test('unsubscribing from a filter without a subscription succeeds', async () => {
  const answer = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    return client.unsubscribe('never/subscribed');
  }, broker.url);
  assert.deepEqual(answer, done);
});

for (const size of [0, 1, 127, 128, 16_383, 16_384, 128 * 1024]) {
  test(`a payload of ${size} bytes is sent and received unchanged`, async () => {
    const answer = await page.evaluate(
      async ({ url, size }) => {
        const client = createClient();
        await connectTo(client, url);
        await client.subscribe('load', 1);
        const payload = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff);
        const published = await client.publish('load', payload, 1, false);
        const received = await client.receive();
        const same = received.value[0].payload.every((byte, i) => byte === payload[i]);
        return { published, same, size: received.value[0].payload.length };
      },
      { url: broker.url, size },
    );
    assert.deepEqual(answer, { published: done, same: true, size });
  });
}

test('topics are UTF-8', async () => {
  const topic = 'Räume/Küche/温度/🌡';
  const { messages } = await page.evaluate(
    async ({ url, topic }) => {
      const client = createClient();
      await connectTo(client, url);
      await client.subscribe('Räume/#', 0);
      await client.publish(topic, bytes('21 °C'), 0, false);
      return collect(client, 1);
    },
    { url: broker.url, topic },
  );
  assert.deepEqual(messages, [{ topic, payload: '21 °C' }]);
});

test('an invalid topic is reported before anything is sent, and the session continues', async () => {
  const answers = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    return [
      await client.publish('', bytes('x'), 0, false),
      await client.subscribe('a\0b', 0),
      await client.subscribe('t'.repeat(1025), 0),
      await client.subscribe('t'.repeat(1024), 0),
    ];
  }, broker.url);
  assert.deepEqual(
    answers.map(({ error }) => error?.code),
    ['mqtt.invalid_topic', 'mqtt.invalid_topic', 'mqtt.invalid_topic', undefined],
  );
});

test('a refused subscription names its topic, and the session continues', async () => {
  broker.broker.authorizeSubscribe = (_client, subscription, answer) =>
    answer(null, subscription.topic === 'secret' ? null : subscription);
  const { answers, messages } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    const answers = [await client.subscribe('secret', 1), await client.subscribe('open', 1)];
    await client.publish('open', bytes('hello'), 0, false);
    return { answers, ...(await collect(client, 1)) };
  }, broker.url);
  assert.deepEqual(answers, [failure('mqtt.subscription_refused', { topic: 'secret' }), done]);
  assert.equal(messages[0].payload, 'hello');
});

test('closing sends DISCONNECT, closes the WebSocket with 1000, and ends a waiting receive', async (t) => {
  // aedes closes the connection as soon as it reads DISCONNECT, often before it reads the close frame.
  const server = await startScript();
  t.after(() => server.close());
  const closing = once(server.ws, 'connection').then(([socket]) => once(socket, 'close'));
  const answer = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    const receiving = client.receive();
    return { closed: await client.close(), received: await receiving, later: await client.receive() };
  }, server.url);
  assert.deepEqual(answer, {
    closed: done,
    received: failure('mqtt.not_connected', {}, 'closed by the page'),
    later: failure('mqtt.not_connected', {}, 'closed by the page'),
  });
  const [code] = await closing;
  assert.equal(code, 1000);
  assert.deepEqual(
    server.received.map(({ cmd }) => cmd),
    ['connect', 'disconnect'],
  );
});

test('without a session every command reports it', async () => {
  const answers = await page.evaluate(async () => {
    const client = createClient();
    return [
      await client.subscribe('a', 0),
      await client.unsubscribe('a'),
      await client.publish('a', bytes('x'), 1, false),
      await client.receive(),
      await client.close(),
    ];
  });
  assert.deepEqual(
    answers.map(({ ok, error }) => error?.code ?? ok),
    ['mqtt.not_connected', 'mqtt.not_connected', 'mqtt.not_connected', 'mqtt.not_connected', true],
  );
});

test('fifty reconnects by one client leak no memory', async () => {
  const used = await page.evaluate(async (url) => {
    const client = createClient();
    const used = [];
    for (let i = 0; i < 50; ++i) {
      const answers = [
        await connectTo(client, url, { clientId: `page-${i}` }),
        await client.subscribe('load', 1),
        await client.publish('load', new Uint8Array(30_000), 1, false),
        await client.receive(),
        await client.close(),
      ];
      if (!answers.every(({ ok }) => ok)) throw new Error(JSON.stringify(answers));
      used.push(mqttModule.ccall('sbrk', 'number', ['number'], [0]));
    }
    return used;
  }, broker.url);
  assert.equal(used.at(-1), used[4], `the heap's end after each: ${used.join(' ')}`);
  assert.equal(broker.requests.length, 50);
});

test('two clients in one page do not disturb each other', async () => {
  const topics = await page.evaluate(async (url) => {
    const clients = [createClient(), createClient()];
    await Promise.all(clients.map((client, i) => connectTo(client, url, { clientId: `page-${i}` })));
    await Promise.all(clients.map((client, i) => client.subscribe(`to/${i}`, 1)));
    await Promise.all(clients.map((client, i) => client.publish(`to/${1 - i}`, bytes('x'), 1, false)));
    return Promise.all(clients.map(async (client) => (await collect(client, 1)).messages[0].topic));
  }, broker.url);
  assert.deepEqual(topics, ['to/0', 'to/1']);
});

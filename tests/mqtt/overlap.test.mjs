// The module allows only one call at a time. Tests that commands may overlap a running receive and each other, and that nothing is lost, reordered or
// left hanging.
/* global bytes, collect, connectTo, createClient -- globals of the page, which rig.mjs defines */
/* global client -- a global of the page, which a test below defines */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { done, encode, failure, publication, send, startBroker, startBrowser, startScript } from './rig.mjs';

let browser, page;
before(async () => (browser = await startBrowser()));
after(() => browser.close());
beforeEach(async () => (page = await browser.openPage()));
afterEach(() => page.close());

test('publish and subscribe overlap a running receive: every message arrives, every command is answered', async () => {
  const broker = await startBroker();
  const count = 300;
  const { answers, messages } = await page.evaluate(
    async ({ url, count }) => {
      const client = createClient();
      await connectTo(client, url);
      await client.subscribe('echo/#', 1);
      const receiving = collect(client, count);
      const commands = [];
      for (let i = 0; i < count; ++i) {
        commands.push(client.publish(`echo/${i}`, bytes(`${i}`), i % 2, false));
        if (i % 10 === 0) commands.push(client.subscribe(`other/${i}`, 0), client.unsubscribe(`other/${i}`));
        if (i % 7 === 0) await new Promise((resolve) => setTimeout(resolve, i % 3)); // let receives run in between
      }
      return { answers: await Promise.all(commands), ...(await receiving) };
    },
    { url: broker.url, count },
  );
  await broker.close();
  assert.deepEqual(
    answers.filter(({ ok }) => !ok),
    [],
  );
  // MQTT keeps the order within a quality of service (3.1.1, section 4.6); aedes forwards the two in different ways.
  for (const qos of [0, 1])
    assert.deepEqual(
      messages.map(({ payload }) => Number(payload)).filter((i) => i % 2 === qos),
      Array.from({ length: count / 2 }, (_, i) => 2 * i + qos),
    );
});

test('close overlaps a running receive and publishes that are not yet acknowledged: nothing that was sent is lost', async () => {
  const count = 40;
  const script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'publish') return false;
      setTimeout(() => {
        socket.send(publication('echo', packet.payload));
        send(socket, { cmd: 'puback', messageId: packet.messageId });
      }, 30);
      return true;
    },
  });
  const { answers, messages, end } = await page.evaluate(
    async ({ url, count }) => {
      const client = createClient();
      await connectTo(client, url);
      const receiving = collect(client, 1e9);
      const commands = Array.from({ length: count }, (_, i) => client.publish('t', bytes(`${i}`), 1, false));
      commands.push(client.close());
      return { answers: await Promise.all(commands), ...(await receiving) };
    },
    { url: script.url, count },
  );
  script.close();
  assert.deepEqual(answers, Array(count + 1).fill(done));
  assert.deepEqual(
    messages.map(({ payload }) => Number(payload)),
    Array.from({ length: count }, (_, i) => i),
  );
  assert.equal(end.error.code, 'mqtt.not_connected');
  assert.equal(script.received.at(-1).cmd, 'disconnect');
});

test(
  'a command queued while a receive waits goes out at once: no timer has to fire first',
  { timeout: 60_000 },
  async () => {
    const broker = await startBroker();
    const stillPage = await browser.openPage({ fakeTime: true });
    await stillPage.clock.pauseAt(1_000_000);
    const answers = await stillPage.evaluate(async (url) => {
      const client = createClient();
      await connectTo(client, url);
      void client.receive();
      const answers = [];
      for (let i = 0; i < 20; ++i) answers.push(await client.subscribe(`t/${i}`, 0));
      return answers;
    }, broker.url);
    assert.deepEqual(answers, Array(20).fill(done));
    await stillPage.close();
    await broker.close();
  },
);

test('messages that arrive while a subscription waits for its acknowledgement are all delivered in order', async () => {
  const script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'subscribe') return false;
      let i = 0;
      const timer = setInterval(() => {
        socket.send(publication('t', `${i}`, { qos: i % 2, messageId: i + 1 }));
        if (++i < 40) return;
        clearInterval(timer);
        send(socket, { cmd: 'suback', messageId: packet.messageId, granted: [1] });
        socket.send(publication('t', `${i}`));
      }, 2);
      return true;
    },
  });
  const { messages } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    const collected = collect(client, 41);
    await client.subscribe('t', 1);
    return collected;
  }, script.url);
  assert.deepEqual(
    messages.map(({ payload }) => Number(payload)),
    Array.from({ length: 41 }, (_, i) => i),
  );
  assert.equal(script.received.filter(({ cmd }) => cmd === 'puback').length, 20);
  script.close();
});

test('messages in one frame with the acknowledgement, before and after it, are delivered, and the command is answered', async () => {
  const script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'subscribe') return false;
      const acknowledgement = encode({ cmd: 'suback', messageId: packet.messageId, granted: [0] });
      const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((payload) => publication('t', payload));
      socket.send(Buffer.concat([a, b, acknowledgement, c, d]));
      return true;
    },
  });
  const { subscribed, messages } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    const collected = collect(client, 4);
    return { subscribed: await client.subscribe('t', 0), ...(await collected) };
  }, script.url);
  script.close();
  assert.deepEqual(subscribed, done);
  assert.deepEqual(
    messages.map(({ payload }) => payload),
    ['a', 'b', 'c', 'd'],
  );
});

test('keep-alive does not call the module while a command waits in it', async () => {
  const script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'subscribe') return false;
      setTimeout(() => send(socket, { cmd: 'suback', messageId: packet.messageId, granted: [1] }), 1500);
      return true;
    },
  });
  const answers = await page.evaluate(async (url) => {
    const client = createClient(1);
    await connectTo(client, url, { keepAliveSeconds: 1 }); // looks every 100 ms
    return [await client.subscribe('t', 1), await client.publish('t', bytes('x'), 1, false)];
  }, script.url);
  script.close();
  assert.deepEqual(answers, [done, done]);
  assert.ok(script.received.some(({ cmd }) => cmd === 'pingreq'));
});

test('close waits for the acknowledgements of earlier publishes', async () => {
  const script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'publish') return false;
      setTimeout(() => send(socket, { cmd: 'puback', messageId: packet.messageId }), 200);
      return true;
    },
  });
  const answers = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    const published = [1, 2, 3].map((i) => client.publish('t', bytes(`${i}`), 1, false));
    return Promise.all([...published, client.close()]);
  }, script.url);
  assert.deepEqual(answers, [done, done, done, done]);
  assert.deepEqual(
    script.received.map(({ cmd }) => cmd),
    ['connect', 'publish', 'publish', 'publish', 'disconnect'],
  );
  script.close();
});

test('a publish without an acknowledgement fails when the session ends', async () => {
  const script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd === 'publish') socket.close(1001);
      return packet.cmd === 'publish';
    },
  });
  const answer = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    return client.publish('t', bytes('x'), 1, false);
  }, script.url);
  assert.deepEqual(answer, failure('mqtt.connection_lost', { close_code: 1001, reason: '' }));
  script.close();
});

test('more publishes than Paho keeps in flight all succeed', async () => {
  const broker = await startBroker();
  const answers = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    return Promise.all(Array.from({ length: 60 }, (_, i) => client.publish('t', bytes(`${i}`), 1, false)));
  }, broker.url);
  await broker.close();
  assert.deepEqual(answers, Array(60).fill(done));
});

test(
  'close abandons a connect that is still waiting: no timer has to fire first',
  { timeout: 60_000 },
  async () => {
    let asked;
    const connectArrived = new Promise((resolve) => (asked = resolve));
    const script = await startScript({ onPacket: () => (asked(), true) });
    const stillPage = await browser.openPage({ fakeTime: true });
    await stillPage.clock.pauseAt(1_000_000);
    const connecting = stillPage.evaluate((url) => {
      globalThis.client = createClient();
      return connectTo(client, url, { connectTimeoutMs: 20_000 });
    }, script.url);
    await connectArrived;
    assert.deepEqual(await stillPage.evaluate(() => client.close()), done);
    assert.deepEqual(await connecting, failure('mqtt.not_connected', {}, 'closed by the page'));
    await stillPage.close();
    script.close();
  },
);

test('a second connect on a live session is refused and does not disturb it', async () => {
  const broker = await startBroker();
  const answers = await page.evaluate(async (url) => {
    const client = createClient();
    return Promise.all([connectTo(client, url), connectTo(client, url), client.subscribe('t', 0)]);
  }, broker.url);
  await broker.close();
  assert.deepEqual(
    answers.map(({ ok, error }) => error?.code ?? ok),
    [true, 'mqtt.already_connected', true],
  );
});

// Tests brokers that refuse, disconnect, split packets or send garbage: each ends in an error code and never in a hang, and the client can reconnect.
/* global bytes, collect, connectTo, createClient -- globals of the page, which rig.mjs defines */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { done, encode, failure, listen, publication, send, startBrowser, startScript } from './rig.mjs';

let browser, page, script;
before(async () => (browser = await startBrowser()));
after(() => browser.close());
beforeEach(async () => (page = await browser.openPage()));
afterEach(async () => {
  await page.close();
  script?.close();
  script = undefined;
});

/** Connects and collects messages until the session is over, or until there are `enough`. */
function watch(url, enough = Infinity) {
  return page.evaluate(
    async ({ url, enough }) => {
      const client = createClient();
      const connected = await connectTo(client, url);
      return { connected, ...(await collect(client, enough)) };
    },
    { url, enough: Math.min(enough, 1e9) },
  );
}

/** The URL of a server that accepts the session and then sends these frames; `after` runs when they are sent. */
async function afterConnect(frames, after = () => undefined) {
  script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'connect') return false;
      send(socket, { cmd: 'connack', returnCode: 0, sessionPresent: false });
      for (const frame of frames) socket.send(frame);
      after(socket);
      return true;
    },
  });
  return script.url;
}

test('a refused upgrade (403) is reported with close code 1006, because a browser reveals no other', async () => {
  const http = createServer();
  http.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'));
  const port = await listen(http);
  const { connected } = await watch(`ws://127.0.0.1:${port}/mqtt?X-Amz-Signature=5ec4e7`);
  http.close();
  assert.deepEqual(connected, failure('mqtt.upgrade_refused', { close_code: 1006, reason: '' }));
});

test('a port without a listener is reported as a refused upgrade', async () => {
  const http = createServer();
  const port = await listen(http);
  await new Promise((resolve) => http.close(resolve));
  const { connected } = await watch(`ws://127.0.0.1:${port}/mqtt`);
  assert.equal(connected.error.code, 'mqtt.upgrade_refused');
});

test('a subprotocol other than mqtt is reported as a refused upgrade', async () => {
  script = await startScript({ server: { handleProtocols: () => 'amqp' } });
  assert.equal((await watch(script.url)).connected.error.code, 'mqtt.upgrade_refused');
});

test('an invalid URL is reported without quoting the URL', async () => {
  const answers = await page.evaluate(async () => {
    const client = createClient();
    return [await connectTo(client, 'no address 5ec4e7'), await connectTo(client, 'mailto:5ec4e7@x')];
  });
  assert.deepEqual(
    answers.map(({ error }) => error?.code),
    ['mqtt.refused', 'mqtt.upgrade_refused'],
  );
  assert.ok(!JSON.stringify(answers).includes('5ec4e7'));
});

test('an upgrade that is never answered ends exactly at the time-out', { timeout: 60_000 }, async () => {
  const http = createServer();
  const upgrade = once(http, 'upgrade');
  const port = await listen(http);
  const stillPage = await browser.openPage({ fakeTime: true });
  await stillPage.clock.pauseAt(1_000_000);
  const answer = stillPage.evaluate(
    (url) => connectTo(createClient(), url, { connectTimeoutMs: 700 }),
    `ws://127.0.0.1:${port}/mqtt`,
  );
  const [, socket] = await upgrade;
  await stillPage.clock.runFor(699);
  assert.equal(await Promise.race([answer, stillPage.evaluate(() => 'waits')]), 'waits');
  await stillPage.clock.runFor(1);
  assert.deepEqual(await answer, failure('base.timed_out', { milliseconds: 700 }));
  await stillPage.close();
  socket.destroy();
  http.close();
});

test('a session without a CONNACK ends at the time-out', async () => {
  script = await startScript({ onPacket: () => true });
  const answer = await page.evaluate(
    async (url) => connectTo(createClient(), url, { connectTimeoutMs: 700 }),
    script.url,
  );
  assert.deepEqual(answer, failure('base.timed_out', { milliseconds: 700 }));
});

test('a refused session is reported with its return code', async () => {
  script = await startScript({
    onPacket: (_packet, socket) => {
      send(socket, { cmd: 'connack', returnCode: 5, sessionPresent: false });
      socket.close();
      return true;
    },
  });
  const { connected } = await watch(script.url);
  assert.deepEqual(connected, failure('mqtt.session_refused', { return_code: 5 }));
});

test('a broker that closes instead of acknowledging, as AWS does, is reported with its close code', async () => {
  script = await startScript({
    onPacket: (_packet, socket) => {
      socket.close(1008, 'policy');
      return true;
    },
  });
  const { connected } = await watch(script.url);
  assert.deepEqual(connected, failure('mqtt.session_refused', { close_code: 1008, reason: 'policy' }));
});

test('after a close by the broker every earlier message arrives, then its code and reason', async () => {
  const frames = Array.from({ length: 100 }, (_, i) =>
    publication('t', `${i}`, { qos: i % 2, messageId: i + 1 }),
  );
  const { messages, end } = await watch(
    await afterConnect(frames, (socket) => socket.close(1012, 'restart')),
  );
  assert.deepEqual(
    messages.map(({ payload }) => payload),
    frames.map((_, i) => `${i}`),
  );
  assert.deepEqual(end, failure('mqtt.connection_lost', { close_code: 1012, reason: 'restart' }));
});

test('a broken connection is reported as connection_lost with 1006', async () => {
  const url = await afterConnect([publication('t', 'last')], (socket) =>
    setTimeout(() => socket.terminate(), 50),
  );
  const { messages, end } = await watch(url);
  assert.equal(messages[0].payload, 'last');
  assert.deepEqual(end, failure('mqtt.connection_lost', { close_code: 1006, reason: '' }));
});

test('no message is dropped if the connection is lost while a subscription waits', async () => {
  script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'subscribe') return false;
      for (let i = 0; i < 20; ++i) socket.send(publication('t', `${i}`, { qos: i % 2, messageId: i + 1 }));
      socket.close(1001);
      return true;
    },
  });
  const { subscribed, messages, end } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    const collected = collect(client, 1e9);
    return { subscribed: await client.subscribe('t', 1), ...(await collected) };
  }, script.url);
  assert.equal(subscribed.error.code, 'mqtt.connection_lost');
  assert.deepEqual(
    messages.map(({ payload }) => payload),
    Array.from({ length: 20 }, (_, i) => `${i}`),
  );
  assert.deepEqual(end.error.params, { close_code: 1001, reason: '' });
});

test('packets split at every byte, and many packets in one frame, arrive complete', async () => {
  const packets = [
    publication('some/topic', 'x'.repeat(200)),
    publication('t', ''),
    publication('t', 'one', { qos: 1, messageId: 7 }),
  ];
  const stream = Buffer.concat(packets);
  const frames = [];
  for (let cut = 1; cut < stream.length; ++cut) frames.push(stream.subarray(0, cut), stream.subarray(cut));
  frames.push(...Array.from(stream, (byte) => Buffer.of(byte)));
  frames.push(Buffer.concat(Array.from({ length: 50 }, () => stream)));
  frames.push(Buffer.alloc(0));
  const rounds = stream.length - 1 + 1 + 50;
  const { messages } = await watch(await afterConnect(frames), rounds * 3);
  assert.equal(messages.length, rounds * 3);
  for (let i = 0; i < messages.length; i += 3)
    assert.deepEqual(messages.slice(i, i + 3), [
      { topic: 'some/topic', payload: 'x'.repeat(200) },
      { topic: 't', payload: '' },
      { topic: 't', payload: 'one' },
    ]);
});

const nonsense = {
  'a remaining length of five bytes': Buffer.of(0x30, 0xff, 0xff, 0xff, 0xff, 0x7f),
  'a packet of 200 MB': Buffer.of(0x30, 0xff, 0xff, 0xff, 0x60, 0x00),
  'a topic longer than its packet': Buffer.of(0x30, 0x04, 0xff, 0xff, 0x61, 0x62),
  'a PUBLISH without a topic': Buffer.of(0x30, 0x00),
  'a PUBLISH at quality of service 1 without an identifier': Buffer.of(0x32, 0x03, 0x00, 0x01, 0x61),
  'an empty PUBACK': Buffer.of(0x40, 0x00),
  'a text frame': 'HTTP/1.1 200 OK',
};
for (const [name, frame] of Object.entries(nonsense)) {
  test(`${name} ends the session with malformed_packet, after the messages before it were delivered`, async () => {
    const url = await afterConnect([publication('t', 'before'), frame]);
    const { messages, end } = await watch(url);
    assert.deepEqual(messages, [{ topic: 't', payload: 'before' }]);
    assert.deepEqual(end, failure('mqtt.connection_lost', { cause: 'malformed_packet' }));
  });
}

test('seeded random bytes never trap the module, and the client connects again after each', async () => {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'connect') return false;
      send(socket, { cmd: 'connack', returnCode: 0, sessionPresent: false });
      const whole = publication('t', 'x'.repeat(40), { qos: 1, messageId: 1 });
      const bytes = Buffer.from(Array.from({ length: 1 + Math.floor(random() * 60) }, () => random() * 256));
      if (random() < 0.5) bytes.copy(whole, Math.floor(random() * 20), 0, 4); // a damaged packet
      socket.send(random() < 0.5 ? whole : bytes);
      setTimeout(() => socket.close(1000), 5);
      return true;
    },
  });
  const codes = await page.evaluate(async (url) => {
    const client = createClient();
    const codes = {};
    for (let i = 0; i < 200; ++i) {
      const connected = await connectTo(client, url);
      const { error } = connected.ok ? (await collect(client, 1e9)).end : connected;
      const what = error.params.cause ?? `${error.code} ${error.params.close_code}`;
      codes[what] = (codes[what] ?? 0) + 1;
      await client.close();
    }
    return codes;
  }, script.url);
  const { 'mqtt.connection_lost 1000': lost, malformed_packet: malformed, ...others } = codes;
  assert.deepEqual(others, {});
  assert.ok(lost > 10 && malformed > 10, JSON.stringify(codes));
});

test('a subscription without a SUBACK ends after ten seconds', async () => {
  script = await startScript({ onPacket: (packet) => packet.cmd === 'subscribe' });
  const { subscribed, received } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    return { subscribed: await client.subscribe('t', 0), received: await client.receive() };
  }, script.url);
  assert.deepEqual(subscribed, failure('mqtt.connection_lost', { cause: 'no_acknowledgement' }));
  assert.deepEqual(received, subscribed);
});

test('an unsubscription without an UNSUBACK ends after ten seconds', async () => {
  script = await startScript({ onPacket: (packet) => packet.cmd === 'unsubscribe' });
  const answer = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    await client.subscribe('t', 0);
    return client.unsubscribe('t');
  }, script.url);
  assert.deepEqual(answer, failure('mqtt.connection_lost', { cause: 'no_acknowledgement' }));
});

test('no message is dropped if the connection is lost while an unsubscription waits', async () => {
  script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd !== 'unsubscribe') return false;
      socket.send(publication('t', '1'));
      socket.send(publication('t', '2'));
      socket.close(1001);
      return true;
    },
  });
  const { unsubscribed, messages, end } = await page.evaluate(async (url) => {
    const client = createClient();
    await connectTo(client, url);
    await client.subscribe('t', 0);
    const collected = collect(client, 1e9);
    return { unsubscribed: await client.unsubscribe('t'), ...(await collected) };
  }, script.url);
  const lost = failure('mqtt.connection_lost', { close_code: 1001, reason: '' });
  assert.deepEqual(unsubscribed, lost);
  assert.deepEqual(end, lost);
  assert.deepEqual(
    messages.map(({ payload }) => payload),
    ['1', '2'],
  );
});

test('a module that cannot be loaded is reported', async () => {
  const answer = await page.evaluate(async () => {
    const { MqttClient } = await import('/client.js');
    return connectTo(new MqttClient(() => import('/missing.js')), 'ws://127.0.0.1:1/');
  });
  assert.equal(answer.error.code, 'mqtt.unavailable');
});

test('the wait for a slow module ends at the time-out or by closing, and the next connect can use the module', async () => {
  script = await startScript({});
  const seen = await page.evaluate(async (url) => {
    const { MqttClient } = await import('/client.js');
    let loads = 0;
    let arrive;
    const arrival = new Promise((resolve) => (arrive = resolve));
    const client = new MqttClient(async () => {
      ++loads;
      await arrival;
      return import('/mqtt.js');
    });
    const late = await connectTo(client, url, { connectTimeoutMs: 50 });
    const waiting = connectTo(client, url, { connectTimeoutMs: 60_000 });
    await new Promise((resolve) => setTimeout(resolve)); // the connect is under way
    await client.close();
    const abandoned = await waiting;
    arrive();
    const connected = await connectTo(client, url);
    await client.close();
    return { late, abandoned, connected, loads };
  }, script.url);
  assert.deepEqual(seen.late, failure('base.timed_out', { milliseconds: 50 }));
  assert.equal(seen.abandoned.error.code, 'mqtt.not_connected');
  assert.deepEqual(seen.connected, { ok: true, value: null });
  assert.equal(seen.loads, 1);
});

test('after a loss the same client reconnects, and the URL is in no log and no answer', async () => {
  let connects = 0;
  script = await startScript({
    onPacket: (packet, socket) => {
      if (packet.cmd === 'connect') ++connects;
      const cut = packet.cmd === 'subscribe' && connects % 2 === 1;
      if (cut) socket.terminate();
      return cut;
    },
  });
  const answers = await page.evaluate(async (url) => {
    const client = createClient();
    const answers = [];
    for (let i = 0; i < 6; ++i) {
      answers.push(await connectTo(client, url));
      answers.push(await client.subscribe('t', 0));
      if (i % 2 === 0) answers.push(await client.receive(), await client.publish('t', bytes('x'), 1, false));
      else answers.push(await client.publish('t', bytes('x'), 1, false), await client.close());
    }
    return answers;
  }, script.url);
  for (let i = 0; i < answers.length; i += 8) {
    assert.deepEqual(
      answers.slice(i, i + 4).map(({ error }) => error?.code),
      [undefined, 'mqtt.connection_lost', 'mqtt.connection_lost', 'mqtt.connection_lost'],
    );
    assert.deepEqual(answers.slice(i + 4, i + 8), [done, done, done, done]);
  }
  assert.ok(!JSON.stringify(answers).includes('5ec4e7'));
  assert.deepEqual(page.logged, []);
});

test('a packet that a client must not receive is ignored', async () => {
  const url = await afterConnect([
    encode({ cmd: 'pingreq' }),
    encode({ cmd: 'puback', messageId: 99 }),
    encode({ cmd: 'pingresp' }),
    publication('t', 'after'),
  ]);
  const { messages } = await watch(url, 1);
  assert.deepEqual(messages, [{ topic: 't', payload: 'after' }]);
});

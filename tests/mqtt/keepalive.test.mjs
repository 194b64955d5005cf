// Keep-alive: on time, in a hidden tab too, where Chrome fires timers once a minute. The page's clock is faked (Playwright's), so an hour takes
// a moment; the server notes the page's time at each packet.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { failure, publication, startBroker, startBrowser, startScript } from './rig.mjs';

let browser, page, script;
before(async () => (browser = await startBrowser()));
after(() => browser.close());
afterEach(async () => {
  await page.close();
  script?.close();
  script = undefined;
});

async function connectAtZero(leastKeepAliveSeconds, onPacket) {
  page = await browser.openPage({ fakeTime: true });
  script = await startScript({ onPacket });
  const connected = await page.evaluate(
    async ({ url, leastKeepAliveSeconds }) => {
      globalThis.client = createClient(leastKeepAliveSeconds);
      return connectTo(client, url);
    },
    { url: script.url, leastKeepAliveSeconds },
  );
  assert.equal(connected.ok, true);
}

/** As in a hidden tab: each timer that is due fires once, then nothing for a minute. Waits (in real time) until the server has its say. */
async function passMinute(seconds = 60) {
  await page.clock.fastForward(seconds * 1000);
  await new Promise((resolve) => setTimeout(resolve, 20));
}

test('an hour in a hidden tab: no silence is as long as the broker tolerates', async () => {
  const sentAt = [0];
  let minute = 0;
  await connectAtZero(undefined, (packet) => {
    if (packet.cmd === 'pingreq') sentAt.push(minute * 60);
    return false;
  });
  for (minute = 1; minute <= 60; ++minute) await passMinute();
  sentAt.push(60 * 60);
  const { keepalive } = script.received[0];
  const silences = sentAt.slice(1).map((at, i) => at - sentAt[i]);
  assert.ok(sentAt.length > 10, `PINGREQ at ${sentAt}`);
  assert.ok(Math.max(...silences) < 1.5 * keepalive, `silences ${silences}, keep-alive ${keepalive}`);
});

test('the exported interval keeps its promise for every phase of the minute', async () => {
  page = await browser.openPage();
  const interval = await page.evaluate(async () => (await import('/client.js')).hiddenTabKeepAliveSeconds);
  assert.ok(interval + 60 + 5 < 1.5 * interval);
});

test('what arrives drives keep-alive where no timer fires at all', async () => {
  await connectAtZero(30, () => false);
  await page.clock.pauseAt(1_000_000);
  const [socket] = script.ws.clients;
  const before = script.received.filter(({ cmd }) => cmd === 'pingreq').length;
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 31_000; // time passes, no timer fires
  });
  socket.send(publication('t', 'x'));
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(script.received.filter(({ cmd }) => cmd === 'pingreq').length, before + 1);
});

test('a broker that has gone silent is noticed and named', async () => {
  await connectAtZero(30, ({ cmd }) => cmd === 'pingreq');
  const received = page.evaluate(() => client.receive());
  for (let i = 0; i < 30; ++i) await passMinute(5);
  assert.deepEqual(await received, failure('mqtt.connection_lost', { cause: 'silence' }));
});

test('with real time and a real broker, two seconds of keep-alive last through seven quiet ones', async () => {
  page = await browser.openPage();
  const broker = await startBroker();
  let pings = 0;
  broker.broker.on('ping', () => ++pings);
  const answer = await page.evaluate(async (url) => {
    const client = createClient(2);
    await connectTo(client, url, { keepAliveSeconds: 2 });
    await new Promise((resolve) => setTimeout(resolve, 7000));
    return client.subscribe('t', 0);
  }, broker.url);
  await broker.close();
  assert.equal(answer.ok, true);
  assert.ok(pings >= 2, `${pings} pings`);
});

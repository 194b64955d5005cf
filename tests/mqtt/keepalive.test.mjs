// Tests that keep-alive works in a hidden tab, too, where Chrome fires timers only once per minute. Playwright fakes the page's clock, so that an hour
// takes a moment. The page records its time at each packet.
/* global connectTo, createClient -- globals of the page, which rig.mjs defines */
/* global answered, client, sent -- globals of the page, which connectAtZero() defines */
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

/** Connects in a page whose clock the test controls. The page keeps `sent`, the page's time and kind of each packet that left it; `answered()` waits until
 * the server has answered them all. */
async function connectAtZero(leastKeepAliveSeconds, onPacket) {
  page = await browser.openPage({ fakeTime: true });
  script = await startScript({ onPacket });
  const connected = await page.evaluate(
    async ({ url, leastKeepAliveSeconds }) => {
      globalThis.sent = [];
      let answers = 0;
      let socket;
      globalThis.WebSocket = class extends WebSocket {
        constructor(...parameters) {
          super(...parameters);
          socket = this;
          this.addEventListener('message', () => ++answers);
        }
        send(packet) {
          sent.push({ at: Date.now() / 1000, kind: packet[0] >> 4 });
          super.send(packet);
        }
      };
      globalThis.answered = async () => {
        while (answers < sent.length)
          await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
      };
      globalThis.client = createClient(leastKeepAliveSeconds);
      return connectTo(client, url);
    },
    { url: script.url, leastKeepAliveSeconds },
  );
  assert.equal(connected.ok, true);
}

/** The times at which the page sent PINGREQ, in seconds of its clock, after all were answered. */
async function pings() {
  await page.evaluate(() => answered());
  const sent = await page.evaluate(() => globalThis.sent);
  return sent.filter(({ kind }) => kind === 12).map(({ at }) => at);
}

test('in an hour in a hidden tab, the client is never silent for as long as the broker allows', async () => {
  await connectAtZero();
  for (let minute = 1; minute <= 60; ++minute) {
    await page.clock.fastForward(60_000); // as in a hidden tab: each timer that is due fires once, then nothing for a minute
    await page.evaluate(() => answered());
  }
  const sentAt = [0, ...(await pings()), await page.evaluate(() => Date.now() / 1000)];
  const { keepalive } = script.received[0];
  const silences = sentAt.slice(1).map((at, i) => at - sentAt[i]);
  assert.ok(sentAt.length > 10, `PINGREQ at ${sentAt}`);
  assert.ok(Math.max(...silences) < 1.5 * keepalive, `silences ${silences}, keep-alive ${keepalive}`);
});

test('the exported interval is long enough for every phase of the minute', async () => {
  page = await browser.openPage();
  const interval = await page.evaluate(async () => (await import('/client.js')).hiddenTabKeepAliveSeconds);
  assert.ok(interval + 60 + 5 < 1.5 * interval);
});

test('arriving data drive keep-alive without any timer', async () => {
  await connectAtZero(30);
  await page.clock.pauseAt(1_000_000);
  const before = (await pings()).length;
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + 31_000; // time passes, no timer fires
  });
  const [socket] = script.ws.clients;
  socket.send(publication('t', 'x'));
  await page.evaluate(() => client.receive());
  assert.equal((await pings()).length, before + 1);
});

test('a silent broker is reported', async () => {
  await connectAtZero(30, ({ cmd }) => cmd === 'pingreq');
  const received = page.evaluate(() => client.receive());
  for (let i = 0; i < 30; ++i) await page.clock.fastForward(5_000);
  assert.deepEqual(await received, failure('mqtt.connection_lost', { cause: 'silence' }));
});

/** True if a session with four seconds of keep-alive sends its second ping: the broker waits six seconds for each. */
async function lastsForTwoPings() {
  page = await browser.openPage();
  const broker = await startBroker();
  try {
    const pinged = new Promise((resolve) => {
      let pings = 0;
      broker.broker.on('ping', () => ++pings === 2 && resolve(true));
    });
    await page.evaluate(async (url) => {
      globalThis.client = createClient(4);
      await connectTo(client, url, { keepAliveSeconds: 4 });
    }, broker.url);
    const lost = page.evaluate(() => client.receive()).catch(() => undefined); // ends when the page is closed
    if ((await Promise.race([pinged, lost])) !== true) return false;
    return (await page.evaluate(() => client.subscribe('t', 0))).ok;
  } finally {
    await broker.close();
  }
}

test('with real time and a real broker, four seconds of keep-alive last until the second ping', async () => {
  let lasted = false;
  // A busy machine that stops for two seconds makes an attempt fail.
  for (let attempt = 1; attempt <= 3 && !lasted; ++attempt) {
    await page?.close();
    lasted = await lastsForTwoPings();
  }
  assert.ok(lasted);
});

// Tests several connections at a time, within AWS's limits and beyond them.
/* global connectTo, createClient -- globals of the page, which rig.mjs defines */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { done, startBroker, startBrowser } from './rig.mjs';

const boards = 200;
const seconds = 3;

let browser, page, broker;
before(async () => (browser = await startBrowser()));
after(() => browser.close());
beforeEach(async () => {
  broker = await startBroker({ awsLimits: true });
  page = await browser.openPage();
  await page.evaluate(definePage);
});
afterEach(async () => {
  await page.close();
  await broker.close();
});

/** Runs in the page. */
function definePage() {
  globalThis.received = new Map();
  /** Connects and subscribes one client, and counts what it receives by topic. */
  globalThis.listenTo = async (url, clientId, filters) => {
    const client = createClient();
    const answers = [await connectTo(client, url, { clientId })];
    for (const filter of filters) answers.push(await client.subscribe(filter, 0));
    void (async () => {
      for (;;) {
        const answer = await client.receive();
        if (!answer.ok) return;
        for (const { topic } of answer.value)
          globalThis.received.set(topic, (globalThis.received.get(topic) ?? 0) + 1);
      }
    })();
    return answers;
  };
}

const topicOf = (board) => `board-${board}/sensors`;

/** Every board publishes once in each second. */
async function publishFor(count) {
  for (let second = 0; second < count; second += 1) {
    await sleep(1000 - (Date.now() % 1000));
    for (let board = 0; board < boards; board += 1) await broker.publish(topicOf(board), '{"Light":1}');
  }
  await sleep(300);
}

const counts = () => page.evaluate(() => [...globalThis.received.values()]);

test('four connections of fifty subscriptions receive every message of 200 boards', async () => {
  const all = Array.from({ length: boards }, (_, board) => topicOf(board));
  const answers = await Promise.all(
    [0, 1, 2, 3].map((part) =>
      page.evaluate(
        ([url, id, filters]) => globalThis.listenTo(url, id, filters),
        [broker.url, `page-${part}`, all.slice(part * 50, part * 50 + 50)],
      ),
    ),
  );
  assert.deepEqual(new Set(answers.flat().map((answer) => answer.ok)), new Set([true]));
  await publishFor(seconds);
  const received = await counts();
  assert.equal(received.length, boards);
  assert.deepEqual(new Set(received), new Set([seconds]));
});

test('one connection with a wildcard loses what is beyond 100 messages a second, without a sign', async () => {
  const answers = await page.evaluate((url) => globalThis.listenTo(url, 'page-1', ['+/sensors']), broker.url);
  assert.deepEqual(answers, [done, done]);
  await publishFor(seconds);
  const sum = (await counts()).reduce((total, count) => total + count, 0);
  assert.equal(sum, 100 * seconds);
});

test('the 51st subscription ends the connection', async () => {
  const filters = Array.from({ length: 51 }, (_, board) => topicOf(board));
  const answers = await page.evaluate(
    ([url, all]) => globalThis.listenTo(url, 'page-1', all),
    [broker.url, filters],
  );
  assert.deepEqual(new Set(answers.slice(0, 51).map(({ ok }) => ok)), new Set([true]));
  assert.equal(answers[51].error.code, 'mqtt.connection_lost');
});

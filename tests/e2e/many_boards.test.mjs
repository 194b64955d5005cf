// The view Live with many boards, within AWS's limits of a connection, which the local gateway enforces.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { policy } from '../cloud/testkit.mjs';
import { checkAccessibility } from './support/accessibility.mjs';
import { Class } from './support/class.mjs';
import { expectSoon } from './support/soon.mjs';
import { Environment, region, runScenario } from './support/scenario.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const withoutHid = { hid: false };

/** What the policy "Live data only" allows. */
function watchingPolicy(account) {
  const arns = `arn:aws:iot:${region}:${account}`;
  return policy(
    ['Allow', ['iot:DescribeEndpoint', 'iot:ListThings'], '*'],
    ['Allow', 'iot:Connect', `${arns}:client/web-provisioner-*`],
    [
      'Allow',
      'iot:Subscribe',
      [`${arns}:topicfilter/*/sensors`, `${arns}:topicfilter/$aws/things/*/shadow/*`],
    ],
    ['Allow', 'iot:Receive', [`${arns}:topic/*/sensors`, `${arns}:topic/$aws/things/*/shadow/*`]],
    [
      'Allow',
      'iot:Publish',
      [`${arns}:topic/$aws/things/*/shadow/get`, `${arns}:topic/$aws/things/*/shadow/update`],
    ],
  );
}

/** Reads an export with Python's own parsers: the topic and the payload of each message. */
function readByPython(file, format) {
  const program = {
    json: `
import json, sys
messages = json.load(sys.stdin)
print(json.dumps([[one["topic"], one["json"]] for one in messages]))`,
    csv: `
import csv, io, json, sys
rows = list(csv.DictReader(io.TextIOWrapper(sys.stdin.buffer, "utf-8", newline="")))
for row in rows:
    message = json.loads(row["payload"])
    assert row["encoding"] == "text" and float(row["Light"]) == message["Light"] and float(row["Temp"]) == message["Temp"], row
print(json.dumps([[row["topic"], json.loads(row["payload"])] for row in rows]))`,
  }[format];
  const options = { input: file, maxBuffer: 64 << 20, encoding: 'utf8' };
  return JSON.parse(execFileSync('python3', ['-c', program], options));
}

const sent = (published) => published.map(({ topic, payload }) => [topic, JSON.parse(payload)]);

async function contentOf(download) {
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test('200 boards at one message a second are counted exactly, within the limits of each connection', () =>
  runScenario(environment, withoutHid, async (scenario) => {
    const { page, cloud } = scenario;
    const discarded = cloud.discardedMessages;
    const room = new Class(scenario, 200);
    await room.open();
    await room.watch();
    const clients = cloud.connectedClients.filter((id) => id.startsWith('web-provisioner-'));
    assert.equal(clients.length, 5, 'four for the boards, one for the connection events');
    await room.publish(8);
    await room.counts(/^200 boards · 200 live · 1,600 messages, /);
    assert.equal(cloud.discardedMessages, discarded, 'AWS had nothing to discard');
    assert.equal(await page.locator('live-view .caution').count(), 0);
  }));

test('what one connection cannot carry is said', () =>
  runScenario(environment, withoutHid, async (scenario) => {
    const { page, cloud } = scenario;
    const discarded = cloud.discardedMessages;
    const room = new Class(scenario, 60);
    await room.open('?connections=1');
    await room.watch(50);
    await page.getByText('10 boards are not watched').waitFor();
    await room.publish(12, { boards: room.things.slice(0, 50), rate: 4 });
    const lost = cloud.discardedMessages - discarded;
    assert.ok(lost > 600, `the gateway discarded ${lost} messages`);
    const note = page.getByText(/AWS has discarded about [\d,]+ messages/);
    await note.waitFor();
    const said = Number(/about ([\d,]+)/.exec(await note.textContent())[1].replaceAll(',', ''));
    assert.ok(Math.abs(said - lost) < 0.35 * lost, `said ${said}, lost ${lost}`);
  }));

test('the largest trouble comes first, with its reason; search and filter find a board', () =>
  runScenario(environment, withoutHid, async (scenario) => {
    const { page } = scenario;
    const room = new Class(scenario, 12);
    await room.open();
    await room.watch();
    await room.publish(3);
    await room.counts(/^12 boards · 12 live · 36 messages/);
    await room.event('disconnected', 'board-007', {
      disconnectReason: 'MQTT_KEEP_ALIVE_TIMEOUT',
      versionNumber: 1,
    });
    await room.event('connect_failed', 'board-009', {
      connectFailureReason: 'AUTHORIZATION_FAILED',
    });
    await room
      .row('board-009')
      .getByText(/Refused by AWS: its certificate’s policy/)
      .waitFor();
    await room
      .row('board-007')
      .getByText(/Disconnected: AWS did not hear from the board/)
      .waitFor();
    const rows = page.locator('live-view').getByRole('listitem');
    const names = await rows.getByRole('button').allInnerTexts();
    assert.deepEqual(names.slice(0, 3), ['board-009', 'board-007', 'board-000']);
    await page.getByRole('button', { name: 'In trouble' }).click();
    assert.equal(await rows.count(), 2);
    await page
      .getByRole('group', { name: 'Show', exact: true })
      .getByRole('button', { name: 'All', exact: true })
      .click();
    await page.getByLabel('Search').fill('011');
    assert.equal(await rows.count(), 1);
    await room.row('board-011').getByText('11 counts').waitFor();
  }));

test('an alarm names boards that fall silent; an enlarged board begins with its data', () =>
  runScenario(environment, withoutHid, async (scenario) => {
    const { page, person } = scenario;
    const room = new Class(scenario, 3);
    await room.open();
    await room.watch();
    await page.getByLabel('Alarm when a board falls silent').check();
    await room.publish(4);
    await room.row('board-001').getByRole('button', { name: 'Enlarge board-001' }).click();
    await person.sees('Live data', 'Waiting for the first message');
    await room.publish(14, { boards: ['board-000', 'board-001'] });
    await person.sees('Live data', 'Your board is live');
    const label = await page.getByRole('img', { name: /^Temperature: / }).getAttribute('aria-label');
    assert.match(label, /between 32\.5 and 40\.1 °F/, 'from before it was enlarged');
    const alarm = page.locator('live-view').getByRole('alert');
    await alarm.getByText('No more messages from board-002').waitFor();
    await room.row('board-002').getByText('Silent').waitFor();
    await alarm.getByRole('button', { name: 'Seen' }).click();
    await alarm.waitFor({ state: 'hidden' });
  }));

test('keys that may not receive connection events still watch the boards, and the page says what is missing', () =>
  runScenario(environment, withoutHid, async (scenario) => {
    const { page, cloud } = scenario;
    await cloud.setPolicies(scenario.user.accessKeyId, {
      p: watchingPolicy(scenario.account),
    });
    const room = new Class(scenario, 4);
    await room.open();
    await room.watch();
    await page.getByText('these keys may not receive AWS’s connection events').waitFor({ timeout: 60_000 });
    await room.publish(3);
    await room.counts(/^4 boards · 4 live · 12 messages/);
  }));

for (const format of ['json', 'csv']) {
  test(`an export as ${format}, read by Python, equals what was sent`, () =>
    runScenario(environment, withoutHid, async (scenario) => {
      const { page } = scenario;
      // The browser's own list of files cannot be operated by a test.
      await page.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'));
      const room = new Class(scenario, 20);
      await room.open();
      await room.watch();
      await room.publish(5);
      await room.counts(/ 100 messages/);
      await page.getByText('Save messages').click();
      await page.getByLabel('Format').selectOption(format);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save', exact: true }).click(),
      ]);
      assert.match(download.suggestedFilename(), new RegExp(`^messages-.*\\.${format}$`));
      assert.deepEqual(readByPython(await contentOf(download), format), sent(room.published));
      await page.getByText('Saved 100 messages to').waitFor();
    }));
}

test('a recording streams to a file what arrives meanwhile', () =>
  runScenario(environment, withoutHid, async (scenario) => {
    const { page } = scenario;
    // The browser's own list of files cannot be operated by a test; the file is one of the page's private ones.
    await page.evaluate(() => {
      globalThis.showSaveFilePicker = async ({ suggestedName }) => {
        globalThis.recorded = suggestedName;
        return (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
      };
    });
    const room = new Class(scenario, 10);
    await room.open();
    await room.watch();
    await room.publish(2);
    await page.getByText('Save messages').click();
    await page.getByLabel('Format').selectOption('json');
    await page.waitForTimeout(1100);
    const before = room.published.length;
    await page.getByRole('button', { name: 'Record to a file' }).click();
    await page.getByText(/0 messages, .* written/).waitFor();
    await room.publish(5);
    await page.getByText(/50 messages, .* written/).waitFor();
    await page.getByRole('button', { name: 'Stop recording' }).click();
    await page.getByText('Saved 50 messages to').waitFor();
    const file = await page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      return (await (await folder.getFileHandle(globalThis.recorded)).getFile()).text();
    });
    assert.deepEqual(readByPython(file, 'json'), sent(room.published.slice(before)));
  }));

test('the explorer shows any topic, publishes, and explains what AWS refuses', () =>
  runScenario(environment, withoutHid, async (scenario) => {
    const { page, cloud } = scenario;
    const room = new Class(scenario, 1);
    await room.open();
    await page.getByRole('button', { name: 'MQTT explorer' }).click();
    const explorer = page.locator('explorer-view');
    const subscribe = async (filter) => {
      await explorer.getByLabel('Topic filter').fill(filter);
      await explorer.getByRole('button', { name: 'Subscribe', exact: true }).click();
    };
    await subscribe('#');
    await explorer.getByText('No messages yet.').waitFor();
    await expectSoon(
      async () => ({
        holds: (await explorer.getByText('subscribing').count()) === 0,
      }),
      'granted',
      20_000,
    );
    await room.say('a/b', '{"deep":{"id":12345678901234567890}}');
    await room.say('a/c', 'plain');
    await explorer.locator('topic-list').getByRole('button', { name: /^b 1 / }).click();
    await explorer.locator('topic-message').getByText('"id": 12345678901234567890').waitFor();
    await explorer.getByRole('textbox', { name: 'Topic', exact: true }).fill('from/the/page');
    await explorer.getByLabel('Message', { exact: true }).fill('{"a":1}');
    const arrived = cloud.nextMessage(({ topic }) => topic === 'from/the/page');
    await explorer.getByRole('button', { name: 'Publish', exact: true }).click();
    assert.equal(String((await arrived).payload), '{"a":1}');
    await explorer.getByText('AWS has the message for from/the/page.').waitFor();
    await subscribe('a/#/b');
    await explorer.getByText('Not a topic filter').waitFor();
    await cloud.setPolicies(scenario.user.accessKeyId, {
      p: watchingPolicy(scenario.account),
    });
    await subscribe('secret/#');
    await explorer
      .getByText(/not allowed to call iot:Subscribe on topicfilter\/secret/)
      .waitFor({ timeout: 60_000 });
  }));

test('the explorer reads, changes and deletes a shadow', () =>
  runScenario(environment, withoutHid, async (scenario) => {
    const { page } = scenario;
    const room = new Class(scenario, 1);
    await room.open();
    await page.getByRole('button', { name: 'MQTT explorer' }).click();
    const shadow = page.locator('shadow-panel');
    await shadow.getByLabel('Thing').fill('board-000');
    await shadow.getByRole('button', { name: 'Open shadow' }).click();
    await shadow.getByText('This thing has no shadow yet.').waitFor();
    await shadow.getByLabel('Request a state').fill('[1]');
    await shadow.getByRole('button', { name: 'Request', exact: true }).click();
    await shadow.getByText('Not a JSON object', { exact: true }).waitFor();
    await shadow.getByLabel('Request a state').fill('{"toggle": 1}');
    await shadow.getByRole('button', { name: 'Request', exact: true }).click();
    await shadow.getByText('"toggle": 1').waitFor();
    await shadow.getByRole('button', { name: 'Delete shadow' }).click();
    await shadow.getByRole('button', { name: 'Delete', exact: true }).click();
    await shadow.getByText('This thing has no shadow yet.').waitFor();
  }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]) {
  test(`at ${viewport.width}x${viewport.height}, the list and the explorer have no accessibility findings`, () =>
    runScenario(environment, { ...withoutHid, viewport }, async (scenario) => {
      const { page } = scenario;
      const room = new Class(scenario, 6);
      await room.open();
      await room.watch();
      await room.publish(3);
      await room.counts(/^6 boards · 6 live/);
      await page.getByText('Save messages').click();
      await checkAccessibility(page, 'all boards');
      await page.getByRole('button', { name: 'MQTT explorer' }).click();
      const explorer = page.locator('explorer-view');
      await explorer.getByLabel('Topic filter').fill('#');
      await explorer.getByRole('button', { name: 'Subscribe', exact: true }).click();
      await expectSoon(
        async () => ({
          holds: (await explorer.getByText('subscribing').count()) === 0,
        }),
        'granted',
        20_000,
      );
      await room.say('a/b', '{"Light":1}');
      await explorer.locator('topic-list').getByRole('button', { name: /^b 1 / }).click();
      await explorer.locator('topic-message').waitFor();
      await explorer.getByLabel('Thing').fill('board-000');
      await explorer.getByRole('button', { name: 'Open shadow' }).click();
      await explorer.getByText('This thing has no shadow yet.').waitFor();
      await checkAccessibility(page, 'the explorer');
    }));
}

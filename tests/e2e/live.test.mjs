// Watching a thing of the account whose board is not plugged in: losses, refusals, odd messages, silence.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { policy } from '../cloud/testkit.mjs';
import { expectSoon } from './support/soon.mjs';
import { play, region, Theatre } from './support/stage.mjs';
import { chartHas, signIn } from './support/story.mjs';

let theatre;
before(async () => {
  theatre = await Theatre.open();
});
after(() => theatre?.close());

const thing = 'far-away';

/** Signs in, picks the thing from the account's list, and watches it. */
async function watch(scene) {
  const { person } = scene;
  await scene.createThing(thing);
  await signIn(scene);
  await person.card('Live data').getByText('Watch a thing in this account').click();
  await person.card('Live data').getByLabel('Thing').selectOption(thing);
  await person.button('Live data', 'Watch live data').click();
}

const says = (scene, payload, topic = `${thing}/sensors`) =>
  scene.cloud.publish({ account: scene.account, region, topic, payload });
const reading = (n) => JSON.stringify({ Light: 100 + n, Temp: 20 + n / 10 });
const pageClient = (scene) => scene.cloud.connectedClients.filter((id) => id.startsWith('web-provisioner-'));

test('a thing of the account can be watched without its board', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    await watch(scene);
    await person.sees('Live data', 'Waiting for the first message');
    await person.reads('Live data', `${thing}/sensors`);
    for (let n = 0; n < 4; n += 1) await says(scene, reading(n));
    await person.sees('Live data', 'Your board is live');
    await chartHas(scene, 4);
    await person.reads('Live data', '103');
  }));

test('the data are in the unit of the user’s country, and drawn as they want', () =>
  play(theatre, { hid: false, locale: 'en-GB' }, async (scene) => {
    const { person, page } = scene;
    await watch(scene);
    await person.sees('Live data', 'Waiting for the first message');
    for (let n = 0; n < 4; n += 1) await says(scene, reading(n));
    await person.reads('Live data', '20.3 °C');
    await chartHas(scene, 4);
    const label = () => page.getByRole('img', { name: /^Temperature: / }).getAttribute('aria-label');
    assert.match(await label(), /between 20\.0 and 20\.3 °C/);
    await person.button('Live data', 'Pause').click();
    await says(scene, reading(50));
    await person.reads('Live data', '25.0 °C');
    assert.match(await label(), /between 20\.0 and 20\.3 °C/);
    await person.button('Live data', '°F').click();
    await person.reads('Live data', '77.0 °F');
    assert.match(await label(), /between 68\.0 and 68\.5 °F/);
    await person.button('Live data', '10 min').click();
    await person.button('Live data', 'Resume').click();
    await page.getByRole('img', { name: /^Temperature: between 68\.0 and 77\.0 °F/ }).waitFor();
    await person.card('Live data').getByText('Last message').click();
    await person.reads('Live data', reading(50));
    await person.button('Live data', 'Stop watching').click();
    await person.sees('Live data', 'No data yet');
  }));

test('a chart that did not load is loaded again on request', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person, page } = scene;
    const chart = /\/data-chart[^/]*\.js$/;
    await page.route(chart, (route) => route.abort());
    await watch(scene);
    await person.sees('Live data', 'Waiting for the first message');
    await says(scene, reading(1));
    await person.fails('Live data', 'page.module_failed');
    await page.unroute(chart);
    await person.button('Live data', 'Load again').click();
    await chartHas(scene, 1);
  }));

test('odd messages are counted, and neither they nor foreign topics stop the data', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    await watch(scene);
    await person.sees('Live data', 'Waiting for the first message');
    const odd = [
      '',
      'junk',
      '{"Light":',
      '{"Light":"x","Temp":1}',
      '['.repeat(20_000),
      '<img src=x onerror=alert(1)>',
    ];
    for (const payload of odd) await says(scene, payload);
    await says(scene, reading(1), 'somebody-else/sensors');
    await says(scene, reading(5));
    await person.reads('Live data', `${odd.length} not understood`);
    await person.reads('Live data', '105');
  }));

test('a lost connection comes back by itself, subscribed anew', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    await watch(scene);
    await person.sees('Live data', 'Waiting for the first message');
    await says(scene, reading(1));
    await person.sees('Live data', 'Your board is live');
    const [id] = pageClient(scene);
    scene.cloud.disconnectClient(id);
    await person.sees('Live data', /Reconnecting|Waiting for the first message/);
    await expectSoon(
      async () => ({ holds: pageClient(scene).includes(id), seen: pageClient(scene) }),
      'connected again',
    );
    await person.sees('Live data', 'Waiting for the first message');
    await says(scene, reading(2));
    await person.sees('Live data', 'Your board is live');
    await chartHas(scene, 2);
    const addresses = scene.requests.map(({ url }) => url).filter((url) => url.startsWith('wss:'));
    assert.equal(new Set(addresses).size, addresses.length, 'a fresh address each time');
  }));

test('keys that AWS no longer takes are named when the connection is lost', () =>
  play(theatre, { hid: false }, async (scene) => {
    await watch(scene);
    await scene.person.sees('Live data', 'Waiting for the first message');
    await scene.cloud.setKeyStatus(scene.user.accessKeyId, 'Inactive');
    await scene.person.fails('Live data', 'aws.unknown_key', 30_000);
    await scene.cloud.setKeyStatus(scene.user.accessKeyId, 'Active');
  }));

for (const [action, resource] of [
  ['iot:Connect', /client\/web-provisioner-/],
  ['iot:Subscribe', /topicfilter\/far-away\/sensors/],
]) {
  test(`a missing ${action} is named`, () => {
    const denied = policy(['Allow', '*', '*'], ['Deny', action, '*']);
    return play(theatre, { hid: false, user: { policies: { denied } } }, async (scene) => {
      await watch(scene);
      const told = await scene.person.fails('Live data', 'telemetry.not_permitted');
      assert.ok(told.includes(action));
      assert.match(told, resource);
    });
  });
}

for (const [name, statement] of [
  ['publish to', ['Deny', 'iot:Publish', '*']],
  ['follow', ['Deny', 'iot:Subscribe', 'arn:aws:iot:*:*:topicfilter/$aws/*']],
]) {
  test(`keys that may not ${name} the shadow still see the data, and the switch says why it does not work`, () => {
    const denied = policy(['Allow', '*', '*'], statement);
    return play(theatre, { hid: false, user: { policies: { denied } } }, async (scene) => {
      const { person } = scene;
      await watch(scene);
      await person.fails('Live data', 'telemetry.shadow_refused', 40_000);
      await says(scene, reading(3));
      await person.sees('Live data', 'Your board is live');
      await chartHas(scene, 1);
    });
  });
}

test('a network that lets no WebSocket through is told from a missing permission', () =>
  play(theatre, { hid: false }, async (scene) => {
    scene.cloud.block('iotdevicegateway');
    await watch(scene);
    await scene.person.fails('Live data', 'telemetry.watch_refused', 30_000);
    scene.cloud.unblock('iotdevicegateway');
    await scene.person.sees('Live data', 'Waiting for the first message', 60_000);
  }));

// Live data of a thing whose board is not plugged in: lost connections, refusals, odd messages, silence.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { policy } from '../cloud/testkit.mjs';
import { expectSoon } from './support/soon.mjs';
import { runScenario, region, Environment } from './support/scenario.mjs';
import { chartShows, signIn } from './support/flow.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const thing = 'far-away';

/** Signs in, picks the thing from the account's list, and watches it. */
async function watch(scenario) {
  const { person } = scenario;
  await scenario.createThing(thing);
  await signIn(scenario);
  await person.show('Live');
  await person.card('Live data').getByText('Watch a thing in this account').click();
  await person.card('Live data').getByLabel('Thing').selectOption(thing);
  await person.button('Live data', 'Watch live data').click();
}

const says = (scenario, payload, topic = `${thing}/sensors`) =>
  scenario.cloud.publish({ account: scenario.account, region, topic, payload });
const reading = (n) => JSON.stringify({ Light: 100 + n, Temp: 20 + n / 10 });
const pageClient = (scenario) =>
  scenario.cloud.connectedClients.filter((id) => id.startsWith('web-provisioner-'));

test('a thing in the account can be watched without its board', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    await watch(scenario);
    await person.sees('Live data', 'Waiting for the first message');
    await person.reads('Live data', `${thing}/sensors`);
    for (let n = 0; n < 4; n += 1) await says(scenario, reading(n));
    await person.sees('Live data', 'Your board is live');
    await chartShows(scenario, 4);
    await person.reads('Live data', '103');
  }));

test('the chart uses the unit of the user’s country, and pauses or changes its range on request', () =>
  runScenario(environment, { hid: false, locale: 'en-GB' }, async (scenario) => {
    const { person, page } = scenario;
    await watch(scenario);
    await person.sees('Live data', 'Waiting for the first message');
    for (let n = 0; n < 4; n += 1) await says(scenario, reading(n));
    await person.reads('Live data', '20.3 °C');
    await chartShows(scenario, 4);
    const label = () => page.getByRole('img', { name: /^Temperature: / }).getAttribute('aria-label');
    assert.match(await label(), /between 20\.0 and 20\.3 °C/);
    await person.button('Live data', 'Pause').click();
    await says(scenario, reading(50));
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
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page } = scenario;
    const chart = /\/data-chart[^/]*\.js$/;
    await page.route(chart, (route) => route.abort());
    await watch(scenario);
    await person.sees('Live data', 'Waiting for the first message');
    await says(scenario, reading(1));
    await person.fails('Live data', 'page.module_failed');
    await page.unroute(chart);
    await person.button('Live data', 'Load again').click();
    await chartShows(scenario, 1);
  }));

test('odd messages are counted, and neither they nor foreign topics stop live data', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    await watch(scenario);
    await person.sees('Live data', 'Waiting for the first message');
    const odd = [
      '',
      'junk',
      '{"Light":',
      '{"Light":"x","Temp":null}',
      '['.repeat(20_000),
      '<img src=x onerror=alert(1)>',
    ];
    for (const payload of odd) await says(scenario, payload);
    await says(scenario, reading(1), 'somebody-else/sensors');
    await says(scenario, reading(5));
    await person.reads('Live data', `${odd.length} not understood`);
    await person.reads('Live data', '105');
  }));

test('messages without a number are not called live data', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    await watch(scenario);
    await person.sees('Live data', 'Waiting for the first message');
    for (let n = 0; n < 3; n += 1) await says(scenario, '{"humidity":"high"}');
    await person.sees('Live data', 'Messages are not readable');
    await person.reads('Live data', /finds nothing to draw in them/);
    await person.reads('Live data', '{"humidity":"high"}');
    await says(scenario, reading(5));
    await person.sees('Live data', 'Your board is live');
  }));

test('every number of a message is drawn, and read by keyboard', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page } = scenario;
    await watch(scenario);
    await person.sees('Live data', 'Waiting for the first message');
    await says(scenario, '{"humidity":40,"battery":{"voltage":3.5}}');
    await person.sees('Live data', 'Your board is live');
    await page.getByRole('img', { name: 'humidity: between 40 and 40 in the range shown' }).waitFor();
    await says(scenario, '{"humidity":44}');
    await page.getByRole('img', { name: 'humidity: between 40 and 44 in the range shown' }).waitFor();
    const marker = page.getByRole('slider', { name: 'Values in the chart' });
    await marker.focus();
    await page.keyboard.press('Home');
    const reads = (words) =>
      expectSoon(async () => {
        const seen = await marker.getAttribute('aria-valuetext');
        return { holds: words.test(seen), seen };
      }, `the marker reads ${words}`);
    await reads(/: battery\.voltage 3\.5, humidity 40$/);
    await page.keyboard.press('End');
    await reads(/: humidity 44$/);
  }));

test('a lost connection is restored by itself, with a new subscription', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    await watch(scenario);
    await person.sees('Live data', 'Waiting for the first message');
    await says(scenario, reading(1));
    await person.sees('Live data', 'Your board is live');
    const [id] = pageClient(scenario);
    scenario.cloud.disconnectClient(id);
    await person.sees('Live data', /Reconnecting|Waiting for the first message/);
    await expectSoon(
      async () => ({ holds: pageClient(scenario).includes(id), seen: pageClient(scenario) }),
      'connected again',
    );
    await person.sees('Live data', 'Waiting for the first message');
    await says(scenario, reading(2));
    await person.sees('Live data', 'Your board is live');
    await chartShows(scenario, 2);
    const addresses = scenario.requests.map(({ url }) => url).filter((url) => url.startsWith('wss:'));
    assert.equal(new Set(addresses).size, addresses.length, 'a fresh address each time');
  }));

test('deactivated keys are reported when the connection is lost', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    await watch(scenario);
    await scenario.person.sees('Live data', 'Waiting for the first message');
    await scenario.cloud.setKeyStatus(scenario.user.accessKeyId, 'Inactive');
    await scenario.person.fails('Live data', 'aws.unknown_key', 30_000);
    await scenario.cloud.setKeyStatus(scenario.user.accessKeyId, 'Active');
  }));

for (const [action, resource] of [
  ['iot:Connect', /client\/web-provisioner-/],
  ['iot:Subscribe', /topicfilter\/far-away\/sensors/],
]) {
  test(`a missing ${action} is named`, () => {
    const denied = policy(['Allow', '*', '*'], ['Deny', action, '*']);
    return runScenario(environment, { hid: false, user: { policies: { denied } } }, async (scenario) => {
      await watch(scenario);
      const text = await scenario.person.fails('Live data', 'telemetry.not_permitted');
      assert.ok(text.includes(action));
      assert.match(text, resource);
    });
  });
}

for (const [name, statement] of [
  ['publish to', ['Deny', 'iot:Publish', '*']],
  ['follow', ['Deny', 'iot:Subscribe', 'arn:aws:iot:*:*:topicfilter/$aws/*']],
]) {
  test(`keys that may not ${name} the shadow still get live data, and the switch says why it does not work`, () => {
    const denied = policy(['Allow', '*', '*'], statement);
    return runScenario(environment, { hid: false, user: { policies: { denied } } }, async (scenario) => {
      const { person } = scenario;
      await watch(scenario);
      await person.fails('Live data', 'telemetry.shadow_refused', 40_000);
      await says(scenario, reading(3));
      await person.sees('Live data', 'Your board is live');
      await chartShows(scenario, 1);
    });
  });
}

test('a network that blocks WebSockets is not reported as a missing permission', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    scenario.cloud.block('iotdevicegateway');
    await watch(scenario);
    await scenario.person.fails('Live data', 'telemetry.watch_refused', 30_000);
    scenario.cloud.unblock('iotdevicegateway');
    await scenario.person.sees('Live data', 'Waiting for the first message', 60_000);
  }));

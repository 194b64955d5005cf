// “Try without a board”: the product's own module against the simulation's worker, under the real content security policy.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findSecrets } from './support/secrets.mjs';
import { signIn } from './support/flow.mjs';
import { runScenario, region, Environment } from './support/scenario.mjs';
import { boardsOf, enter, isReady, seesBoards } from './support/fleet.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const alone = { hid: false };

async function leave({ page, person }) {
  await page.getByRole('button', { name: 'Leave the simulation' }).click();
  await person.sees('Board', 'Not connected');
}

async function goLive({ person }) {
  await person.button('Wi-Fi', 'Use this network').click();
  await person.provision();
  await person.sees('Live data', 'Your board is live', 90_000);
}

/** Runs commands in one turn of the page's event loop. */
function run(page, ...commands) {
  return page.evaluate((all) => {
    const { workbench } = document.querySelector('provisioner-app');
    for (const command of all) workbench.run(command);
  }, commands);
}

test('the simulation’s worker fetches nothing but its own files, and no second core is downloaded', () =>
  runScenario(environment, alone, async (scenario) => {
    const { page, site, cloud } = scenario;
    const asked = cloud.requests.length;
    site.requests.length = 0;
    await enter(scenario);
    await goLive(scenario);
    const [worker, ...others] = page.workers();
    assert.deepEqual(others, []);
    const fetched = await worker.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    assert.ok(
      fetched.some((name) => /provisioner-simulation-[\w-]+\.wasm$/.test(name)),
      fetched.join(),
    );
    assert.deepEqual(
      fetched.filter((name) => !/\/assets\/(provisioner-simulation|simulation_worker)-[^/]+$/.test(name)),
      [],
    );
    assert.ok(fetched.every((name) => name.startsWith(site.url)));
    assert.equal(cloud.requests.length, asked, 'nothing reaches AWS');
    const core = site.requests.filter((path) => /provisioner-(first|rest)/.test(path));
    assert.deepEqual(
      core.filter((path) => path.includes('first')),
      [],
      'the first part of the core was there',
    );
    assert.ok(core.length <= 1, core.join());
  }));

test('trusted types pass one worker only', () =>
  runScenario(environment, alone, async (scenario) => {
    const { page, console: lines } = scenario;
    await enter(scenario);
    const outcomes = await page.evaluate(() => {
      const attempts = [
        () => new Worker('assets/another.js'),
        () => new Worker('data:text/javascript,1'),
        () => trustedTypes.createPolicy('simulation-worker', { createScriptURL: (address) => address }),
        () => trustedTypes.createPolicy('another', { createScriptURL: (address) => address }),
      ];
      // In a timer, because the browser does not restrict the code of its own debugger.
      const tried = (attempt) =>
        new Promise((resolve) =>
          setTimeout(() => {
            try {
              attempt();
              resolve('done');
            } catch (error) {
              resolve(error.name);
            }
          }),
        );
      return Promise.all(attempts.map(tried));
    });
    assert.deepEqual(outcomes, ['TypeError', 'TypeError', 'TypeError', 'TypeError']);
    lines.length = 0;
  }));

test('nothing of a real account is posted to the simulation, neither typed nor signed in', () =>
  runScenario(environment, alone, async (scenario) => {
    const { page, person, user, account } = scenario;
    await page.evaluate(() => {
      const plain = (value) =>
        JSON.stringify(value, (_, part) =>
          ArrayBuffer.isView(part) ? new TextDecoder('latin1').decode(part) : part,
        );
      window.posted = '';
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (...all) {
        window.posted += plain(all);
        return postMessage.apply(this, all);
      };
    });
    // Typed only.
    await person.unfold('AWS account');
    await person.card('AWS account').getByLabel('Access key ID', { exact: true }).fill(user.accessKeyId);
    await person
      .card('AWS account')
      .getByLabel('Secret access key', { exact: true })
      .fill(user.secretAccessKey);
    await enter(scenario);
    await leave(scenario);
    // Signed in.
    await signIn(scenario);
    await enter(scenario);
    await run(page, { do: 'sign_in', keys: { ...user, sessionToken: '', region } });
    await goLive(scenario);
    const posted = await page.evaluate(() => window.posted);
    for (const own of ['addBoard', 'AKIASIMULATEDKEY2345', 'connectMqtt'])
      assert.ok(posted.includes(own), `${own} was posted, so the search sees what is posted`);
    const secrets = [user.accessKeyId, user.secretAccessKey, account];
    assert.deepEqual(findSecrets({ posted }, secrets), []);
    await page.getByRole('button', { name: 'Leave the simulation' }).click();
    await person.sees('AWS account', 'Connected');
  }));

const plug = { do: 'simulated_plug' };
test('boards plugged in at the same moment are all identified, one of each kit, and are unplugged and plugged in one by one', () =>
  runScenario(environment, alone, async (scenario) => {
    const { page, person } = scenario;
    await enter(scenario);
    await run(page, plug, plug, plug);
    await seesBoards(page, (boards) => boards.length === 4 && boards.every(isReady), 'four boards, ready');
    const boards = await boardsOf(page);
    assert.deepEqual(
      boards.map(({ kit }) => kit),
      ['AVR-IoT WG', 'AVR-IoT WA', 'PIC-IoT WG', 'PIC-IoT WA'],
    );
    const [, second] = boards;
    await run(page, { do: 'select_board', id: second.id });
    await person.button('Board', 'Unplug the cable').click();
    await seesBoards(
      page,
      (all) => all.every(({ id, status }) => status === (id === second.id ? 'gone' : 'ready')),
      'the second board gone, the others ready',
    );
    await person.button('Board', 'Plug in the cable').click();
    await seesBoards(page, (all) => all.every(isReady), 'all boards ready again');
    assert.deepEqual(
      (await boardsOf(page)).map(({ id, kit }) => ({ id, kit })),
      boards.map(({ id, kit }) => ({ id, kit })),
    );
  }));

// Tests just-in-time registration in the page: the account is prepared once, and AWS IoT registers each board when it first connects. The
// local cloud runs the stack's function; an independent parser of the board's flash connects as the board does.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runScenario, Environment } from './support/scenario.mjs';
import { checkAccount, chooseJitr, prepareOneClick } from './support/flow.mjs';
import { expectSoon } from './support/soon.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
  await environment.cloud.setStackPace(0.1);
});
after(() => environment?.close());

const programming = 120_000;

/** Lets the board connect until its messages arrive, and checks what the account holds then. */
async function goLiveByItself(scenario, board) {
  const { person } = scenario;
  await person.sees('Provision', 'Waiting for its first connection', programming);
  const { certificates, things } = await scenario.inventory();
  assert.deepEqual([certificates, things], [[], []], 'AWS IoT registers the board, not the page');
  const sender = scenario.startSending(board);
  await person.sees('Live data', 'Your board is live', 60_000);
  await person.sees('Provision', 'Provisioned');
  await person.unfold('Provision');
  await checkAccount(scenario, await person.result('Thing'), await person.result('Certificate'));
  const refusals = sender.events.filter(({ name }) => name === 'disconnected');
  assert.ok(refusals.length >= 1, 'AWS IoT refuses the first connection');
}

/** The requests so far, of all scenarios, that change something in an account; without those of the stack and its function. */
const changesIn = ({ cloud }) =>
  cloud.requests.filter(({ operation }) => operation && !/^(Get|Describe|List|Simulate)/.test(operation));

for (const kit of ['avr-iot-wg', 'pic-iot-wg']) {
  test(`the account registers a new ${kit} at its first connection; a second run changes nothing`, () =>
    runScenario(environment, {}, async (scenario) => {
      const { person } = scenario;
      const board = await prepareOneClick(scenario, { kit });
      await chooseJitr(scenario);
      await person.provision();
      await goLiveByItself(scenario, board);
      const { rules } = await scenario.inventory();
      assert.equal(rules.length, 1);

      const before = [await board.flash(), await board.program(), changesIn(scenario).length];
      await person.useKeptNetwork();
      await person.provisionAgain();
      await person.sees('Provision', 'Already provisioned');
      const after = [await board.flash(), await board.program(), changesIn(scenario).length];
      assert.deepEqual(after, before);
    }));
}

test('the page asks for the authority to be saved, and shows the part of the account in the plan', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    await prepareOneClick(scenario, { firmware: 'provisioning' });
    const before = changesIn(scenario).length;
    await person.chooseMethod('at its first connection (JITR)');
    await person.button('Provision', 'Show the plan first').click();
    await person.sees('Provision', 'Nothing written yet');
    for (const item of ['registration function', 'certificate authority', 'at the first connection'])
      await person.reads('Provision', item);
    await person.provision();
    await person.fails('Provision', 'session.authority_not_kept');
    assert.equal(changesIn(scenario).length, before);
    await person.chooseMethod('now, by this page (MAR)');
    await expectSoon(async () => {
      const seen = await person.card('Provision').locator('plan-view').ariaSnapshot();
      return { holds: !seen.includes('registration function'), seen };
    }, 'the plan of MAR');
  }));

test('a board that MAR has set up is taken over', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const board = await prepareOneClick(scenario);
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);
    const certificate = await person.result('Certificate');
    scenario.startSending(board);
    await person.sees('Live data', 'Your board is live', 30_000);
    await person.unfold('Provision');
    await chooseJitr(scenario);
    await person.useKeptNetwork();
    await person.provisionAgain();
    await expectSoon(
      async () => {
        const { rules } = await scenario.inventory();
        return { holds: rules.length === 1, seen: rules };
      },
      'the account is prepared for further boards',
      programming,
    );
    await person.sees('Provision', 'Provisioned', programming);
    await person.unfold('Provision');
    await checkAccount(scenario, await person.result('Thing'), certificate);
  }));

test('a function that fails once succeeds at the next attempt of the board', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person, cloud } = scenario;
    const board = await prepareOneClick(scenario);
    await chooseJitr(scenario);
    await person.provision();
    await person.sees('Provision', 'Waiting for its first connection', programming);
    const error = { code: 'InvalidRequestException', status: 400 };
    cloud.addFault({ service: 'iot', operation: 'AttachThingPrincipal', times: 1, error });
    const failed = cloud.nextInvocation();
    const flash = await board.flash();
    scenario.startSending(board);
    assert.equal((await failed).ok ?? false, false);
    await person.sees('Live data', 'Your board is live', 60_000);
    await person.sees('Provision', 'Provisioned');
    assert.ok(flash.equals(await board.flash()), 'nobody has touched the board');
  }));

test('names what the function could not do', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person, cloud } = scenario;
    const board = await prepareOneClick(scenario);
    await chooseJitr(scenario);
    await person.provision();
    await person.sees('Provision', 'Waiting for its first connection', programming);
    const error = { code: 'InvalidRequestException', status: 400 };
    const end = cloud.addFault({ service: 'iot', operation: 'CreateThing', error });
    scenario.startSending(board);
    await person.reads('Provision', /the function has not created the thing\./, 60_000);
    end();
    await person.sees('Live data', 'Your board is live', 60_000);
  }));

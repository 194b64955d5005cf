// Many boards at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connectWithDebugger, signIn } from './support/flow.mjs';
import { Environment, runScenario } from './support/scenario.mjs';
import { boardsOf, enter, provisionAll, provisionFleet, seesBoards } from './support/fleet.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

test('boards of all kits are provisioned at the same time, and each sends its first message', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    await enter(scenario);
    await provisionFleet(scenario, 4); // tests/bench/turns takes ten
    const kits = (await boardsOf(scenario.page)).map(({ kit }) => kit);
    assert.equal(new Set(kits).size, 4, kits.join());
    const list = scenario.person.card('Board').locator('board-list li');
    assert.equal(await list.filter({ hasText: 'Provisioned' }).count(), 4);
  }));

test('an AVR-IoT and a PIC-IoT are programmed by their debuggers and provisioned at the same time', () =>
  runScenario(environment, {}, async (scenario) => {
    const { page, person } = scenario;
    const boards = [await connectWithDebugger(scenario, { kit: 'avr-iot-wg' })];
    await signIn(scenario);
    const second = await scenario.board({ kit: 'pic-iot-wg' });
    boards.push(second);
    scenario.bus.choose = () => second.port;
    scenario.hid.choose = () => second.hid;
    await person.unfold('Board');
    await person.button('Board', 'Connect another board').click();
    const ready = (all) => all.length === 2 && all.every(({ status, kit }) => status === 'ready' && kit);
    await seesBoards(page, ready, 'both boards ready');
    await provisionAll(scenario);
    assert.deepEqual(
      (await boardsOf(page)).map(({ job }) => job),
      ['running', 'running'],
    );
    const waiting = (all) => all.every(({ firstMessage }) => firstMessage === 'running');
    await seesBoards(page, waiting, 'both boards provisioned', 120_000);
    for (const board of boards) scenario.startSending(board);
    await seesBoards(page, (all) => all.every(({ job }) => job === 'done'), 'both boards live');

    const { things, certificates, thingPrincipals } = await scenario.inventory();
    assert.equal(things.length, 2);
    assert.deepEqual(
      certificates.map(({ status }) => status),
      ['ACTIVE', 'ACTIVE'],
    );
    assert.equal(new Set(thingPrincipals.map(({ principal }) => principal)).size, 2);
  }));

// Many boards at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Environment, runScenario } from './support/scenario.mjs';
import { boardsOf, enter, provisionFleet } from './support/simulated_fleet.mjs';

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

// The main flow in the built page, with a stand-in for the serial port, real signatures and a real broker. The board is the native
// virtual board; an independent parser of its flash sends its messages.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { expectSoon } from './support/soon.mjs';
import { runScenario, region, Environment, wifi } from './support/scenario.mjs';
import {
  goLive,
  chartShows,
  checkAccount,
  connectProvisioningBoard,
  provision,
  signIn,
} from './support/flow.mjs';

/** A named part of a test; a failure tells the name. */
async function step(name, part) {
  try {
    await part();
  } catch (error) {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

/** Waits until the page has sent this many write commands to the board. */
async function storeIsBeingWritten(scenario, commands) {
  await expectSoon(async () => {
    const written = scenario.countCommand('MC+WINC+WRITEBLOB');
    return { holds: written >= commands, seen: written };
  }, 'the store is being written');
}

test('from a new board to a live chart', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page } = scenario;
    const board = await scenario.board({ firmware: 'demo' });
    await step('a board with the demo firmware is recognised', async () => {
      await person.connectBoard();
      await person.sees('Board', 'Ready', 30_000);
      await person.reads('Board', /demo/);
    });
    await step('keys are checked and shown as account and user', async () => {
      await signIn(scenario);
      await person.unfold('AWS account');
      await person.reads('AWS account', scenario.account);
      await person.reads('AWS account', new RegExp(`…${scenario.user.accessKeyId.slice(-4)}`));
      assert.equal(
        await page.getByText(scenario.user.accessKeyId).count(),
        0,
        'only its last characters are shown',
      );
    });
    await step('the page offers the necessary image and notices when it runs', async () => {
      await person.sees('Board', 'Needs different firmware');
      const download = page.waitForEvent('download');
      await person.button('Board', 'Download the provisioning image for AVR-IoT').click();
      const name = (await download).suggestedFilename();
      assert.match(name, /^atmega4808-iot-provision.*\.hex$/);
      const file = join(board.state, name);
      await (await download).saveAs(file);
      const { programs } = await board.drop(file);
      assert.equal(programs, 'provisioning', 'what the page hands out is the image');
      await person.sees('Board', 'Ready', 30_000);
    });
    await step('the plan is shown before anything is written', async () => {
      const flashBefore = await board.flash();
      await person.showPlan();
      for (const item of ['certificate store', 'thing name', 'endpoint', 'policy on certificate'])
        await person.reads('Provision', item);
      assert.ok(flashBefore.equals(await board.flash()), 'the flash is unchanged');
      const { things, certificates, policies } = await scenario.inventory();
      assert.deepEqual([things, certificates, policies], [[], [], []]);
    });
    await step('provisioning ends with thing, certificate, policy and attachments', async () => {
      await person.provision();
      await person.sees('Provision', 'Provisioned', 60_000);
      scenario.thing = await person.result('Thing');
      await checkAccount(scenario, scenario.thing, await person.result('Certificate'));
      assert.equal(await person.result('Topic'), `${scenario.thing}/sensors`);
      const links = await person
        .card('Provision')
        .getByRole('link')
        .evaluateAll((all) => all.map(({ href }) => href));
      assert.ok(
        links.length === 3 &&
          links.every((link) => link.startsWith(`https://${region}.console.aws.amazon.com/iot/`)),
      );
      await person.sees('Live data', 'Waiting for the first message');
    });
    await step('the first message from the board makes the page live', async () => {
      scenario.sender = await goLive(scenario, board);
      assert.equal(
        scenario.sender.events.find(({ name }) => name === 'connected')?.thingName,
        scenario.thing,
      );
      await chartShows(scenario, 5);
    });
    await step('the switch sets the shadow, and shows what the board reports', async () => {
      const live = person.card('Live data');
      await live.getByRole('switch', { name: 'Yellow light' }).click();
      await expectSoon(async () => {
        const asked = scenario.sender.events.filter(({ name }) => name === 'toggle');
        return { holds: asked.at(-1)?.value === 1, seen: asked };
      }, 'the board was asked');
      await live.getByText('requested: on · the board reports: on').waitFor();
    });
    await step(
      'after a reload the page knows the board but not the keys, and live data continues',
      async () => {
        await scenario.reload();
        await person.sees('AWS account', 'No keys yet');
        await person.sees('Board', /Ready|Needs different firmware/, 30_000);
        assert.equal(scenario.bus.requests, 1, 'the user did not choose the port again');
        await signIn(scenario);
        await person.show('Live');
        await person.button('Live data', 'Watch live data').click();
        await person.sees('Live data', 'Your board is live');
        await chartShows(scenario, 3);
      },
    );
  }));

test('a second run changes nothing; a renewal replaces the certificate', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    const board = await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await provision(scenario);
    const first = await person.result('Certificate');
    const thing = await person.result('Thing');
    const flash = await board.flash();

    await scenario.reload();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scenario);
    const changes = /^(Create|Register|Attach|Detach|Update|Delete)/;
    const writes = () =>
      scenario.cloud.requests.filter(({ operation }) => changes.test(operation ?? '')).length;
    const before = writes();
    await person.showPlan();
    await person.sees('Provision', 'Everything is in place');
    assert.equal(writes(), before);
    assert.ok(flash.equals(await board.flash()));

    await person.button('Provision', 'Create a new certificate').click();
    await person.sees('Provision', 'Nothing written yet', 20_000);
    await person.provision();
    await person.sees('Provision', 'Provisioned', 60_000);
    const second = await person.result('Certificate');
    assert.notEqual(second, first);
    await checkAccount(scenario, thing, second);
  }));

test('the job stops when the cable is unplugged, and continues where it stopped', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    const board = await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await person.showPlan();
    await person.provision();
    await storeIsBeingWritten(scenario, 3);
    await board.unplug();
    await person.sees('Board', 'Unplugged');
    await person.fails('Provision', 'serial.disconnected');
    await board.replug();
    await person.sees('Board', 'Ready', 30_000);
    await person.button('Provision', 'Continue').click();
    await person.sees('Provision', 'Provisioned', 60_000);
    await checkAccount(scenario, await person.result('Thing'), await person.result('Certificate'));
    await goLive(scenario, board);
  }));

test('the job continues after a reload, once the page has the keys again', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    const board = await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await person.showPlan();
    await person.provision();
    await storeIsBeingWritten(scenario, 2);
    await scenario.reload();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scenario);
    await provision(scenario);
    await checkAccount(scenario, await person.result('Thing'), await person.result('Certificate'));
    await goLive(scenario, board);
  }));

test('two boards do not disturb each other', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    const first = await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await provision(scenario);
    const firstThing = await person.result('Thing');
    const second = await scenario.board({ firmware: 'provisioning' });
    scenario.bus.choose = () => second.port;
    await person.unfold('Board');
    await person.button('Board', 'Connect another board').click();
    await person.sees('Provision', 'Ready to check', 30_000);
    await provision(scenario);
    const secondThing = await person.result('Thing');
    assert.notEqual(firstThing, secondThing);
    const { things } = await scenario.inventory();
    assert.deepEqual(things.map(({ thingName }) => thingName).sort(), [firstThing, secondThing].sort());
    await first.unplug();
    assert.equal(await person.result('Thing'), secondThing, 'the selected board stays');
    await person.sees('Provision', 'Provisioned');
  }));

test('the passphrase is sent to the board only', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const board = await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await provision(scenario);
    await goLive(scenario, board);
    assert.ok(scenario.sent().includes(`${wifi.ssid},${wifi.passphrase},2`));
  }));

// The main job in the built page: a board on a (stand-in for a) real serial port, real signatures, a real broker. The board
// is the native virtual board; what it sends comes from an independent reading of its flash.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { expectSoon } from './support/soon.mjs';
import { play, region, Theatre, wifi } from './support/stage.mjs';
import {
  bringToLife,
  chartHas,
  checkAccount,
  plugInAndPrepare,
  provision,
  signIn,
} from './support/story.mjs';

/** A part of a story: when it fails, its name is told, and the story is over. */
async function step(name, part) {
  try {
    await part();
  } catch (error) {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}

let theatre;
before(async () => {
  theatre = await Theatre.open();
});
after(() => theatre?.close());

/** So many commands of it have gone to the board. */
async function storeIsBeingWritten(scene, commands) {
  await expectSoon(async () => {
    const written = scene.written('MC+WINC+WRITEBLOB');
    return { holds: written >= commands, seen: written };
  }, 'the store is being written');
}

test('from a new board to a live chart', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person, page } = scene;
    const board = await scene.board({ firmware: 'demo' });
    await step('a board with the demo firmware is recognised', async () => {
      await person.connectBoard();
      await person.sees('Board', 'Ready', 30_000);
      await person.reads('Board', /demo/);
    });
    await step('keys are checked and shown as account and user', async () => {
      await signIn(scene);
      await person.unfold('AWS account');
      await person.reads('AWS account', scene.account);
      await person.reads('AWS account', new RegExp(`…${scene.user.accessKeyId.slice(-4)}`));
      assert.equal(await page.getByText(scene.user.accessKeyId).count(), 0, 'no more than its end is shown');
    });
    await step('the image that is needed is offered, and noticed once it runs', async () => {
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
      for (const item of ['certificate store', 'thing name', 'endpoint', 'policy attached to certificate'])
        await person.reads('Provision', item);
      assert.ok(flashBefore.equals(await board.flash()), 'the flash is as it was');
      const { things, certificates, policies } = await scene.inventory();
      assert.deepEqual([things, certificates, policies], [[], [], []]);
    });
    await step('provisioning ends with thing, certificate, policy and attachments', async () => {
      await person.provision();
      await person.sees('Provision', 'Provisioned', 60_000);
      scene.thing = await person.result('Thing');
      await checkAccount(scene, scene.thing, await person.result('Certificate'));
      assert.equal(await person.result('Topic'), `${scene.thing}/sensors`);
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
    await step('the first message of the board itself is the success', async () => {
      scene.sender = await bringToLife(scene, board);
      assert.equal(scene.sender.said.find(({ name }) => name === 'connected')?.thingName, scene.thing);
      await chartHas(scene, 5);
    });
    await step('the switch asks the board through its shadow, and shows what it reports', async () => {
      const live = person.card('Live data');
      await live.getByRole('switch', { name: 'Yellow light' }).click();
      await expectSoon(async () => {
        const asked = scene.sender.said.filter(({ name }) => name === 'toggle');
        return { holds: asked.at(-1)?.value === 1, seen: asked };
      }, 'the board was asked');
      await live.getByText('requested: on · the board reports: on').waitFor();
    });
    await step('after a reload the board is known, the keys are not, and watching goes on', async () => {
      await scene.reload();
      await person.sees('AWS account', 'No keys yet');
      await person.sees('Board', /Ready|Needs another firmware/, 30_000);
      assert.equal(scene.bus.requests, 1, 'without choosing it again');
      await signIn(scene);
      await person.button('Live data', 'Watch live data').click();
      await person.sees('Live data', 'Your board is live');
      await chartHas(scene, 3);
    });
  }));

test('a second run changes nothing and says so; a renewal replaces the certificate', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    const board = await plugInAndPrepare(scene);
    await signIn(scene);
    await provision(scene);
    const first = await person.result('Certificate');
    const thing = await person.result('Thing');
    const flash = await board.flash();

    await scene.reload();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scene);
    const changes = /^(Create|Register|Attach|Detach|Update|Delete)/;
    const writes = () => scene.cloud.requests.filter(({ operation }) => changes.test(operation ?? '')).length;
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
    await checkAccount(scene, thing, second);
  }));

test('a cable pulled midway stops with a name, and the job goes on where it stopped', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    const board = await plugInAndPrepare(scene);
    await signIn(scene);
    await person.showPlan();
    await person.provision();
    await storeIsBeingWritten(scene, 3);
    await board.unplug();
    await person.sees('Board', 'Unplugged');
    await person.fails('Provision', 'serial.disconnected');
    await board.replug();
    await person.sees('Board', 'Ready', 30_000);
    await person.button('Provision', 'Continue').click();
    await person.sees('Provision', 'Provisioned', 60_000);
    await checkAccount(scene, await person.result('Thing'), await person.result('Certificate'));
    await bringToLife(scene, board);
  }));

test('a page reloaded midway goes on once it has the keys again', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    const board = await plugInAndPrepare(scene);
    await signIn(scene);
    await person.showPlan();
    await person.provision();
    await storeIsBeingWritten(scene, 2);
    await scene.reload();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scene);
    await provision(scene);
    await checkAccount(scene, await person.result('Thing'), await person.result('Certificate'));
    await bringToLife(scene, board);
  }));

test('two boards do not disturb each other', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    const first = await plugInAndPrepare(scene);
    await signIn(scene);
    await provision(scene);
    const firstThing = await person.result('Thing');
    const second = await scene.board({ firmware: 'provisioning' });
    scene.bus.choose = () => second.port;
    await person.unfold('Board');
    await person.button('Board', 'Connect another board').click();
    await person.sees('Provision', 'Ready to check', 30_000);
    await provision(scene);
    const secondThing = await person.result('Thing');
    assert.notEqual(firstThing, secondThing);
    const { things } = await scene.inventory();
    assert.deepEqual(things.map(({ thingName }) => thingName).sort(), [firstThing, secondThing].sort());
    await first.unplug();
    assert.equal(await person.result('Thing'), secondThing, 'the one shown stays');
    await person.sees('Provision', 'Provisioned');
  }));

test('the passphrase reaches the board and nobody else', () =>
  play(theatre, { hid: false }, async (scene) => {
    const board = await plugInAndPrepare(scene);
    await signIn(scene);
    await provision(scene);
    await bringToLife(scene, board);
    assert.ok(scene.sent().includes(`${wifi.ssid},${wifi.passphrase},2`));
  }));

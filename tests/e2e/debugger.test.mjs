// A board as it comes out of its box, with its debugger: one click from the demo firmware that it came with to the first message,
// and what stands in the way of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { play, Theatre, wifi } from './support/stage.mjs';
import { signIn } from './support/story.mjs';

let theatre;
before(async () => {
  theatre = await Theatre.open();
});
after(() => theatre?.close());

const programming = 120_000;

/** Both permissions, keys and Wi-Fi: what a person gives before the one click. */
async function prepare(scene, options) {
  const board = await scene.board({ firmware: 'demo', ...options });
  await scene.person.connectBoard();
  await scene.person.sees('Board', 'Ready', 30_000);
  await signIn(scene);
  await scene.person.useWifi(wifi);
  return board;
}

for (const kit of ['avr-iot-wg', 'avr-iot-wa', 'pic-iot-wg', 'pic-iot-wa']) {
  test(`one click takes a new ${kit} to its first message`, () =>
    play(theatre, {}, async (scene) => {
      const { person } = scene;
      const board = await prepare(scene, { kit });
      assert.deepEqual([scene.bus.requests, scene.hid.requests], [1, 1], 'one click opened both lists');
      await person.provision();
      await person.sees('Provision', 'Provisioned', programming);
      scene.send(board);
      await person.sees('Live data', 'Your board is live', 30_000);
    }));
}

test('a list closed without a debugger says so, and can be opened again', () =>
  play(theatre, {}, async (scene) => {
    const { person } = scene;
    await scene.board({ firmware: 'demo' });
    scene.hid.choose = () => null;
    await person.connectBoard();
    await person.fails('Board', 'page.debugger_picker_closed');
    await person.reads('Board', 'What to look at');
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scene);
    scene.hid.choose = ([first]) => first.id;
    await person.button('Board', 'Allow the debugger').click();
    await person.sees('Board', 'Ready', 30_000);
  }));

test('a debugger that the system keeps back comes with the rule to copy', () =>
  play(theatre, {}, async (scene) => {
    const { person } = scene;
    const board = await scene.board({ firmware: 'demo' });
    scene.hid.refuse(board.hid);
    await person.connectBoard();
    await person.fails('Board', 'hid.open_failed');
    await person.reads('Board', /70-nedbg\.rules/);
  }));

test('without the debugger the images go by the drive', () =>
  play(theatre, {}, async (scene) => {
    const { person } = scene;
    await scene.board({ firmware: 'demo' });
    scene.hid.choose = () => null;
    await person.connectBoard();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scene);
    await person.button('Board', 'Go on without it').click();
    await person.button('Board', 'Download the provisioning image').waitFor();
    await person.button('Board', 'Use the debugger instead').click();
    await person.button('Board', 'Allow the debugger').waitFor();
  }));

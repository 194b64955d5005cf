// A board as it comes out of its box, with its debugger: one click from the demo firmware that it came with to the first message,
// the user's own firmware in its place, and the way back to how it was delivered.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { play, Theatre, wifi } from './support/stage.mjs';
import { checkAccount, plugInWhole, prepareWhole, signIn } from './support/story.mjs';

let theatre;
before(async () => {
  theatre = await Theatre.open();
});
after(() => theatre?.close());

const programming = 120_000;

for (const kit of ['avr-iot-wg', 'avr-iot-wa', 'pic-iot-wg', 'pic-iot-wa']) {
  test(`one click takes a new ${kit} to its first message; a second run changes nothing`, () =>
    play(theatre, {}, async (scene) => {
      const { person } = scene;
      const board = await prepareWhole(scene, { kit });
      assert.deepEqual([scene.bus.requests, scene.hid.requests], [1, 1], 'one click opened both lists');
      await person.provision();
      await person.sees('Provision', 'Provisioned', programming);
      await checkAccount(scene, await person.result('Thing'), await person.result('Certificate'));
      scene.send(board);
      await person.sees('Live data', 'Your board is live', 30_000);

      const before = [await board.flash(), await board.program()];
      await scene.reload();
      await person.sees('Board', 'Ready', 30_000);
      await signIn(scene);
      await person.button('Wi-Fi', 'Keep the board’s network').click();
      await person.provision();
      await person.sees('Provision', 'Already provisioned');
      assert.deepEqual([scene.bus.requests, scene.hid.requests], [1, 1], 'both were remembered');
      const after = [await board.flash(), await board.program()];
      assert.ok(before.every((bytes, index) => bytes.equals(after[index])));
    }));
}

test('a board goes back to how it was delivered: certificates, endpoint, demo firmware', () =>
  play(theatre, {}, async (scene) => {
    const { person } = scene;
    const board = await prepareWhole(scene, { firmware: 'provisioning' });
    // The certificate store with the endpoint behind it, as text: names in certificates are.
    const stores = async () => (await board.flash()).subarray(0x5000, 0x6f00).toString('latin1');
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);
    const provisioned = await stores();
    const certificates = (text) => text.match(/CERT_[0-9A-F]+/g);
    assert.match(provisioned, /-ats\.iot\.eu-west-1\.amazonaws\.com/);
    await person.openTools();
    await person.button('Board', 'Restore the board…').click();
    await person.button('Board', 'Keep it as it is').click();
    await person.button('Board', 'Restore the board…').click();
    await person.button('Board', 'Yes, restore it').click();
    await person.reads('Board', 'The board is as it was delivered.', programming);
    const restored = await stores();
    assert.doesNotMatch(restored, /amazonaws/);
    assert.ok(certificates(restored).length >= 2);
    assert.ok(
      certificates(restored).every((name) => !provisioned.includes(name)),
      'none of those written before',
    );
    const { firmware } = await board.control('state');
    assert.equal(firmware, 'demo');
    const { things } = await scene.inventory();
    assert.equal(things.length, 1, 'the account is not touched');
  }));

test('a file of the user’s own takes the place of Microchip’s and says so; one for another chip is refused', () =>
  play(theatre, {}, async (scene) => {
    const { person } = scene;
    const board = await plugInWhole(scene, { firmware: 'provisioning' });
    await person.openTools();
    const choose = (name, content, which) =>
      person.chooseFile(
        'Board',
        'Use a file of your own…',
        { name, mimeType: 'text/plain', buffer: Buffer.from(content) },
        which,
      );
    const [provisioning, demo] = [0, 1];
    // Four bytes at 64 KiB: more than this chip has.
    await choose('bigger-chip.hex', ':020000040001F9\n:0400000001020304F2\n:00000001FF\n', demo);
    const told = await person.fails('Board', 'debugger.image_out_of_range');
    assert.match(told, /is for another chip/);
    await choose('notes.hex', 'Dear diary,\n', provisioning);
    await person.fails('Board', 'debugger.image_malformed');
    assert.equal(await person.card('Board').getByText('your own file').count(), 0, 'neither was taken');

    const vendors = new URL('firmware/atmega4808-aws-iot-demo.hex', scene.site.folder);
    await choose('my-demo.hex', await readFile(vendors), demo);
    await person.reads('Board', 'my-demo.hex');
    await person.reads('Board', /The page checks only the format of your own file/);
    await signIn(scene);
    await person.useWifi(wifi);
    await person.button('Provision', 'Show the plan first').click();
    const warned = await person.fails('Provision', 'provision.own_image');
    assert.match(warned, /my-demo\.hex in place of Microchip’s image/);
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);
    const { firmware } = await board.control('state');
    assert.equal(firmware, 'demo');
    await person.button('Board', 'Use Microchip’s image again').click();
    await person.reads('Board', 'atmega4808-aws-iot-demo.hex');
  }));

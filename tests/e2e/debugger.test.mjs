// Tests what the page does with a new board and its debugger: it provisions the board with one click, programs a firmware file of the user's,
// and restores the delivered state. Uses one kit per microcontroller; flow_test.cpp runs the flow on all kits natively.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { runScenario, Environment, wifi } from './support/scenario.mjs';
import { checkAccount, connectWithDebugger, prepareOneClick, signIn } from './support/flow.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const programming = 120_000;

for (const kit of ['avr-iot-wg', 'pic-iot-wg']) {
  test(`one click takes a new ${kit} to its first message; a second run changes nothing`, () =>
    runScenario(environment, {}, async (scenario) => {
      const { person } = scenario;
      const board = await prepareOneClick(scenario, { kit });
      assert.deepEqual([scenario.bus.requests, scenario.hid.requests], [1, 1], 'one click opened both lists');
      await person.provision();
      await person.sees('Provision', 'Provisioned', programming);
      await checkAccount(scenario, await person.result('Thing'), await person.result('Certificate'));
      scenario.startSending(board);
      await person.sees('Live data', 'Your board is live', 30_000);

      const before = [await board.flash(), await board.program()];
      await scenario.reload();
      await person.sees('Board', 'Ready', 30_000);
      await signIn(scenario);
      await person.button('Wi-Fi', 'Keep the board’s network').click();
      await person.provision();
      await person.sees('Provision', 'Already provisioned');
      assert.deepEqual([scenario.bus.requests, scenario.hid.requests], [1, 1], 'both were remembered');
      const after = [await board.flash(), await board.program()];
      assert.ok(before.every((bytes, index) => bytes.equals(after[index])));
    }));
}

test('restoring brings back the delivered certificates and the demo firmware, and clears the endpoint', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const board = await prepareOneClick(scenario, { firmware: 'provisioning' });
    // The certificate store and the endpoint, as text. Names in certificates are readable in it.
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
      'no certificate of the provisioning is left',
    );
    const { firmware } = await board.control('state');
    assert.equal(firmware, 'demo');
    const { things } = await scenario.inventory();
    assert.equal(things.length, 1, 'the account is not touched');
  }));

test('the user’s own file replaces Microchip’s image with a warning; a file for another chip is refused', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    const board = await connectWithDebugger(scenario, { firmware: 'provisioning' });
    await person.openTools();
    const choose = (name, content, which) =>
      person.chooseFile(
        'Board',
        'Use a file of your own…',
        { name, mimeType: 'text/plain', buffer: Buffer.from(content) },
        which,
      );
    const [provisioning, demo] = [0, 1];
    // Four bytes at 64 KiB, which is outside the flash of this chip.
    await choose('bigger-chip.hex', ':020000040001F9\n:0400000001020304F2\n:00000001FF\n', demo);
    const error = await person.fails('Board', 'debugger.image_out_of_range');
    assert.match(error, /is for another chip/);
    await choose('notes.hex', 'Dear diary,\n', provisioning);
    await person.fails('Board', 'debugger.image_malformed');
    assert.equal(
      await person.card('Board').getByText('your own file').count(),
      0,
      'neither file was accepted',
    );

    const vendors = new URL('firmware/atmega4808-aws-iot-demo.hex', scenario.site.folder);
    await choose('my-demo.hex', await readFile(vendors), demo);
    await person.reads('Board', 'my-demo.hex');
    await person.reads('Board', /The page checks only the format of your own file/);
    await signIn(scenario);
    await person.useWifi(wifi);
    await person.button('Provision', 'Show the plan first').click();
    const warning = await person.fails('Provision', 'provision.own_image');
    assert.match(warning, /my-demo\.hex in place of Microchip’s image/);
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);
    const { firmware } = await board.control('state');
    assert.equal(firmware, 'demo');
    await person.button('Board', 'Use Microchip’s image again').click();
    await person.reads('Board', 'atmega4808-aws-iot-demo.hex');
  }));

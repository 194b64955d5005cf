// What a board holds and how to repair it, and the certificate authority as files, over the serial port alone.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { play, Theatre } from './support/stage.mjs';
import { plugInAndPrepare, provision, signIn } from './support/story.mjs';

let theatre;
before(async () => {
  theatre = await Theatre.open();
});
after(() => theatre?.close());

const twoRoots = new URL('../core/board/testdata/two-delivered-roots.bin', import.meta.url);

/** A store without the root that AWS IoT needs: the second of those two alone. */
async function oldRoots() {
  const store = await readFile(twoRoots);
  const [head, firstEntry] = [20, 108];
  const old = Buffer.concat([store.subarray(0, head), store.subarray(head + firstEntry)]);
  old.writeUInt32LE(1, 16);
  return old;
}

test('a look inside tells versions, secure element, certificates with their chain, endpoint and thing', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    const board = await plugInAndPrepare(scene);
    await signIn(scene);
    await provision(scene);
    const [thing, endpoint] = [await person.result('Thing'), await person.result('Endpoint')];
    const { secureElement } = await board.control('state');
    const before = await board.flash();
    await person.openTools();
    await person.button('Board', 'Inspect').click();
    const inside = person.card('Board').locator('inspection-view');
    await inside.waitFor({ timeout: 30_000 });
    const facts = [
      `${secureElement} MAH1H`,
      'firmware 19.7.7 (recommended: 19.7.7 or newer)',
      thing,
      endpoint,
      'the device certificate belongs to the key in the secure element',
      /Microchip Technology Inc/,
      /issued by .* · .*\d{4} to (.*\d{4}|no end date)/,
    ];
    for (const fact of facts) await inside.getByText(fact).first().waitFor();
    // Of the two stored and of the two that it came with, the device's is signed by the signer's.
    assert.equal(await inside.getByText('signed by the next certificate', { exact: true }).count(), 2);
    assert.ok(before.equals(await board.flash()), 'nothing was changed');
  }));

test('trusted roots are checked, saved, repaired and written back; what is no copy is refused', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    const board = await plugInAndPrepare(scene);
    const roots = async () => (await board.flash()).subarray(0x4000, 0x5000);
    const writeBack = async (buffer) =>
      person.chooseFile('Board', 'Write a copy back…', {
        name: 'roots.bin',
        mimeType: 'application/octet-stream',
        buffer,
      });
    await person.openTools();
    await person.button('Board', 'Check the root certificates').click();
    await person.reads('Board', /There are no root certificates/, 30_000);
    const empty = await roots();
    await writeBack(Buffer.alloc(4096, 0x11));
    await person.fails('Board', 'provision.no_root_store');
    assert.ok(empty.equals(await roots()));

    await writeBack(await oldRoots());
    await person.reads(
      'Board',
      /The root certificate for AWS IoT is missing.*Missing: Amazon Root CA 3/,
      30_000,
    );
    const old = await roots();
    const saved = await person.download('Board', 'Save a copy');
    assert.equal(saved.name, 'root-certificates.bin');
    assert.ok(saved.content.equals(old));

    await person.button('Board', 'Repair').click();
    await person.reads('Board', 'The root certificate for AWS IoT is there.', 30_000);
    await person.reads('Board', /Amazon Root CA 3/);
    await person.reads('Board', /GlobalSign/);
    assert.ok(!old.equals(await roots()), 'what was there stays, and the missing one is beside it');

    await writeBack(saved.content);
    await person.reads('Board', /The root certificate for AWS IoT is missing/, 30_000);
    assert.ok(old.equals(await roots()));
  }));

test('the authority that is saved certifies boards again when it is brought back after a reload', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    const openAuthority = () =>
      person.card('Provision').getByText('Certificate authority', { exact: true }).click();
    const signerOf = async (board) => {
      scene.bus.choose = () => board.port;
      await person.openTools();
      await person.button('Board', 'Inspect').click();
      const inside = person.card('Board').locator('inspection-view');
      await inside.waitFor({ timeout: 30_000 });
      const certificates = inside.locator('.certificate');
      return (await certificates.nth(1).locator('.mono').innerText()).trim();
    };
    const first = await plugInAndPrepare(scene);
    await signIn(scene);
    await provision(scene);
    await openAuthority();
    const { name, content } = await person.download('Provision', 'Save the files (ZIP)');
    assert.equal(name, 'microchip-iot.zip');
    const signer = await signerOf(first);
    await first.unplug();
    await scene.reload();

    const second = await scene.board({ firmware: 'provisioning' });
    scene.bus.choose = () => second.port;
    await person.connectBoard();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scene);
    await openAuthority();
    const zip = (buffer) => ({ name, mimeType: 'application/zip', buffer });
    await person.chooseFile('Provision', 'Use a saved ZIP…', zip(content.subarray(0, -30)));
    await person.fails('Provision', 'page.bad_archive');
    await person.chooseFile('Provision', 'Use a saved ZIP…', zip(content));
    await person.reads('Provision', 'The page now certifies boards with your own authority.');
    await provision(scene);
    assert.equal(await signerOf(second), signer, 'the same signer');
  }));

// Inspecting and repairing a board, and the certificate authority as files, over the serial port only.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { runScenario, Environment } from './support/scenario.mjs';
import { connectProvisioningBoard, provision, signIn } from './support/flow.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const twoRoots = new URL('../core/board/testdata/two-delivered-roots.bin', import.meta.url);

/** A store without the root certificate that AWS IoT needs. */
async function oldRoots() {
  const store = await readFile(twoRoots);
  const [head, firstEntry] = [20, 108];
  const old = Buffer.concat([store.subarray(0, head), store.subarray(head + firstEntry)]);
  old.writeUInt32LE(1, 16);
  return old;
}

test('an inspection shows versions, secure element, certificates with their chain, endpoint and thing', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    const board = await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await provision(scenario);
    const [thing, endpoint] = [await person.result('Thing'), await person.result('Endpoint')];
    const { secureElement } = await board.control('state');
    const before = await board.flash();
    await person.openTools();
    await person.button('Board', 'Inspect').click();
    const inside = person.card('Board').locator('inspection-view');
    await inside.waitFor({ timeout: 30_000 });
    const facts = [
      'MAH1H',
      'firmware 19.7.7 (recommended: 19.7.7 or newer)',
      endpoint,
      'the device certificate belongs to the key in the secure element',
      /Microchip Technology Inc/,
      /issued by .* · .*\d{4} to (.*\d{4}|no end date)/,
    ];
    for (const fact of facts) await inside.getByText(fact).first().waitFor();
    for (const code of [secureElement, thing]) await inside.getByTitle(code, { exact: true }).waitFor();
    // In both pairs, stored and delivered, the device certificate is signed by the signer's.
    assert.equal(await inside.getByText('signed by the next certificate', { exact: true }).count(), 2);
    assert.ok(before.equals(await board.flash()), 'the flash is unchanged');
  }));

test('root certificates are checked, saved, repaired and written back; a file that is not a backup is refused', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    const board = await connectProvisioningBoard(scenario);
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
    assert.ok(!old.equals(await roots()), 'the other root certificates stay');

    await writeBack(saved.content);
    await person.reads('Board', /The root certificate for AWS IoT is missing/, 30_000);
    assert.ok(old.equals(await roots()));
  }));

test('a saved authority certifies boards again when it is loaded after a reload', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    const openAuthority = async () => {
      await person.unfold('Provision');
      await person.card('Provision').getByText('Certificate authority', { exact: true }).click();
    };
    const signerOf = async (board) => {
      scenario.bus.choose = () => board.port;
      await person.openTools();
      await person.button('Board', 'Inspect').click();
      const inside = person.card('Board').locator('inspection-view');
      await inside.waitFor({ timeout: 30_000 });
      const certificates = inside.locator('.certificate');
      return (await certificates.nth(1).locator('.mono').innerText()).trim();
    };
    const first = await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await provision(scenario);
    await openAuthority();
    const { name, content } = await person.download('Provision', 'Save the files (ZIP)');
    assert.equal(name, 'microchip-iot.zip');
    const signer = await signerOf(first);
    await first.unplug();
    await scenario.reload();

    const second = await scenario.board({ firmware: 'provisioning' });
    scenario.bus.choose = () => second.port;
    await person.connectBoard();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scenario);
    await openAuthority();
    const zip = (buffer) => ({ name, mimeType: 'application/zip', buffer });
    await person.chooseFile('Provision', 'Use a saved ZIP…', zip(content.subarray(0, -30)));
    await person.fails('Provision', 'page.bad_archive');
    await person.chooseFile('Provision', 'Use a saved ZIP…', zip(content));
    await person.reads('Provision', 'The page now certifies boards with your own authority.');
    await provision(scenario);
    assert.equal(await signerOf(second), signer, 'the same signer');
  }));

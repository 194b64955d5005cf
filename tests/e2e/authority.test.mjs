// Tests where the page keeps the certificate authority: in the browser under a passphrase, and in a folder.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { prepareOneClick, signIn } from './support/flow.mjs';
import { runScenario, Environment } from './support/scenario.mjs';
import { expectSoon } from './support/soon.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const programming = 120_000;

/** Opens the page again, in which the browser brings the board back. */
async function comeBack(scenario) {
  await scenario.reload();
  await scenario.person.sees('Board', 'Ready', 30_000);
  await signIn(scenario);
}

async function openAuthority({ person }) {
  await person.unfold('Provision');
  await person.card('Provision').getByText('Certificate authority', { exact: true }).click();
}

/** The certificate of the signer that a download of the authority holds. */
async function signerOf({ person }) {
  const { content } = await person.download('Provision', 'Save the files (ZIP)');
  const text = content.toString('latin1');
  const at = text.indexOf('-----BEGIN CERTIFICATE-----', text.indexOf('signer-ca.crt'));
  return text.slice(at, text.indexOf('-----END CERTIFICATE-----', at));
}

test('an authority in the browser is locked by a passphrase, and certifies boards after a reload', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    await prepareOneClick(scenario);
    await openAuthority(scenario);
    await person.button('Provision', 'Keep it in this browser').click();
    await person.reads('Provision', /Write this passphrase down now/);
    const passphrase = await person
      .card('Provision')
      .locator('authority-files copy-text code')
      .first()
      .innerText();
    assert.match(passphrase, /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    const signer = await signerOf(scenario);
    assert.match(signer, /BEGIN CERTIFICATE/);

    await comeBack(scenario);
    await openAuthority(scenario);
    await person.reads('Provision', /A certificate authority is kept in this browser/);
    const field = person.card('Provision').getByLabel('Passphrase', { exact: true });
    await field.fill('AAAA-AAAA-AAAA-AAAA');
    await person.button('Provision', 'Unlock').click();
    await person.fails('Provision', 'page.wrong_passphrase');
    await field.fill(passphrase.toLowerCase().replaceAll('-', ' '));
    await person.button('Provision', 'Unlock').click();
    await person.reads('Provision', /kept in this browser, locked with the passphrase/);
    assert.equal(await signerOf(scenario), signer);
  }));

test('an authority in a folder is written through, and is used by the next visit', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person, page, context } = scenario;
    // Tests cannot operate the browser's picker. The origin's own folder has the same interface.
    await context.addInitScript(() => {
      window.showDirectoryPicker = () => navigator.storage.getDirectory();
    });
    await scenario.reload();
    await prepareOneClick(scenario);
    await openAuthority(scenario);
    await person.button('Provision', 'Keep it in a folder…').click();
    await person.reads('Provision', /kept in your folder/);
    const listed = () =>
      page.evaluate(async () => {
        const paths = [];
        const walk = async (folder, path) => {
          for await (const handle of folder.values()) {
            if (handle.kind === 'file') paths.push(path + handle.name);
            else await walk(handle, `${path}${handle.name}/`);
          }
        };
        await walk(await navigator.storage.getDirectory(), '');
        return paths.sort();
      });
    const before = await listed();
    assert.ok(before.includes('.microchip-iot/signer-ca.key'), before.join());
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);
    await expectSoon(async () => {
      const seen = await listed();
      return { holds: seen.some((path) => /\.microchip-iot\/.+\/device\.crt$/.test(path)), seen };
    }, 'the board is added to the folder');

    await comeBack(scenario);
    await openAuthority(scenario);
    await person.button('Provision', 'Keep it in a folder…').click();
    await person.reads('Provision', /kept in your folder/);
    const after = await listed();
    assert.ok(
      after.some((path) => path.endsWith('/device.crt')),
      after.join(),
    );
  }));

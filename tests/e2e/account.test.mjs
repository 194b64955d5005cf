// Tests how the page accepts keys, and that each problem between the page and AWS has its own message with a remedy.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { policy } from '../cloud/testkit.mjs';
import { expectSoon } from './support/soon.mjs';
import { runScenario, region, Environment } from './support/scenario.mjs';
import {
  goLive,
  chartShows,
  checkAccount,
  connectProvisioningBoard,
  provision,
  signIn,
} from './support/flow.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

/** The secret with another last character. */
const changed = (secret) => (secret.endsWith('A') ? `${secret.slice(0, -1)}B` : `${secret.slice(0, -1)}A`);

test('an unknown key and a wrong secret are reported with different errors', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, user } = scenario;
    await person.typeKeys({ ...user, accessKeyId: 'AKIAIOSFODNN7NOTHERE' }, region);
    await person.fails('AWS account', 'aws.unknown_key');
    const short = user.secretAccessKey.slice(0, -1);
    scenario.secrets.push(short);
    await person.typeKeys({ ...user, secretAccessKey: short }, region);
    await person.fails('AWS account', 'aws.credentials_malformed');
    assert.deepEqual(await person.typedKeys(), { accessKeyId: user.accessKeyId, secretAccessKey: short });
    const wrong = changed(user.secretAccessKey);
    scenario.secrets.push(wrong);
    await person.typeKeys({ ...user, secretAccessKey: wrong }, region);
    await person.fails('AWS account', 'aws.signature_mismatch');
    assert.deepEqual(await person.typedKeys(), { accessKeyId: user.accessKeyId, secretAccessKey: '' });
    await signIn(scenario);
  }));

test('on a phone, the explanation of refused keys comes into view', () =>
  runScenario(environment, { hid: false, viewport: { width: 360, height: 740 } }, async (scenario) => {
    const { person, page, user } = scenario;
    await person.typeKeys({ ...user, accessKeyId: 'AKIAIOSFODNN7NOTHERE' }, region);
    await person.fails('AWS account', 'aws.unknown_key');
    await expectSoon(async () => {
      const { y, height } = await page.locator('key-form error-note').boundingBox();
      const bar = await page.locator('log-drawer').boundingBox();
      return { holds: y >= 0 && y + height <= bar.y, seen: { y, height, bar: bar.y } };
    }, 'the explanation is between the window’s top and the bar at its bottom');
  }));

/** Runs in the page before its scripts. Collects the memories of its WebAssembly modules. */
function watchMemories() {
  const { instantiate } = WebAssembly;
  globalThis.memories = new Set();
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    const { exports } = made.instance ?? made; // of bytes, or of a compiled module
    for (const one of Object.values(exports))
      if (one instanceof WebAssembly.Memory) globalThis.memories.add(one);
    return made;
  };
}

test('forgotten keys are not left in the memory of the core', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page, user } = scenario;
    await page.addInitScript(watchMemories);
    await scenario.reload();
    const copies = () =>
      page.evaluate((secret) => {
        const contents = [...globalThis.memories].map(({ buffer }) =>
          new TextDecoder('latin1').decode(buffer),
        );
        return contents.reduce((sum, content) => sum + content.split(secret).length - 1, 0);
      }, user.secretAccessKey);
    await signIn(scenario);
    assert.ok((await copies()) > 0, 'the search must be able to find the key');
    await person.unfold('AWS account');
    await person.button('AWS account', 'Forget the keys').click();
    await person.sees('AWS account', 'No keys yet');
    // Calls that were running when the keys were forgotten may hold a copy for about a second.
    await expectSoon(
      async () => {
        const seen = await copies();
        return { holds: seen === 0, seen };
      },
      'no copy of the key in memory',
      5_000,
    );
  }));

test('expired temporary keys are reported, and new ones work', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    const expired = await scenario.cloud.createSession({
      accessKeyId: scenario.user.accessKeyId,
      seconds: -60,
    });
    const fresh = await scenario.cloud.createSession({ accessKeyId: scenario.user.accessKeyId });
    for (const session of [expired, fresh]) scenario.addSecrets(session);
    await person.typeKeys(expired, region);
    await person.fails('AWS account', 'aws.token_expired');
    await signIn(scenario, fresh);
    await person.unfold('AWS account');
    await person.reads('AWS account', /\(temporary\)/);
  }));

test('another region is checked when the user clicks the button, not while the user chooses', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, requests } = scenario;
    await signIn(scenario);
    await person.unfold('AWS account');
    const list = person.card('AWS account').getByLabel('Region');
    await list.selectOption('eu-central-1');
    const button = person.button('AWS account', 'Switch to this region');
    await button.click({ trial: true });
    assert.deepEqual(
      requests.map(({ url }) => url).filter((url) => url.includes('eu-central-1')),
      [],
    );
    await button.click();
    await person.reads('AWS account', /iot\.eu-central-1\.amazonaws\.com/);
    await person.sees('AWS account', 'Connected');
    assert.equal(await list.inputValue(), 'eu-central-1');
    assert.ok(await list.evaluate((select) => select.matches(':focus')));
    assert.ok(await button.isDisabled());
  }));

test('pasted keys are recognised in the forms that AWS shows, and checked at once', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, user } = scenario;
    const session = await scenario.cloud.createSession({ accessKeyId: user.accessKeyId });
    scenario.addSecrets(session);
    const pastes = [
      `export AWS_ACCESS_KEY_ID="${session.accessKeyId}"\nexport AWS_SECRET_ACCESS_KEY="${session.secretAccessKey}"\n` +
        `export AWS_SESSION_TOKEN="${session.sessionToken}"\nexport AWS_DEFAULT_REGION=${region}\n`,
      `[default]\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\nregion = ${region}\n`,
      `Access key ID,Secret access key\r\n${user.accessKeyId},${user.secretAccessKey}\r\n`,
      JSON.stringify({ AccessKey: { AccessKeyId: user.accessKeyId, SecretAccessKey: user.secretAccessKey } }),
    ];
    await person.unfold('AWS account');
    await person.card('AWS account').getByLabel('Region').selectOption(region);
    for (const paste of pastes) {
      await person.pasteKeys(paste);
      await person.sees('AWS account', 'Connected');
      await person.reads('AWS account', scenario.account);
      await person.unfold('AWS account');
      await person.button('AWS account', 'Forget the keys').click();
      await person.sees('AWS account', 'No keys yet');
    }
    await person.pasteKeys('just some words');
    await person.card('AWS account').getByRole('alert').first().waitFor();
  }));

/** Drags a file over the point and drops it there, as from a file manager. */
async function dropFile(page, file, { x, y }) {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await devtools.send('Input.dispatchDragEvent', { type, x, y, data });
}

test('a file of keys is read wherever it is dropped, and the browser stays on the page', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page, user } = scenario;
    const folder = await mkdtemp(join(tmpdir(), 'keys-'));
    try {
      const file = join(folder, 'accessKeys.csv');
      await writeFile(
        file,
        `\ufeffAccess key ID,Secret access key\r\n${user.accessKeyId},${user.secretAccessKey}\r\n`,
      );
      const address = page.url();
      await person.unfold('AWS account');
      await person.card('AWS account').getByLabel('Region').selectOption(region);
      const box = await person.card('AWS account').getByLabel('Paste keys').boundingBox();
      for (const point of [
        { x: box.x + box.width / 2, y: box.y + box.height / 2 },
        { x: 20, y: 400 },
      ]) {
        await dropFile(page, file, point);
        await person.sees('AWS account', 'Connected');
        await person.unfold('AWS account');
        await person.button('AWS account', 'Forget the keys').click();
        await person.sees('AWS account', 'No keys yet');
      }
      await person.show('Live');
      await dropFile(page, file, { x: 20, y: 400 });
      await person.sees('AWS account', 'Connected'); // back in Set up
      assert.equal(page.url().split('#')[0], address);
      assert.equal(page.context().pages().length, 1, 'the browser did not open the file');
    } finally {
      await rm(folder, { recursive: true });
    }
  }));

test('both keys pasted into the first field are put into their fields, and the secret is never shown', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page, user } = scenario;
    await page.evaluate(() => {
      globalThis.shown = [];
      addEventListener('input', (event) => globalThis.shown.push(event.composedPath()[0].value), true);
    });
    await person.pasteKeys(`${user.accessKeyId}\t${user.secretAccessKey}`, 'Access key ID');
    await person.reads('AWS account', /Choose a region below/);
    await person.card('AWS account').getByLabel('Region').selectOption(region);
    await person.button('AWS account', 'Connect account').click();
    await person.sees('AWS account', 'Connected');
    const shown = await page.evaluate(() => globalThis.shown);
    assert.ok(!shown.some((value) => value.includes(user.secretAccessKey)));
  }));

test('keys with an unsupported region are used only after the user chose a region, and the warning stays', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, user, requests } = scenario;
    await person.pasteKeys(
      `export AWS_ACCESS_KEY_ID=${user.accessKeyId}\nexport AWS_SECRET_ACCESS_KEY=${user.secretAccessKey}\n` +
        'export AWS_REGION=eu-north-1\n',
    );
    await person.reads('AWS account', /Choose a region below/);
    const button = person.button('AWS account', 'Connect account');
    assert.ok(await button.isDisabled());
    assert.deepEqual(
      requests.map(({ url }) => url).filter((url) => url.includes('amazonaws')),
      [],
    );
    await person.card('AWS account').getByLabel('Region').selectOption(region);
    await button.click();
    await person.sees('AWS account', 'Connected');
    await person.reads('AWS account', /names a region that the boards do not support/);
    await person.reads('AWS account', new RegExp(`iot\\.${region}\\.amazonaws`));
  }));

test('a refusal marks the step that AWS refused', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, cloud, user } = scenario;
    const denied = policy(['Allow', '*', '*'], ['Deny', 'iot:GetPolicy', '*']);
    await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await cloud.setPolicies(user.accessKeyId, { p: denied });
    // The page reads the policy for the plan, and creates what is missing without reading again.
    await person.button('Provision', 'Show the plan').click();
    const text = await person.fails('Provision', 'aws.not_permitted', 60_000);
    assert.match(text, /iot:GetPolicy/);
    const failed = person.card('Provision').locator('step-groups li.failed');
    assert.equal(await failed.count(), 1);
    assert.match(await failed.innerText(), /Check the policy/);
  }));

test('a missing permission stops the job before the board is touched, and the one policy to copy lets it continue', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, cloud, user, page } = scenario;
    const allowed = policy(['Allow', ['iot:Describe*', 'iot:List*', 'iot:Get*', 'iot:Create*'], '*']);
    await cloud.setPolicies(user.accessKeyId, { p: allowed });
    const board = await connectProvisioningBoard(scenario);
    await signIn(scenario);
    await person.showPlan();
    const before = [await board.flash(), await scenario.inventory()];
    await person.provision();
    const text = await person.fails('Provision', 'provision.permissions_missing', 60_000);
    assert.match(text, /iot:RegisterCertificateWithoutCA, iot:AttachPolicy, iot:AttachThingPrincipal/);
    assert.deepEqual([await board.flash(), await scenario.inventory()], before);
    await person.card('Provision').getByText('Policy statement to add', { exact: true }).first().click();
    await person.button('Provision', 'Copy: Policy statement to add').click();
    const missing = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    await cloud.setPolicies(user.accessKeyId, { p: allowed, missing });
    await person.button('Provision', 'Continue').click();
    await person.sees('Provision', 'Provisioned', 60_000);
    await checkAccount(scenario, await person.result('Thing'), await person.result('Certificate'));
  }));

test('keys without any AWS IoT permission are reported at once, and work after the permission is granted', () =>
  runScenario(environment, { hid: false, user: { policies: {} } }, async (scenario) => {
    await scenario.person.typeKeys(scenario.user, region);
    const text = await scenario.person.fails('AWS account', 'aws.not_permitted', 30_000);
    assert.match(text, /iot:DescribeEndpoint/);
    await scenario.cloud.setPolicies(scenario.user.accessKeyId, { p: policy(['Allow', '*', '*']) });
    await scenario.person.checkKeysAgain();
  }));

test('a blocked host is not reported as a missing permission', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const host = `iot.${region}.amazonaws.com`;
    scenario.cloud.block(host);
    await scenario.person.typeKeys(scenario.user, region);
    const text = await scenario.person.fails('AWS account', 'aws.host_blocked', 90_000);
    assert.ok(text.includes(host));
    scenario.cloud.unblock(host);
    await scenario.person.checkKeysAgain();
  }));

for (const [minutes, words] of [
  [47, /47 minutes slow/],
  [-47, /47 minutes fast/],
]) {
  test(`a computer whose clock is wrong (${words.source}) is reported, and everything works`, () =>
    runScenario(environment, { hid: false }, async (scenario) => {
      scenario.cloud.setClockSkew(minutes * 60);
      const board = await connectProvisioningBoard(scenario);
      await signIn(scenario);
      await scenario.person.unfold('AWS account');
      await scenario.person.reads('AWS account', words);
      await provision(scenario);
      await goLive(scenario, board);
    }));
}

test('the policy that the page shows is sufficient for the whole flow, and is not an administrator’s', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page, cloud } = scenario;
    await signIn(scenario);
    await person.unfold('AWS account');
    await person.card('AWS account').getByText('Create keys for this page (1 min)').click();
    await person.card('AWS account').getByText('Provisioning and live data only').click();
    await person.button('AWS account', 'Copy: Provisioning and live data only').click();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.ok(!JSON.stringify(copied).includes('"iot:*"'));
    const limited = await cloud.createUser({ account: scenario.account, policies: { page: copied } });
    scenario.addSecrets(limited);
    await person.button('AWS account', 'Forget the keys').click();

    const board = await connectProvisioningBoard(scenario);
    await signIn(scenario, limited);
    await person.unfold('AWS account');
    await person.reads('AWS account', new RegExp(limited.userName ?? limited.name));
    assert.equal(
      await person
        .card('AWS account')
        .getByText(/full access/)
        .count(),
      0,
    );
    await provision(scenario);
    const sender = await goLive(scenario, board);
    await chartShows(scenario, 3);
    await person.card('Live data').getByRole('switch').click();
    await person.card('Live data').getByText('the board reports: on').waitFor();
    assert.ok(sender.events.some(({ name, value }) => name === 'toggle' && value === 1));
    assert.equal(await person.card('Live data').getByRole('alert').count(), 0);
  }));

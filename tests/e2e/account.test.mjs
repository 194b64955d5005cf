// What can be wrong between the page and AWS, each told apart and with what to do, in the built page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { policy } from '../cloud/testkit.mjs';
import { expectSoon } from './support/soon.mjs';
import { play, region, Theatre } from './support/stage.mjs';
import {
  bringToLife,
  chartHas,
  checkAccount,
  plugInAndPrepare,
  provision,
  signIn,
} from './support/story.mjs';

let theatre;
before(async () => {
  theatre = await Theatre.open();
});
after(() => theatre?.close());

const other = (secret) => (secret.endsWith('A') ? `${secret.slice(0, -1)}B` : `${secret.slice(0, -1)}A`);

test('an unknown key and a wrong secret are told apart', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person, user } = scene;
    await person.typeKeys({ ...user, accessKeyId: 'AKIAIOSFODNN7NOTHERE' }, region);
    await person.fails('AWS account', 'aws.unknown_key');
    const short = user.secretAccessKey.slice(0, -1);
    scene.secrets.push(short);
    await person.typeKeys({ ...user, secretAccessKey: short }, region);
    await person.fails('AWS account', 'aws.credentials_malformed');
    assert.deepEqual(await person.typedKeys(), { accessKeyId: user.accessKeyId, secretAccessKey: short });
    const wrong = other(user.secretAccessKey);
    scene.secrets.push(wrong);
    await person.typeKeys({ ...user, secretAccessKey: wrong }, region);
    await person.fails('AWS account', 'aws.signature_mismatch');
    assert.deepEqual(await person.typedKeys(), { accessKeyId: user.accessKeyId, secretAccessKey: '' });
    await signIn(scene);
  }));

/** In the page, before its scripts: remembers the memories of its WebAssembly modules. */
function watchMemories() {
  const { instantiate } = WebAssembly;
  globalThis.memories = new Set();
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    for (const one of Object.values(made.instance.exports))
      if (one instanceof WebAssembly.Memory) globalThis.memories.add(one);
    return made;
  };
}

test('keys that are forgotten are nowhere in the memory of the core', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person, page, user } = scene;
    await page.addInitScript(watchMemories);
    await scene.reload();
    const copies = () =>
      page.evaluate((secret) => {
        const contents = [...globalThis.memories].map(({ buffer }) =>
          new TextDecoder('latin1').decode(buffer),
        );
        return contents.reduce((sum, content) => sum + content.split(secret).length - 1, 0);
      }, user.secretAccessKey);
    await signIn(scene);
    assert.ok((await copies()) > 0, 'a search that finds nothing shows nothing');
    await person.unfold('AWS account');
    await person.button('AWS account', 'Forget the keys').click();
    await person.sees('AWS account', 'No keys yet');
    // What was under way when they were forgotten may still hold them, for a second.
    await expectSoon(
      async () => {
        const seen = await copies();
        return { holds: seen === 0, seen };
      },
      'no copy of the key in memory',
      5_000,
    );
  }));

test('expired temporary keys say so; fresh ones work', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person } = scene;
    const expired = await scene.cloud.createSession({ accessKeyId: scene.user.accessKeyId, seconds: -60 });
    const fresh = await scene.cloud.createSession({ accessKeyId: scene.user.accessKeyId });
    for (const session of [expired, fresh]) scene.keep(session);
    await person.typeKeys(expired, region);
    await person.fails('AWS account', 'aws.token_expired');
    await signIn(scene, fresh);
    await person.unfold('AWS account');
    await person.reads('AWS account', /\(temporary\)/);
  }));

test('keys that are good are checked in another region when their owner says so, not while they choose', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person, requests } = scene;
    await signIn(scene);
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

test('pasted keys are recognised in the forms that AWS hands out, and checked at once', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person, user } = scene;
    const session = await scene.cloud.createSession({ accessKeyId: user.accessKeyId });
    scene.keep(session);
    const pastes = [
      `export AWS_ACCESS_KEY_ID="${session.accessKeyId}"\nexport AWS_SECRET_ACCESS_KEY="${session.secretAccessKey}"\n` +
        `export AWS_SESSION_TOKEN="${session.sessionToken}"\nexport AWS_DEFAULT_REGION=${region}\n`,
      `[default]\naws_access_key_id = ${user.accessKeyId}\naws_secret_access_key = ${user.secretAccessKey}\nregion = ${region}\n`,
      `Access key ID,Secret access key\r\n${user.accessKeyId},${user.secretAccessKey}\r\n`,
      JSON.stringify({ AccessKey: { AccessKeyId: user.accessKeyId, SecretAccessKey: user.secretAccessKey } }),
    ];
    await person.card('AWS account').getByLabel('Region').selectOption(region);
    for (const paste of pastes) {
      await person.pasteKeys(paste);
      await person.sees('AWS account', 'Connected');
      await person.reads('AWS account', scene.account);
      await person.unfold('AWS account');
      await person.button('AWS account', 'Forget the keys').click();
      await person.sees('AWS account', 'No keys yet');
    }
    await person.pasteKeys('just some words');
    await person.card('AWS account').getByRole('alert').first().waitFor();
  }));

test('a missing permission is named by its action, and granting it is enough to go on', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person, cloud, user } = scene;
    const everything = ['Allow', '*', '*'];
    await cloud.setPolicies(user.accessKeyId, { p: policy(everything, ['Deny', 'iot:CreateThing', '*']) });
    await plugInAndPrepare(scene);
    await signIn(scene);
    await person.showPlan();
    await person.provision();
    const told = await person.fails('Provision', 'aws.not_permitted', 60_000);
    assert.match(told, /iot:CreateThing/);
    await cloud.setPolicies(user.accessKeyId, { p: policy(everything) });
    await person.button('Provision', 'Continue').click();
    await person.sees('Provision', 'Provisioned', 60_000);
    await checkAccount(scene, await person.result('Thing'), await person.result('Certificate'));
  }));

test('keys without any permission of AWS IoT are named at once, and checked again once they have it', () =>
  play(theatre, { hid: false, user: { policies: {} } }, async (scene) => {
    await scene.person.typeKeys(scene.user, region);
    const told = await scene.person.fails('AWS account', 'aws.not_permitted', 30_000);
    assert.match(told, /iot:DescribeEndpoint/);
    await scene.cloud.setPolicies(scene.user.accessKeyId, { p: policy(['Allow', '*', '*']) });
    await scene.person.checkKeysAgain();
  }));

test('a blocked host is told from a missing permission', () =>
  play(theatre, { hid: false }, async (scene) => {
    const host = `iot.${region}.amazonaws.com`;
    scene.cloud.block(host);
    await scene.person.typeKeys(scene.user, region);
    const told = await scene.person.fails('AWS account', 'aws.host_blocked', 90_000);
    assert.ok(told.includes(host));
    scene.cloud.unblock(host);
    await scene.person.checkKeysAgain();
  }));

for (const [minutes, words] of [
  [47, /47 minutes slow/],
  [-47, /47 minutes fast/],
]) {
  test(`a computer whose clock is wrong (${words.source}) is told so, and everything works`, () =>
    play(theatre, { hid: false }, async (scene) => {
      scene.cloud.setClockSkew(minutes * 60);
      const board = await plugInAndPrepare(scene);
      await signIn(scene);
      await scene.person.unfold('AWS account');
      await scene.person.reads('AWS account', words);
      await provision(scene);
      await bringToLife(scene, board);
    }));
}

test('the policy that the page gives is enough for all of it, and no administrator’s', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { person, page, cloud } = scene;
    await signIn(scene);
    await person.unfold('AWS account');
    await person.card('AWS account').getByText('Create keys for this page (3 min)').click();
    await person.card('AWS account').getByText('Provisioning and live data only').click();
    await person.button('AWS account', 'Copy: Provision and watch, nothing else').click();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.ok(!JSON.stringify(copied).includes('"iot:*"'));
    const limited = await cloud.createUser({ account: scene.account, policies: { page: copied } });
    scene.keep(limited);
    await person.button('AWS account', 'Forget the keys').click();

    const board = await plugInAndPrepare(scene);
    await signIn(scene, limited);
    await person.unfold('AWS account');
    await person.reads('AWS account', new RegExp(limited.userName ?? limited.name));
    assert.equal(
      await person
        .card('AWS account')
        .getByText(/full access/)
        .count(),
      0,
    );
    await provision(scene);
    const sender = await bringToLife(scene, board);
    await chartHas(scene, 3);
    await person.card('Live data').getByRole('switch').click();
    await person.card('Live data').getByText('the board reports: on').waitFor();
    assert.ok(sender.said.some(({ name, value }) => name === 'toggle' && value === 1));
    assert.equal(await person.card('Live data').getByRole('alert').count(), 0);
  }));

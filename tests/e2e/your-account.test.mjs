// Tests the view Account: what the keys may do, and removing what boards have left.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { policy, query, send, signed } from '../cloud/testkit.mjs';
import { connectWithDebugger, prepareOneClick, signIn } from './support/flow.mjs';
import { runScenario, Environment, region, wifi } from './support/scenario.mjs';
import { expectSoon } from './support/soon.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const everything = ['Allow', '*', '*'];
const button = 'Check what these keys may do';
const quick = 30_000;
const programming = 120_000;

const openAccount = ({ person }) => person.show('Account');

/** The one policy that adds what is missing, as copied from the page. */
async function missingPolicy({ person, page }) {
  await person.button('Account', 'Copy: Policy with all missing permissions').click();
  return JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
}

for (const [way, also] of [
  ['by simulation', []],
  ['by harmless requests', [['Deny', 'iam:SimulatePrincipalPolicy', '*']]],
]) {
  test(`missing permissions are found ${way}, and the one policy to copy adds them`, () =>
    runScenario(environment, { hid: false }, async (scenario) => {
      const { person, cloud, user } = scenario;
      const allowed = ['Allow', ['iot:Describe*', 'iot:List*', 'iot:Get*', 'iam:Simulate*'], '*'];
      await cloud.setPolicies(user.accessKeyId, { p: policy(allowed, ...also) });
      await signIn(scenario);
      const before = await scenario.inventory();
      await openAccount(scenario);
      await person.button('Account', button).click();
      await person.reads('Account', '9 denied', quick);
      const missing = await missingPolicy(scenario);
      const actions = missing.Statement.flatMap(({ Action }) => Action).sort();
      assert.deepEqual(actions, [
        'iot:AttachPolicy',
        'iot:AttachThingPrincipal',
        'iot:CreatePolicy',
        'iot:CreateThing',
        'iot:DeleteCertificate',
        'iot:DetachPolicy',
        'iot:DetachThingPrincipal',
        'iot:RegisterCertificateWithoutCA',
        'iot:UpdateCertificate',
      ]);
      await cloud.setPolicies(user.accessKeyId, { p: policy(allowed, ...also), missing });
      await person.button('Account', button).click();
      await person.reads('Account', 'These keys may do all of this.', quick);
      assert.deepEqual(await scenario.inventory(), before);
    }));
}

test('what only a use can tell is shown as not known', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, cloud, user } = scenario;
    await cloud.setPolicies(user.accessKeyId, {
      p: policy(everything, ['Deny', 'iam:SimulatePrincipalPolicy', '*']),
    });
    await signIn(scenario);
    await openAccount(scenario);
    await person.card('Account').getByLabel('For').selectOption('watching');
    await person.button('Account', button).click();
    await person.reads('Account', '2 allowed, 0 denied, 4 not known', quick);
  }));

test('a clean-up removes the boards of this browser and leaves exactly the rest', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person } = scenario;
    await scenario.createThing('pump-7');
    await scenario.createThing('a'.repeat(40)); // the form of a colleague's board
    const before = await scenario.inventory();
    await prepareOneClick(scenario);
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);
    const thing = await person.result('Thing');
    await openAccount(scenario);
    await person.button('Account', 'List what is there').click();
    const view = person.card('Account').locator('account-contents');
    const box = (name) => view.getByRole('checkbox', { name });
    await expectSoon(async () => {
      const seen = await view.ariaSnapshot();
      return { holds: seen.includes('set up from this browser'), seen };
    }, 'the board is listed');
    assert.equal(await view.getByRole('checkbox', { checked: true }).count(), 1);
    assert.ok(await box(/set up from this browser/).isChecked(), 'only the own board is chosen');
    await box(/The boards’ policy/).check();
    await person.button('Account', 'Show what would be removed').click();
    await person.reads('Account', 'Nothing is removed yet.', quick);
    assert.equal((await scenario.inventory()).things.length, 3, 'the plan changes nothing');
    await person.button('Account', 'Remove this').click();
    await person.reads('Account', 'This is what is left.', quick);
    assert.deepEqual(await scenario.inventory(), before);
    assert.ok(!before.things.some(({ thingName }) => thingName === thing));
  }));

test('a clean-up that was interrupted by a reload is completed by the next one', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person, cloud } = scenario;
    const before = await scenario.inventory();
    await prepareOneClick(scenario);
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);
    await openAccount(scenario);
    const end = cloud.addFault({
      service: 'iot',
      operation: 'DeleteCertificate',
      error: { code: 'InternalFailureException', status: 500 },
    });
    await planAll(scenario);
    await person.button('Account', 'Remove this').click();
    await person.fails('Account', 'aws.service_failed', quick);
    end();
    await scenario.reload();
    await person.show('Set up');
    await signIn(scenario);
    await openAccount(scenario);
    await planAll(scenario);
    await person.button('Account', 'Remove this').click();
    await person.reads('Account', 'This is what is left.', quick);
    assert.deepEqual(await scenario.inventory(), before);
  }));

test('a clean-up after registration at the first connection leaves no logs of the function and no shadow', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person, cloud } = scenario;
    await cloud.setStackPace(0.1);
    const board = await prepareOneClick(scenario);
    await person.chooseMethod('at its first connection (JITR)');
    await person.download('Provision', 'Save the files (ZIP)');
    await person.provision();
    await person.sees('Provision', 'Waiting for its first connection', programming);
    scenario.startSending(board);
    await person.sees('Live data', 'Your board is live', 60_000);
    assert.equal((await logGroups(scenario)).length, 1);

    await openAccount(scenario);
    await person.button('Account', 'List what is there').click();
    const view = person.card('Account').locator('account-contents');
    await view.getByRole('checkbox', { name: /set up from this browser/ }).waitFor();
    for (const box of await view.getByRole('checkbox').all()) await box.check();
    await person.button('Account', 'Show what would be removed').click();
    await person.reads('Account', 'Nothing is removed yet.', quick);
    for (const item of [/^Shadow of/, /^Log group/, /^Stack/]) await person.reads('Account', item);
    const removed = cloud.nextMessage(({ topic }) => topic.endsWith('/shadow/delete'), 60_000);
    await person.button('Account', 'Remove this').click();
    await removed;
    await person.reads('Account', 'This is what is left.', programming);
    assert.deepEqual(await logGroups(scenario), []);
    const { things, certificates, policies, rules } = await scenario.inventory();
    assert.deepEqual([things, certificates, policies, rules], [[], [], [], []]);
  }));

/** The names of the account's log groups. */
async function logGroups({ cloud, user }) {
  const request = signed({
    user,
    service: 'logs',
    region,
    host: `logs.${region}.amazonaws.com`,
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'Logs_20140328.DescribeLogGroups',
    },
    body: JSON.stringify({ logGroupNamePrefix: '/aws/lambda/' }),
  });
  return (await send(cloud, request)).json().logGroups.map(({ logGroupName }) => logGroupName);
}

test('an administrator’s keys give way to those of a restricted user in two actions, and the account ends without it', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person, cloud, user, account } = scenario;
    const path = '/web-provisioner/';
    await signIn(scenario);
    // One action opens the view; the second one makes the user.
    await openAccount(scenario);
    await person.button('Account', 'Create the user and use its keys').click();
    await person.reads('Account', /web-provisioner-[0-9a-f]{8}/, quick);
    const [made] = await cloud.usersIn({ account, path });
    const [keys] = made.keys;
    scenario.addSecrets(keys);

    const refused = async (service, action, parameters) => {
      const { status, text } = await query(cloud, keys, region, service, action, parameters);
      assert.equal(status, 403, `${action}: ${text}`);
    };
    await refused('iam', 'CreateUser', { UserName: 'mallory' });
    await refused('iam', 'CreateRole', { RoleName: 'mallory', AssumeRolePolicyDocument: '{}' });
    await refused('iam', 'PutUserPolicy', { UserName: made.name, PolicyName: 'more', PolicyDocument: '{}' });
    await refused('cloudformation', 'CreateStack', { StackName: 'mallory', TemplateBody: '{}' });
    const lambda = signed({
      user: keys,
      service: 'lambda',
      region,
      host: `lambda.${region}.amazonaws.com`,
      method: 'POST',
      path: '/2015-03-31/functions',
      body: JSON.stringify({ FunctionName: 'mallory' }),
    });
    assert.equal((await send(cloud, lambda)).status, 403);

    // It can do what it is for.
    await person.show('Set up');
    await connectWithDebugger(scenario);
    await person.useWifi(wifi);
    await person.provision();
    await person.sees('Provision', 'Provisioned', programming);

    await person.unfold('AWS account');
    await person.reads('AWS account', new RegExp(`…${keys.accessKeyId.slice(-4)}`), quick);
    await person.button('AWS account', 'Forget the keys').click();
    await signIn(scenario, user);
    await openAccount(scenario);
    await person.button('Account', 'List what is there').click();
    await person
      .card('Account')
      .getByRole('checkbox', { name: /An IAM user that this page has made/ })
      .check();
    await person.button('Account', 'Show what would be removed').click();
    await person.reads('Account', 'Nothing is removed yet.', quick);
    await person.button('Account', 'Remove this').click();
    await person.reads('Account', 'This is what is left.', quick);
    assert.deepEqual(await cloud.usersIn({ account, path }), []);
    assert.equal((await query(cloud, keys, region, 'iam', 'ListUsers')).status, 403);
  }));

/** Chooses the boards of this browser, and the policy, and makes the plan. */
async function planAll({ person }) {
  await person.button('Account', 'List what is there').click();
  const policy = person.card('Account').getByRole('checkbox', { name: /The boards’ policy/ });
  await policy.check();
  await person.button('Account', 'Show what would be removed').click();
  await person.reads('Account', 'Nothing is removed yet.', quick);
}

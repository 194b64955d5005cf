// Tests what can hinder just-in-time registration: a role that lacks an action, a stack that cannot be created, a stack that registers no
// boards, another partition. Like jitr.test.mjs, against the function that the local cloud runs. The user has the permissions of Microchip's guide.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { policy, query } from '../cloud/testkit.mjs';
import { Environment, runScenario } from './support/scenario.mjs';
import { chooseJitr, connectWithDebugger, prepareOneClick, signIn } from './support/flow.mjs';
import { expectSoon } from './support/soon.mjs';

/** MCHPProvToolAccess as the guide prints it: "Manual provisioning of IoT kits", the user for the provisioning tool. */
const guide = policy([
  'Allow',
  [
    'iot:*',
    ...['CreateFunction', 'GetFunctionConfiguration', 'DeleteFunction', 'ListFunctions', 'GetFunction'].map(
      (name) => `lambda:${name}`,
    ),
    ...['UpdateFunctionCode', 'AddPermission', 'RemovePermission'].map((name) => `lambda:${name}`),
    ...['CreateRole', 'AttachRolePolicy', 'PutRolePolicy', 'PassRole', 'DetachRolePolicy'].map(
      (name) => `iam:${name}`,
    ),
    ...['DeleteRolePolicy', 'GetRole', 'DeleteRole', 'GetRolePolicy'].map((name) => `iam:${name}`),
    ...['DescribeStacks', 'ListStacks', 'CreateStack', 'DeleteStack'].map((name) => `cloudformation:${name}`),
  ],
  '*',
]);
const programming = 120_000;

let environment;
before(async () => {
  environment = await Environment.open();
  await environment.cloud.setStackPace(0.1);
});
after(() => environment?.close());

/** An operation of IAM or CloudFormation with an administrator's keys. */
async function administrate({ cloud, account, region, partition }, service, action, parameters) {
  const administrator = await cloud.createUser({ account, partition });
  const answer = await query(cloud, administrator, region, service, action, parameters);
  assert.equal(answer.status, 200, answer.text);
  return answer;
}

/** The name that CloudFormation gave to the function's role. */
async function nameOfRole(scenario) {
  const resources = await administrate(scenario, 'cloudformation', 'DescribeStackResources', {
    StackName: 'MCHPStack',
  });
  const role = resources.all('LogicalResourceId').indexOf('RegistrationRole');
  return resources.all('PhysicalResourceId')[role];
}

test('each action that the function’s role lacks leaves the board unregistered, and the page names what is missing', () =>
  runScenario(environment, { user: { policies: { guide } } }, async (scenario) => {
    const { person, cloud } = scenario;
    const board = await prepareOneClick(scenario);
    await chooseJitr(scenario);
    await person.provision();
    await person.sees('Provision', 'Waiting for its first connection', programming);
    const RoleName = await nameOfRole(scenario);
    const deny = (action) =>
      administrate(scenario, 'iam', 'PutRolePolicy', {
        RoleName,
        PolicyName: 'Denied',
        PolicyDocument: JSON.stringify(policy(['Deny', action, '*'])),
      });
    // In the order of the function, so that each attempt comes one step further.
    const missing = {
      DescribeCertificate: /the function has not created the thing type\./,
      GetPolicy: /the function has not created the thing type\./,
      CreateThingType: /the function has not created the thing type\./,
      CreateThing: /the function has not created the thing\./,
      AttachPolicy: /the function has not attached the policy to the certificate\./,
      AttachThingPrincipal: /the function has not attached the certificate to the thing\./,
      UpdateCertificate: /the function has not activated the certificate\./,
    };
    let isSending = false;
    for (const [operation, words] of Object.entries(missing)) {
      await deny(`iot:${operation}`);
      if (!isSending) scenario.startSending(board);
      isSending = true;
      await expectSoon(async () => {
        const { ok, log, error } = await cloud.nextInvocation();
        return {
          holds: !ok && `${error} ${log}`.includes(`calling the ${operation} operation`),
          seen: error,
        };
      }, `the function fails at ${operation}`);
      await person.reads('Provision', words, 60_000);
      const { certificates } = await scenario.inventory();
      assert.deepEqual(
        certificates.map(({ status }) => status),
        ['PENDING_ACTIVATION'],
        operation,
      );
    }
    await administrate(scenario, 'iam', 'DeleteRolePolicy', { RoleName, PolicyName: 'Denied' });
    await person.sees('Live data', 'Your board is live', 60_000);
  }));

for (const [who, policies, reason] of [
  ['the guide’s user', { guide }, /Failed: .*RegistrationFunction/],
  ['a user who may read events', { p: policy(['Allow', '*', '*']) }, /iam:PassRole/],
]) {
  test(`${who} learns why the stack could not be created, and replaces what is left of it`, () =>
    runScenario(environment, { user: { policies } }, async (scenario) => {
      const { person, cloud, user } = scenario;
      await cloud.setStackPace(1.5); // a user who may not read events learns the reason only while it rolls back
      // Nothing but the creation itself tells that these keys may not pass a role.
      const refused = policy(['Deny', ['iam:PassRole', 'iam:SimulatePrincipalPolicy'], '*']);
      await cloud.setPolicies(user.accessKeyId, { ...policies, refused });
      await prepareOneClick(scenario, { firmware: 'provisioning' });
      await chooseJitr(scenario);
      await person.provision();
      await person.fails('Provision', reason, programming);
      await cloud.setPolicies(user.accessKeyId, policies);
      await cloud.setStackPace(0.1);
      await person.button('Provision', 'Continue').click();
      await person.fails('Provision', 'provision.stack_unusable');
      await person.button('Provision', 'Replace the stack…').click();
      await person.button('Provision', 'Replace it').click();
      await person.reads('Provision', 'The stack was replaced.', 60_000);
      await person.button('Provision', 'Continue').click();
      await person.sees('Provision', 'Waiting for its first connection', programming);
      const { rules } = await scenario.inventory();
      assert.equal(rules.length, 1);
    }));
}

test('in China a board is registered at its first connection', () =>
  runScenario(environment, { region: 'cn-north-1', user: { policies: { guide } } }, async (scenario) => {
    const { person } = scenario;
    const board = await connectWithDebugger(scenario);
    await signIn(scenario);
    await person.useWifi({ ssid: 'Workshop 2.4', passphrase: 'correct-horse-battery' });
    await chooseJitr(scenario);
    await person.provision();
    await person.sees('Provision', 'Waiting for its first connection', programming);
    scenario.startSending(board);
    await person.sees('Live data', 'Your board is live', 60_000);
    const { things, certificates } = await scenario.inventory();
    assert.equal(things.length, 1);
    assert.match(certificates[0].arn, /^arn:aws-cn:iot:cn-north-1:/);
  }));

test('an authority that another account of the region holds is shared after a question', () =>
  runScenario(environment, {}, async (scenario) => {
    const { person, cloud } = scenario;
    await prepareOneClick(scenario, { firmware: 'provisioning' });
    await chooseJitr(scenario);
    await person.provision();
    await person.sees('Provision', 'Waiting for its first connection', programming);
    const other = await cloud.createUser({ account: '199999999999' });
    scenario.addSecrets(other);
    await person.unfold('AWS account');
    await person.button('AWS account', 'Forget the keys').click();
    await signIn(scenario, other);
    await person.provision();
    await person.fails('Provision', 'provision.authority_elsewhere', programming);
    await person.button('Provision', 'Share the authority…').click();
    await person.button('Provision', 'Share it').click();
    await person.reads('Provision', 'The authority was registered.', 60_000);
    await person.button('Provision', 'Continue').click();
    await person.sees('Provision', 'Waiting for its first connection', programming);
  }));

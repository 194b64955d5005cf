// Tests federated sessions: who may make one, what it may do, and what ends it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as iot from '@aws-sdk/client-iot';
import * as sts from '@aws-sdk/client-sts';
import { ACCOUNT, startCloud } from './cloud.mjs';
import { ARN, connectUser, dropped, presign, REGION } from './devices.mjs';
import { agentFor, policy, query, sdkOptions } from './testkit.mjs';

let cloud;
let agent;
before(async () => {
  cloud = await startCloud();
  agent = agentFor(cloud);
});
after(async () => {
  agent.destroy();
  await cloud.stop();
});

const call = (keys, { client, command }) =>
  new client(sdkOptions(cloud, keys, REGION, agent)).send(command).then(
    () => 'allowed',
    (error) => `${error.name}: ${error.message}`,
  );
const createThing = (thingName) => ({
  client: iot.IoTClient,
  command: new iot.CreateThingCommand({ thingName }),
});
const listThings = { client: iot.IoTClient, command: new iot.ListThingsCommand() };
const federate = (parameters) => ({
  client: sts.STSClient,
  command: new sts.GetFederationTokenCommand({ Name: 'class', ...parameters }),
});

/** The keys of a federated session of this user. */
async function federated(user, parameters) {
  const client = new sts.STSClient(sdkOptions(cloud, user, REGION, agent));
  const answer = await client.send(federate(parameters).command);
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials;
  return {
    keys: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    expiration: Expiration,
    user: answer.FederatedUser,
  };
}

const INSTRUCTOR = policy(
  ['Allow', 'sts:GetFederationToken', '*'],
  ['Allow', 'iot:CreateThing', '*'],
  ['Allow', 'iot:ListThings', '*'],
);
const instructor = () => cloud.createUser({ policies: { one: INSTRUCTOR } });
const everything = JSON.stringify(policy(['Allow', '*', '*']));

test('a session has an identity and an expiry of its own', async () => {
  const started = Date.now();
  const session = await federated(await instructor(), { Policy: everything, DurationSeconds: 900 });
  assert.equal(session.user.Arn, `arn:aws:sts::${ACCOUNT}:federated-user/class`);
  assert.equal(session.user.FederatedUserId, `${ACCOUNT}:class`);
  const lasts = session.expiration - started;
  assert.ok(lasts > 890_000 && lasts < 930_000, String(lasts));
  const client = new sts.STSClient(sdkOptions(cloud, session.keys, REGION, agent));
  const caller = await client.send(new sts.GetCallerIdentityCommand());
  assert.deepEqual([caller.Arn, caller.UserId], [session.user.Arn, session.user.FederatedUserId]);
});

test('a session may do what both its user and its session policy allow', async () => {
  const user = await instructor();
  const things = JSON.stringify(
    policy(['Allow', 'iot:CreateThing', '*'], ['Allow', 'iot:ListPolicies', '*']),
  );
  const { keys } = await federated(user, { Policy: things });
  assert.equal(await call(keys, createThing('of-the-class')), 'allowed');
  assert.match(await call(keys, listThings), /because no session policy allows the iot:ListThings action$/);
  const listPolicies = { client: iot.IoTClient, command: new iot.ListPoliciesCommand() };
  assert.match(await call(keys, listPolicies), /because no identity-based policy allows/);
  const { keys: powerless } = await federated(user, {});
  assert.match(await call(powerless, listThings), /because no session policy allows/);
});

test('an MQTT connection of a session, too, may do only what both allow', { timeout: 20_000 }, async () => {
  const connects = ['Allow', 'iot:Connect', `${ARN}:client/*`];
  const everywhere = ['Allow', ['iot:Subscribe', 'iot:Publish'], '*'];
  const sensors = ['Allow', 'iot:Subscribe', `${ARN}:topicfilter/*/sensors`];
  const mayFederate = ['Allow', 'sts:GetFederationToken', '*'];
  const user = await cloud.createUser({ policies: { one: policy(mayFederate, connects, everywhere) } });
  const { keys } = await federated(user, { Policy: JSON.stringify(policy(connects, sensors)) });
  const url = presign(keys, await cloud.dataHost({ region: REGION }));
  const client = await connectUser(cloud, url);
  const [granted] = await client.subscribeAsync('board/sensors');
  assert.equal(granted.qos, 0);
  client.publish('board/other', 'x');
  await dropped(client);
});

test('a session uses neither IAM nor more of STS, whatever its policies say', async () => {
  const { keys } = await federated(await cloud.createUser(), { Policy: everything });
  const users = await query(cloud, keys, REGION, 'iam', 'ListUsers', {});
  assert.equal(users.status, 403);
  assert.match(users.text, /InvalidClientTokenId/);
  const token = { client: sts.STSClient, command: new sts.GetSessionTokenCommand() };
  assert.match(await call(keys, token), /session credentials/);
  assert.match(await call(keys, federate({})), /^AccessDenied: Cannot call GetFederationToken with session/);
});

test('only a user with the permission makes a session, and no session does', async () => {
  const user = await cloud.createUser({ policies: { one: policy(['Allow', 'iot:*', '*']) } });
  assert.match(
    await call(user, federate({})),
    new RegExp(`sts:GetFederationToken on resource: arn:aws:sts::${ACCOUNT}:federated-user/class because`),
  );
  const root = await cloud.createUser({ root: true });
  assert.match(await call(root, federate({})), /^AccessDenied: .*root/);
  const session = await cloud.createSession({ accessKeyId: (await cloud.createUser()).accessKeyId });
  assert.match(await call(session, federate({})), /^AccessDenied: Cannot call GetFederationToken/);
});

test('refuses what the limits of GetFederationToken exclude', async () => {
  const user = await instructor();
  const long = JSON.stringify(policy(['Allow', 'iot:*', 'x'.repeat(2048)]));
  assert.match(await call(user, federate({ Policy: long })), /^ValidationError: .*2048/);
  assert.match(await call(user, federate({ Policy: '{' })), /^MalformedPolicyDocument/);
  assert.match(await call(user, federate({ Name: 'a class' })), /^ValidationError: .*name/);
  assert.match(await call(user, federate({ DurationSeconds: 899 })), /^ValidationError: .*900/);
});

test('a session ends with the policy of its user, and with the user', async () => {
  const admin = await cloud.createUser();
  const user = await cloud.createUser({ name: 'ending', policies: { one: INSTRUCTOR } });
  const { keys } = await federated(user, { Policy: everything });
  assert.equal(await call(keys, listThings), 'allowed');
  await cloud.setPolicies(user.accessKeyId, {});
  assert.match(await call(keys, listThings), /because no identity-based policy allows/);
  const removed = { UserName: 'ending', AccessKeyId: user.accessKeyId };
  assert.equal((await query(cloud, admin, REGION, 'iam', 'DeleteAccessKey', removed)).status, 200);
  assert.equal((await query(cloud, admin, REGION, 'iam', 'DeleteUser', { UserName: 'ending' })).status, 200);
  assert.match(await call(keys, listThings), /^UnrecognizedClientException/);
});

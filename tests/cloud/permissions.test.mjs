// Tests permissions: how IAM decides on each operation, and the message of a refusal.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as iot from '@aws-sdk/client-iot';
import * as sts from '@aws-sdk/client-sts';
import { ACCOUNT, startCloud } from './cloud.mjs';
import { decide } from './policy.mjs';
import { agentFor, policy, query, sdkOptions, send, signed } from './testkit.mjs';

const REGION = 'eu-west-2';
const ARN = `arn:aws:iot:${REGION}:${ACCOUNT}`;
let cloud;
let agent;
let users = 0;
before(async () => {
  cloud = await startCloud();
  agent = agentFor(cloud);
});
after(async () => {
  agent.destroy();
  await cloud.stop();
});

/** Creates a user with this policy and calls one operation as that user. */
async function callAs(document, Command, input = {}) {
  users += 1;
  const user = await cloud.createUser({ name: `eve${users}`, policies: { one: document } });
  const client = new iot.IoTClient(sdkOptions(cloud, user, REGION, agent));
  return client.send(new iot[`${Command}Command`](input)).then(
    () => 'allowed',
    (error) => `${error.name}: ${error.message}`,
  );
}

test('without a permission the refusal names user, action and resource', async () => {
  const answer = await callAs(policy(['Allow', 'iot:List*', '*']), 'CreateThing', { thingName: 'x' });
  assert.equal(
    answer,
    `AccessDeniedException: User: arn:aws:iam::${ACCOUNT}:user/eve${users} is not authorized to perform: iot:CreateThing on resource: ` +
      `${ARN}:thing/x because no identity-based policy allows the iot:CreateThing action`,
  );
});

test('an explicit deny wins, and the error names it', async () => {
  const document = policy(['Allow', '*', '*'], ['Deny', 'iot:creatething', `${ARN}:thing/x*`]);
  assert.match(
    await callAs(document, 'CreateThing', { thingName: 'x1' }),
    /with an explicit deny in an identity-based policy$/,
  );
  assert.equal(await callAs(document, 'CreateThing', { thingName: 'y1' }), 'allowed');
});

test('evaluates wildcards, resources, and actions without a resource type', async () => {
  const document = policy(
    ['Allow', 'iot:*Thing', `${ARN}:thing/a?c`],
    ['Allow', 'iot:DescribeEndpoint', `${ARN}:endpoint`],
  );
  assert.equal(await callAs(document, 'CreateThing', { thingName: 'abc' }), 'allowed');
  assert.match(await callAs(document, 'CreateThing', { thingName: 'abbc' }), /^AccessDenied/);
  assert.match(await callAs(document, 'ListThings'), /on resource: \* because/);
  // DescribeEndpoint has no resource, so a policy that names one does not allow it.
  assert.match(await callAs(document, 'DescribeEndpoint'), /^AccessDenied/);
});

test('attaching needs the permission for the certificate', async () => {
  const target = `${ARN}:cert/${'a'.repeat(64)}`;
  const document = policy(['Allow', 'iot:Attach*', `${ARN}:thing/*`]);
  assert.match(
    await callAs(document, 'AttachPolicy', { policyName: 'p', target }),
    new RegExp(`on resource: ${target} because`),
  );
  assert.match(
    await callAs(document, 'AttachThingPrincipal', { thingName: 't', principal: target }),
    new RegExp(`on resource: ${target} because`),
  );
});

test('evaluates a condition on the requested region', async () => {
  const [statement] = policy(['Allow', 'iot:ListThings', '*']).Statement;
  const only = (region) => ({
    Version: '2012-10-17',
    Statement: [{ ...statement, Condition: { StringEquals: { 'aws:RequestedRegion': region } } }],
  });
  assert.equal(await callAs(only([REGION, 'us-east-1']), 'ListThings'), 'allowed');
  assert.match(await callAs(only('us-east-1'), 'ListThings'), /^AccessDenied/);
});

test('GetCallerIdentity and GetSessionToken need no permission, and the session works', async () => {
  const user = await cloud.createUser({
    name: 'nobody',
    policies: { one: policy(['Deny', '*', '*']) },
  });
  const client = new sts.STSClient(sdkOptions(cloud, user, REGION, agent));
  assert.equal((await client.send(new sts.GetCallerIdentityCommand())).Arn, user.arn);
  const { Credentials } = await client.send(new sts.GetSessionTokenCommand());
  const session = {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
  const again = new sts.STSClient(sdkOptions(cloud, session, REGION, agent));
  assert.equal((await again.send(new sts.GetCallerIdentityCommand())).Arn, user.arn);
});

test('SimulatePrincipalPolicy decides like the cloud itself, and needs a permission, too', async () => {
  const simulate = policy(
    ['Allow', 'iam:SimulatePrincipalPolicy', `arn:aws:iam::${ACCOUNT}:user/sim`],
    ['Allow', 'iot:List*', '*'],
    ['Deny', 'iot:ListThings', '*'],
    ['Allow', 'iot:CreateThing', `${ARN}:thing/mine`],
  );
  const user = await cloud.createUser({ name: 'sim', policies: { one: simulate } });
  const ask = (arn, more = {}, accept = undefined) => {
    const actions = ['iot:ListPolicies', 'iot:ListThings', 'iot:CreateThing'];
    const parameters = { PolicySourceArn: arn, ActionNames: actions, ...more };
    return query(cloud, user, REGION, 'iam', 'SimulatePrincipalPolicy', parameters, accept);
  };
  assert.deepEqual((await ask(user.arn)).all('EvalDecision'), ['allowed', 'explicitDeny', 'implicitDeny']);
  assert.equal((await ask(`${user.arn}x`)).first('Code'), 'AccessDenied');

  // One result for each action: the strictest decision, and in it one for each resource.
  const things = ['mine', 'theirs'].map((name) => `${ARN}:thing/${name}`);
  const one = { ActionNames: ['iot:CreateThing'], ResourceArns: things };
  const answer = await ask(user.arn, one);
  assert.deepEqual(answer.all('EvalDecision'), ['implicitDeny']);
  assert.deepEqual(answer.all('EvalResourceDecision'), ['allowed', 'implicitDeny']);
  const json = JSON.parse((await ask(user.arn, one, 'application/json')).text);
  const [result] = json.SimulatePrincipalPolicyResponse.SimulatePrincipalPolicyResult.EvaluationResults;
  assert.deepEqual(
    result.ResourceSpecificResults.map(({ EvalResourceName }) => EvalResourceName),
    things,
  );
});

test('a role can be handed to a function only with iam:PassRole, and needs a valid trust policy', async () => {
  const trust = policy(['Allow', 'sts:AssumeRole', undefined]);
  trust.Statement[0].Principal = { Service: 'lambda.amazonaws.com' };
  const admin = await cloud.createUser();
  const role = { RoleName: 'runner', AssumeRolePolicyDocument: '{' };
  const malformed = await query(cloud, admin, REGION, 'iam', 'CreateRole', role);
  assert.deepEqual([malformed.status, malformed.first('Code')], [400, 'MalformedPolicyDocument']);
  assert.equal((await query(cloud, admin, REGION, 'iam', 'GetRole', role)).status, 404);
  role.AssumeRolePolicyDocument = JSON.stringify(trust);
  await query(cloud, admin, REGION, 'iam', 'CreateRole', role);

  const create = async (user, Role) => {
    const body = JSON.stringify({
      FunctionName: 'f',
      Runtime: 'python3.13',
      Handler: 'index.handler',
      Role,
      Code: { ZipFile: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' }, // an empty zip
    });
    const target = {
      service: 'lambda',
      region: REGION,
      host: `lambda.${REGION}.amazonaws.com`,
      headers: { 'Content-Type': 'application/json' },
    };
    const answer = await send(
      cloud,
      signed({ user, ...target, method: 'POST', path: '/2015-03-31/functions', body }),
    );
    return { ...answer, error: answer.headers['x-amzn-errortype'] };
  };
  const arn = `arn:aws:iam::${ACCOUNT}:role/runner`;
  const denied = await cloud.createUser({
    policies: { all: policy(['Allow', '*', '*'], ['Deny', 'iam:PassRole', '*']) },
  });
  const refused = await create(denied, arn);
  assert.deepEqual([refused.status, refused.error], [403, 'AccessDeniedException']);
  assert.match(
    refused.json().Message,
    /not authorized to perform: iam:PassRole on resource: arn:aws:iam::.*:role\/runner/,
  );
  const unknown = await create(admin, `${arn}x`);
  assert.deepEqual([unknown.status, unknown.error], [400, 'InvalidParameterValueException']);
  assert.deepEqual(Object.keys(unknown.json()).sort(), ['Message', 'Type']);
  assert.equal((await create(admin, arn)).status, 201);
});

test('root may do everything', async () => {
  const root = await cloud.createUser({ root: true });
  const client = new iot.IoTClient(sdkOptions(cloud, root, REGION, agent));
  await client.send(new iot.CreateThingCommand({ thingName: 'made-by-root' }));
});

test('evaluates policy variables with a value, without a value, and literal forms', () => {
  const resource = 'arn:aws:iot:r:1:topic/${iot:Connection.Thing.ThingName}/*';
  const ask = (pattern, asked, context) =>
    decide([policy(['Allow', 'iot:Publish', pattern])], {
      action: 'iot:Publish',
      resource: asked,
      context,
    });
  const context = { 'iot:Connection.Thing.ThingName': 'a.c' };
  assert.equal(ask(resource, 'arn:aws:iot:r:1:topic/a.c/x', context), 'allow');
  assert.equal(ask(resource, 'arn:aws:iot:r:1:topic/abc/x', context), 'implicitDeny');
  assert.equal(
    ask(resource, 'arn:aws:iot:r:1:topic/${iot:Connection.Thing.ThingName}/x', {}),
    'implicitDeny',
  );
  assert.equal(ask('a${*}', 'a*', {}), 'allow');
  assert.equal(ask('a${*}', 'ab', {}), 'implicitDeny');
});

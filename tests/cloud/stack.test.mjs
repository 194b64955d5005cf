// CloudFormation: a stack takes time, acts with the permissions of its creator, fails, rolls back, and is deleted.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { ACCOUNT, startCloud } from './cloud.mjs';
import { policy, query, registrationTemplate, until } from './testkit.mjs';

const REGION = 'us-west-2';
const NAME = 'MCHPStack';
const ALL = { all: policy(['Allow', '*', '*']) };
const IDS = ['RegistrationRole', 'RegistrationFunction', 'RegistrationRule', 'RegistrationPermission'];

/** The IAM policy of the vendor's guide: reference/aws.md, "IAM". */
const GUIDE = policy([
  'Allow',
  [
    'iot:*',
    ...'CreateFunction GetFunctionConfiguration DeleteFunction ListFunctions GetFunction UpdateFunctionCode AddPermission RemovePermission'
      .split(' ')
      .map((name) => `lambda:${name}`),
    ...'CreateRole AttachRolePolicy PutRolePolicy PassRole DetachRolePolicy DeleteRolePolicy GetRole DeleteRole GetRolePolicy'
      .split(' ')
      .map((name) => `iam:${name}`),
    ...'DescribeStacks ListStacks CreateStack DeleteStack'.split(' ').map((name) => `cloudformation:${name}`),
  ],
  '*',
]);

let cloud;
let admin;
before(async () => {
  cloud = await startCloud();
  admin = await cloud.createUser();
  await cloud.setStackPace(0.1);
});
afterEach(async () => {
  cloud.clearFaults();
  await ask('DeleteStack');
  await until(async () => (await status()) === undefined, 'the stack is deleted');
});
after(() => cloud.stop());

const ask = (action, parameters = {}, user = admin) =>
  query(cloud, user, REGION, 'cloudformation', action, { StackName: NAME, ...parameters });
const create = (parameters = {}, user = admin) =>
  ask(
    'CreateStack',
    {
      TemplateBody: JSON.stringify(registrationTemplate()),
      Capabilities: ['CAPABILITY_IAM'],
      OnFailure: 'ROLLBACK',
      ...parameters,
    },
    user,
  );
const status = async (name = NAME) => (await ask('DescribeStacks', { StackName: name })).first('StackStatus');
const ended = (wanted, name = NAME) =>
  until(async () => {
    const found = await status(name);
    assert.ok(found.endsWith('_IN_PROGRESS') || found === wanted, `${found} instead of ${wanted}`);
    return found === wanted;
  }, wanted);
const events = async () => {
  const answer = await ask('DescribeStackEvents');
  const reasons = answer.text
    .split('</member>')
    .map((event) => /<ResourceStatusReason>([^<]*)</.exec(event)?.[1]);
  const ids = answer.all('LogicalResourceId');
  return answer.all('ResourceStatus').map((state, i) => ({ id: ids[i], state, reason: reasons[i] }));
};
const iam = (action, parameters) => query(cloud, admin, REGION, 'iam', action, parameters);
const rules = async () => (await cloud.inventory({ region: REGION })).rules.map(({ ruleName }) => ruleName);
/** A user who may do everything but these. */
const userWithout = (...actions) =>
  cloud.createUser({ policies: { all: policy(['Allow', '*', '*'], ['Deny', actions, '*']) } });

test('a stack is created resource after resource, tells its outputs, and is deleted in the opposite order', async () => {
  assert.match((await ask('DescribeStacks')).text, /<Code>ValidationError<.*MCHPStack does not exist/s);
  const stackId = (await create()).first('StackId');
  assert.match(stackId, new RegExp(`^arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${NAME}/`));
  assert.equal(await status(), 'CREATE_IN_PROGRESS');
  assert.deepEqual(await rules(), []);
  await ended('CREATE_COMPLETE');
  assert.deepEqual(
    (await events()).reverse().map(({ id, state }) => `${id} ${state}`),
    [
      `${NAME} CREATE_IN_PROGRESS`,
      ...IDS.flatMap((id) =>
        ['IN_PROGRESS', 'IN_PROGRESS', 'COMPLETE'].map((state) => `${id} CREATE_${state}`),
      ),
      `${NAME} CREATE_COMPLETE`,
    ],
  );
  const described = await ask('DescribeStacks');
  const outputs = described.all('OutputValue');
  assert.deepEqual(described.all('OutputKey'), ['Function', 'Role', 'Rule', 'Version']);
  assert.deepEqual(await rules(), [outputs[2]]);
  assert.match(
    outputs.join(' '),
    /^MCHPStack-RegistrationFunction-\w{12} MCHPStack-RegistrationRole-\w{12} MCHPStack_\w+ 1$/,
  );
  const resources = await ask('DescribeStackResources');
  assert.deepEqual(resources.all('LogicalResourceId'), IDS);
  assert.deepEqual(resources.all('PhysicalResourceId').slice(0, 3), [outputs[1], outputs[0], outputs[2]]);
  assert.equal((await iam('GetRole', { RoleName: outputs[1] })).status, 200);

  await ask('DeleteStack');
  assert.equal(await status(), 'DELETE_IN_PROGRESS');
  await until(async () => (await status()) === undefined, 'deleted');
  assert.equal(await status(stackId), 'DELETE_COMPLETE');
  const deleted = await ask('DescribeStackEvents', { StackName: stackId });
  assert.deepEqual(
    deleted.all('ResourceStatus').filter((state) => state === 'DELETE_COMPLETE').length,
    IDS.length + 1,
  );
  assert.deepEqual(await rules(), []);
  assert.equal((await iam('GetRole', { RoleName: outputs[1] })).status, 404);
});

test("the guide's user can create and delete the stack, but cannot read its events", async () => {
  const guide = await cloud.createUser({ policies: { guide: GUIDE } });
  await create({}, guide);
  await ended('CREATE_COMPLETE');
  assert.equal((await ask('DescribeStacks', {}, guide)).first('StackStatus'), 'CREATE_COMPLETE');
  const refused = await ask('DescribeStackEvents', {}, guide);
  assert.deepEqual([refused.status, refused.first('Code')], [403, 'AccessDenied']);
  await ask('DeleteStack', {}, guide);
  await until(async () => (await status()) === undefined, 'deleted');
});

const NEEDED = {
  'iam:CreateRole': 'RegistrationRole',
  'iam:PutRolePolicy': 'RegistrationRole',
  'iam:GetRole': 'RegistrationRole',
  'iam:PassRole': 'RegistrationFunction',
  'lambda:CreateFunction': 'RegistrationFunction',
  'lambda:GetFunction': 'RegistrationFunction',
  'iot:CreateTopicRule': 'RegistrationRule',
  'iot:GetTopicRule': 'RegistrationRule',
  'lambda:AddPermission': 'RegistrationPermission',
};
for (const [action, id] of Object.entries(NEEDED)) {
  test(`without ${action} the stack rolls back; its first failed event names the action`, async () => {
    await create({}, await userWithout(action));
    await ended('ROLLBACK_COMPLETE');
    const failed = (await events()).reverse().find(({ state }) => state.endsWith('_FAILED'));
    assert.equal(failed.id, id);
    assert.match(
      failed.reason,
      new RegExp(`is not authorized to perform: ${action} on resource: .* explicit deny`),
    );
    assert.match(failed.reason, /HandlerErrorCode: AccessDenied\)$/);
    assert.deepEqual(await rules(), []);
    assert.doesNotMatch((await iam('ListRoles')).text, /RegistrationRole/);
  });
}

test('while a stack rolls back its status reason names the resource that failed; afterwards it has no reason', async () => {
  await create({}, await userWithout('lambda:CreateFunction'));
  const rolling = await until(async () => {
    const described = await ask('DescribeStacks');
    return described.first('StackStatus') === 'ROLLBACK_IN_PROGRESS' && described;
  }, 'rollback');
  assert.equal(
    rolling.first('StackStatusReason'),
    'The following resource(s) failed to create: [RegistrationFunction]. Rollback requested by user.',
  );
  await ended('ROLLBACK_COMPLETE');
  assert.equal((await ask('DescribeStacks')).first('StackStatusReason'), undefined);
  assert.equal((await create()).first('Code'), 'AlreadyExistsException');
});

test('without rollback a failed stack keeps its resources', async () => {
  const user = await userWithout('lambda:AddPermission');
  for (const wish of [{ OnFailure: 'DO_NOTHING' }, { DisableRollback: 'true' }]) {
    const parameters = {
      TemplateBody: JSON.stringify(registrationTemplate()),
      Capabilities: ['CAPABILITY_NAMED_IAM'],
    };
    await ask('CreateStack', { ...parameters, ...wish }, user);
    await ended('CREATE_FAILED');
    assert.match((await ask('DescribeStacks')).first('StackStatusReason'), /\[RegistrationPermission\]\. $/);
    assert.equal((await rules()).length, 1);
    await ask('DeleteStack');
    await until(async () => (await status()) === undefined, 'deleted');
    assert.deepEqual(await rules(), []);
  }
});

test('with OnFailure=DELETE a failed stack is gone', async () => {
  await create({ OnFailure: 'DELETE' }, await userWithout('iot:CreateTopicRule'));
  await until(async () => (await status()) === undefined, 'gone');
});

test('a rollback that may not delete ends as ROLLBACK_FAILED, and what is left can be deleted later', async () => {
  await create({}, await userWithout('iot:CreateTopicRule', 'lambda:DeleteFunction'));
  await ended('ROLLBACK_FAILED');
  assert.match(
    (await ask('DescribeStacks')).first('StackStatusReason'),
    /failed to delete: \[RegistrationFunction\]/,
  );
  assert.match((await iam('ListRoles')).text, /RegistrationRole/);
});

test('a deletion that is refused ends as DELETE_FAILED; the next one may leave the resource', async () => {
  await create();
  await ended('CREATE_COMPLETE');
  assert.equal((await ask('DeleteStack', { RetainResources: [IDS[0]] })).first('Code'), 'ValidationError');
  const user = await userWithout('iam:DeleteRole');
  await ask('DeleteStack', {}, user);
  await ended('DELETE_FAILED');
  await ask('DeleteStack', { RetainResources: [IDS[0]] }, user);
  await until(async () => (await status()) === undefined, 'deleted');
  const [role] = (await iam('ListRoles')).all('RoleName').filter((name) => name.startsWith(NAME));
  await iam('DeleteRole', { RoleName: role });
});

test('DeleteStack ends a creation that is under way', async () => {
  await create();
  await ask('DeleteStack');
  await until(async () => (await status()) === undefined, 'deleted');
  assert.deepEqual(await rules(), []);
});

test('a resource fails with whatever its service answers', async () => {
  cloud.addFault({
    service: 'lambda',
    operation: 'CreateFunction',
    error: { code: 'InvalidParameterValueException', status: 400, message: 'The runtime is deprecated.' },
  });
  await create();
  await ended('ROLLBACK_COMPLETE');
  const failed = (await events()).find(({ state }) => state === 'CREATE_FAILED');
  assert.match(failed.reason, /The runtime is deprecated\. \(Service: Lambda, Status Code: 400/);
});

test('requests of stacks are not among those that clients have sent', async () => {
  const before = cloud.requests.length;
  await create();
  await ended('CREATE_COMPLETE');
  const services = new Set(cloud.requests.slice(before).map(({ service }) => service));
  assert.deepEqual([...services], ['cloudformation']);
});

test('CreateStack refuses what AWS refuses', async () => {
  const template = registrationTemplate();
  const changed = (change) => {
    const copy = structuredClone(template);
    change(copy);
    return { TemplateBody: JSON.stringify(copy) };
  };
  const refused = async (parameters, code, message) => {
    const answer = await create(parameters);
    assert.deepEqual([answer.status, answer.first('Code')], [400, code], answer.text);
    assert.match(answer.text, message);
  };
  await refused({ TemplateBody: '{}' }, 'ValidationError', /At least one Resources member/);
  await refused({ TemplateBody: '{' }, 'ValidationError', /not well-formed/);
  await refused({ TemplateBody: ' '.repeat(51_201) }, 'ValidationError', /less than or equal to 51200/);
  await refused({ Capabilities: [] }, 'InsufficientCapabilitiesException', /CAPABILITY_IAM\]/);
  const named = changed((copy) => (copy.Resources.RegistrationRole.Properties.RoleName = 'mine'));
  await refused(named, 'InsufficientCapabilitiesException', /CAPABILITY_NAMED_IAM/);
  const unknown = changed((copy) => (copy.Resources.RegistrationRule.Type = 'AWS::IoT::Nonsense'));
  await refused(unknown, 'ValidationError', /Unrecognized resource types: \[AWS::IoT::Nonsense\]/);
  const loose = changed((copy) => delete copy.Resources.RegistrationRole);
  await refused(loose, 'ValidationError', /Unresolved resource dependencies \[RegistrationRole\]/);
  await refused({ StackName: 'no_underscore' }, 'ValidationError', /stackName/);
  await refused({ DisableRollback: 'true' }, 'ValidationError', /not both/);
});

test('DescribeStacks without a name needs ListStacks, too', async () => {
  const list = (user) => query(cloud, user, REGION, 'cloudformation', 'DescribeStacks');
  assert.equal((await list(await cloud.createUser({ policies: ALL }))).status, 200);
  const refused = await list(await userWithout('cloudformation:ListStacks'));
  assert.match(refused.text, /not authorized to perform: cloudformation:ListStacks/);
});

test('in China the partition of the template is that of China, and policies of the other partition do not exist', async () => {
  const china = 'cn-north-1';
  const user = await cloud.createUser({ partition: 'aws-cn', account: '210987654321' });
  const askThere = (action, parameters) =>
    query(cloud, user, china, 'cloudformation', action, { StackName: NAME, ...parameters });
  const wish = { Capabilities: ['CAPABILITY_IAM'], TemplateBody: JSON.stringify(registrationTemplate()) };
  await askThere('CreateStack', wish);
  const there = async () => (await askThere('DescribeStacks')).first('StackStatus');
  await until(async () => (await there()) === 'CREATE_COMPLETE', 'created');
  const role = (await askThere('DescribeStacks')).all('OutputValue')[1];
  const inline = { RoleName: role, PolicyName: 'RegisterBoards' };
  const document = (await query(cloud, user, china, 'iam', 'GetRolePolicy', inline)).first('PolicyDocument');
  assert.match(decodeURIComponent(document), /arn:aws-cn:iot:cn-north-1:210987654321:cert\/\*/);
  await askThere('DeleteStack');
  await until(async () => (await there()) === undefined, 'deleted');

  const vendors = registrationTemplate();
  vendors.Resources.RegistrationRole.Properties.ManagedPolicyArns = [
    'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
  ];
  await askThere('CreateStack', { ...wish, TemplateBody: JSON.stringify(vendors) });
  await until(async () => (await there()) === 'ROLLBACK_COMPLETE', 'rolled back');
});

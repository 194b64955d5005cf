// Just-in-time registration from end to end: a board of a registered CA connects, the stack's function registers it, and
// its next attempt is accepted.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import * as iot from '@aws-sdk/client-iot';
import { Authority } from './authority.mjs';
import { startCloud } from './cloud.mjs';
import { connectDevice, connectUser, presign, zeroTouchPolicy } from './devices.mjs';
import {
  agentFor,
  policy,
  query,
  registrationTemplate,
  sdkOptions,
  send,
  signed,
  until,
} from './testkit.mjs';

const TYPE = 'microchip-zero-touch-kit';
let cloud;
let agent;
let accounts = 0;
const open = [];
before(async () => {
  cloud = await startCloud();
  agent = agentFor(cloud);
  await cloud.setStackPace(0);
});
afterEach(() => {
  cloud.clearFaults();
  for (const one of open.splice(0)) one.end(true);
});
after(async () => {
  agent.destroy();
  await cloud.stop();
});

/** A separate account, set up for just-in-time registration except for what `leaveOut` names. */
class Setup {
  static async make({ region = 'us-east-2', leaveOut = [] } = {}) {
    accounts += 1;
    const setup = new Setup();
    const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
    setup.region = region;
    setup.account = String(200_000_000_000 + accounts);
    setup.user = await cloud.createUser({ account: setup.account, partition });
    setup.client = new iot.IoTClient(sdkOptions(cloud, setup.user, region, agent));
    setup.authority = new Authority();
    if (!leaveOut.includes('policy')) await setup.createPolicy();
    if (!leaveOut.includes('stack')) await setup.createStack();
    if (!leaveOut.includes('ca')) await setup.registerAuthority();
    return setup;
  }

  call(Command, input = {}) {
    return this.client.send(new iot[`${Command}Command`](input));
  }

  stack(action, parameters = {}) {
    const all = { StackName: 'MCHPStack', ...parameters };
    return query(cloud, this.user, this.region, 'cloudformation', action, all);
  }

  createPolicy() {
    const policyDocument = JSON.stringify(zeroTouchPolicy(this.region, this.account));
    return this.call('CreatePolicy', { policyName: 'zt_policy', policyDocument });
  }

  async createStack(template = registrationTemplate()) {
    await this.stack('CreateStack', {
      TemplateBody: JSON.stringify(template),
      Capabilities: ['CAPABILITY_IAM'],
    });
    const described = await until(async () => {
      const found = await this.stack('DescribeStacks');
      return !found.first('StackStatus').endsWith('_IN_PROGRESS') && found;
    }, 'the stack');
    assert.equal(described.first('StackStatus'), 'CREATE_COMPLETE');
    [this.functionName, this.role] = described.all('OutputValue');
  }

  async registerAuthority(options = {}) {
    const { registrationCode } = await this.call('GetRegistrationCode');
    const wish = {
      ...this.authority.registration(registrationCode),
      setAsActive: true,
      allowAutoRegistration: true,
    };
    await this.call('RegisterCACertificate', { ...wish, ...options });
  }

  async connect(device) {
    const servername = await cloud.dataHost({ account: this.account, region: this.region });
    const connected = await connectDevice(cloud, device, { servername });
    open.push(connected);
    return connected;
  }

  /** An attempt that is refused, and the run of the function that it causes. */
  async firstAttempt(device) {
    const invocation = cloud.nextInvocation();
    await assert.rejects(this.connect(device), /refused/);
    return invocation;
  }

  /** An attempt that is refused, and that no function learns of. */
  async ignoredAttempt(device) {
    const before = cloud.messages.length;
    await assert.rejects(this.connect(device), /refused/);
    assert.equal(cloud.messages.length, before, 'no event');
  }

  async statusOf({ certificateId }) {
    return (await this.call('DescribeCertificate', { certificateId })).certificateDescription.status;
  }

  async assertRegistered(device, thingTypeName = TYPE) {
    const { certificateDescription: found } = await this.call('DescribeCertificate', device);
    assert.deepEqual([found.status, found.caCertificateId], ['ACTIVE', this.authority.certificateId]);
    const attached = await this.call('ListAttachedPolicies', { target: found.certificateArn });
    assert.deepEqual(
      attached.policies.map(({ policyName }) => policyName),
      ['zt_policy'],
    );
    const thingName = device.name;
    assert.deepEqual((await this.call('ListThingPrincipals', { thingName })).principals, [
      found.certificateArn,
    ]);
    assert.equal((await this.call('DescribeThing', { thingName })).thingTypeName ?? null, thingTypeName);
  }

  remove() {
    this.client.destroy();
    this.authority.remove();
  }
}

const using = async (options, use) => {
  const setup = await Setup.make(options);
  try {
    await use(setup);
  } finally {
    setup.remove();
  }
};

for (const region of ['us-east-2', 'cn-north-1']) {
  test(`in ${region} the first connection is refused, the second one is accepted, and its message arrives`, () =>
    using({ region }, async (setup) => {
      const device = setup.authority.device();
      const before = cloud.requests.length;
      const invocation = await setup.firstAttempt(device);
      assert.deepEqual(
        cloud.requests.slice(before),
        [],
        'those of the function are not among the requests of clients',
      );
      assert.deepEqual(
        [invocation.ok, invocation.functionName],
        [true, setup.functionName],
        invocation.error,
      );
      await setup.assertRegistered(device);
      const board = await setup.connect(device);
      const arrived = cloud.nextMessage(({ topic }) => topic === `${device.name}/sensors`);
      board.publish(`${device.name}/sensors`, '{"Light":12,"Temp":21.50}');
      assert.equal((await arrived).payload.toString(), '{"Light":12,"Temp":21.50}');
    }));
}

test('what the function prints is in its log group, which is left when the stack is deleted', () =>
  using({}, async (setup) => {
    await setup.firstAttempt(setup.authority.device());
    await setup.stack('DeleteStack');
    await until(async () => !(await setup.stack('DescribeStacks')).first('StackStatus'), 'deleted');
    const logs = async (operation, input, user = setup.user) => {
      const host = `logs.${setup.region}.amazonaws.com`;
      const headers = {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `Logs_20140328.${operation}`,
      };
      const target = { service: 'logs', region: setup.region, host, method: 'POST', headers };
      return send(cloud, signed({ user, ...target, body: JSON.stringify(input) }));
    };
    const logGroupName = `/aws/lambda/${setup.functionName}`;
    const { events } = (await logs('FilterLogEvents', { logGroupName })).json();
    assert.match(events[0].message, /cert\/[0-9a-f]{64} is active$/);
    const guest = await cloud.createUser({ account: setup.account, policies: {} });
    const refused = await logs('DeleteLogGroup', { logGroupName }, guest);
    assert.deepEqual([refused.status, refused.json().__type], [400, 'AccessDeniedException']);
    assert.equal((await logs('DeleteLogGroup', { logGroupName })).status, 200);
    const { logGroups } = (await logs('DescribeLogGroups', { logGroupNamePrefix: '/aws/' })).json();
    assert.deepEqual(logGroups, []);
  }));

test('the event says which certificate of which CA has connected, and a user who may can subscribe to it', () =>
  using({ leaveOut: ['stack'] }, async (setup) => {
    const host = await cloud.dataHost(setup);
    const page = await connectUser(cloud, presign(setup.user, host));
    open.push(page);
    await page.subscribeAsync('$aws/events/certificates/registered/#');
    const heard = new Promise((resolve) => page.once('message', (...message) => resolve(message)));
    const device = setup.authority.device();
    await assert.rejects(setup.connect(device), /refused/);
    const [topic, payload] = await heard;
    const caCertificateId = setup.authority.certificateId;
    assert.equal(topic, `$aws/events/certificates/registered/${caCertificateId}`);
    const { timestamp, ...rest } = JSON.parse(payload.toString());
    assert.ok(Math.abs(timestamp - Date.now()) < 60_000);
    assert.deepEqual(rest, {
      certificateId: device.certificateId,
      caCertificateId,
      certificateStatus: 'PENDING_ACTIVATION',
      awsAccountId: setup.account,
      certificateRegistrationTimestamp: null,
    });
  }));

test('what comes later than the first attempt heals at the next one: the stack, then the policy', () =>
  using({ leaveOut: ['stack', 'policy'] }, async (setup) => {
    const device = setup.authority.device();
    await assert.rejects(setup.connect(device), /refused/);
    assert.equal(await setup.statusOf(device), 'PENDING_ACTIVATION');
    await setup.createStack();
    assert.equal((await setup.firstAttempt(device)).result, 'zt_policy is missing');
    await setup.createPolicy();
    assert.equal((await setup.firstAttempt(device)).ok, true);
    await setup.assertRegistered(device);
    await setup.connect(device);
  }));

test('a function that fails once succeeds at the next attempt of the board', () =>
  using({}, async (setup) => {
    const device = setup.authority.device();
    const error = { code: 'InvalidRequestException', status: 400 };
    cloud.addFault({ service: 'iot', operation: 'AttachThingPrincipal', times: 1, error });
    const failed = await setup.firstAttempt(device);
    assert.match(failed.error, /^InvalidRequestException: .*AttachThingPrincipal/);
    assert.match(failed.log, /Traceback/);
    assert.equal(await setup.statusOf(device), 'PENDING_ACTIVATION');
    assert.equal((await setup.firstAttempt(device)).ok, true);
    await setup.connect(device);
  }));

test('a board that MAR has set up is taken over: its thing stays as it is', () =>
  using({}, async (setup) => {
    const device = setup.authority.device();
    await setup.call('CreateThing', { thingName: device.name });
    assert.equal((await setup.firstAttempt(device)).ok, true);
    await setup.assertRegistered(device, null);
    await setup.connect(device);
  }));

test('two attempts at once end like one', () =>
  using({}, async (setup) => {
    const device = setup.authority.device();
    const runs = () => cloud.invocations.filter(({ event }) => event.certificateId === device.certificateId);
    await Promise.all([1, 2].map(() => assert.rejects(setup.connect(device), /refused/)));
    await until(() => runs().length === 2, 'two runs');
    assert.deepEqual(
      runs().map(({ ok }) => ok),
      [true, true],
    );
    await setup.assertRegistered(device);
    await setup.connect(device);
  }));

describe('the role of the function', () => {
  let setup;
  before(async () => (setup = await Setup.make()));
  after(() => setup.remove());
  const inline = (action, more = {}) =>
    query(cloud, setup.user, setup.region, 'iam', action, {
      RoleName: setup.role,
      PolicyName: 'deny',
      ...more,
    });

  const actions =
    registrationTemplate().Resources.RegistrationRole.Properties.Policies[0].PolicyDocument.Statement[0]
      .Action;
  for (const action of actions) {
    test(`without ${action} the certificate stays PENDING_ACTIVATION; with it the next attempt heals`, async () => {
      const device = setup.authority.device();
      await inline('PutRolePolicy', { PolicyDocument: JSON.stringify(policy(['Deny', action, '*'])) });
      const refused = await setup.firstAttempt(device);
      assert.match(
        refused.error,
        new RegExp(`AccessDeniedException.* is not authorized to perform: ${action} on`),
      );
      assert.equal(await setup.statusOf(device), 'PENDING_ACTIVATION');
      await inline('DeleteRolePolicy');
      assert.equal((await setup.firstAttempt(device)).ok, true);
      await setup.connect(device);
    });
  }
});

test('nothing is registered for an unknown issuer, an inactive CA, a CA without auto registration, or a revoked certificate', () =>
  using({}, async (setup) => {
    const certificateId = setup.authority.certificateId;
    const stranger = new Authority();
    await setup.ignoredAttempt(stranger.device());
    stranger.remove();
    await setup.call('UpdateCACertificate', { certificateId, newStatus: 'INACTIVE' });
    await setup.ignoredAttempt(setup.authority.device());
    await setup.call('UpdateCACertificate', {
      certificateId,
      newStatus: 'ACTIVE',
      newAutoRegistrationStatus: 'DISABLE',
    });
    await setup.ignoredAttempt(setup.authority.device());
    assert.deepEqual((await cloud.inventory(setup)).certificates, []);
    await setup.call('UpdateCACertificate', { certificateId, newAutoRegistrationStatus: 'ENABLE' });
    const device = setup.authority.device();
    await setup.firstAttempt(device);
    await setup.call('UpdateCertificate', { certificateId: device.certificateId, newStatus: 'REVOKED' });
    await setup.ignoredAttempt(device);
  }));

test('a certificate of another team is registered by AWS and left alone by the function', () =>
  using({}, async (setup) => {
    const device = setup.authority.device('/O=Another Team/CN=sn01238FAFEFE388DCFE');
    assert.match((await setup.firstAttempt(device)).result, /is not a board's$/);
    assert.equal(await setup.statusOf(device), 'PENDING_ACTIVATION');
    assert.deepEqual((await cloud.inventory(setup)).things, []);
  }));

test('a rule runs only a function that permits it, whose role trusts Lambda, and that ends in time', async () => {
  const broken = {
    'does not permit AWS IoT': ({ RegistrationPermission }) =>
      (RegistrationPermission.Properties.SourceArn = 'arn:aws:iot:us-east-2:200000000000:rule/other'),
    'does not trust lambda': ({ RegistrationRole }) =>
      (RegistrationRole.Properties.AssumeRolePolicyDocument.Statement[0].Principal.Service =
        'ec2.amazonaws.com'),
    ModuleNotFoundError: ({ RegistrationFunction }) =>
      (RegistrationFunction.Properties.Handler = 'other.handler'),
    'Task timed out after 1.00 seconds': ({ RegistrationFunction }) => {
      RegistrationFunction.Properties.Timeout = 1;
      RegistrationFunction.Properties.Code.ZipFile = 'import time\ndef handler(*_): time.sleep(60)';
    },
  };
  for (const [error, change] of Object.entries(broken)) {
    await using({ leaveOut: ['stack'] }, async (setup) => {
      const template = registrationTemplate();
      change(template.Resources);
      await setup.createStack(template);
      const device = setup.authority.device();
      const invocation = await setup.firstAttempt(device);
      assert.deepEqual([invocation.ok, invocation.functionName], [false, setup.functionName]);
      assert.ok(invocation.error.includes(error), invocation.error);
    });
  }
});

test('a disabled rule, or a rule on another topic, runs nothing', () =>
  using({ leaveOut: ['stack'] }, async (setup) => {
    for (const change of [
      (payload) => (payload.RuleDisabled = true),
      (payload) => (payload.Sql = "SELECT * FROM '$aws/events/presence/#'"),
    ]) {
      const template = registrationTemplate();
      change(template.Resources.RegistrationRule.Properties.TopicRulePayload);
      await setup.createStack(template);
      const before = cloud.invocations.length;
      await assert.rejects(setup.connect(setup.authority.device()), /refused/);
      assert.equal(cloud.invocations.length, before);
      await setup.stack('DeleteStack');
      await until(async () => !(await setup.stack('DescribeStacks')).first('StackStatus'), 'deleted');
    }
  }));

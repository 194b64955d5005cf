// Tests AWS IoT's control plane through the published SDK: the operations of reference/aws.md, also where moto differs from AWS.

import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import * as iot from '@aws-sdk/client-iot';
import { Authority } from './authority.mjs';
import { ACCOUNT, startCloud } from './cloud.mjs';
import { agentFor, policy, sdkOptions } from './testkit.mjs';

const REGION = 'us-east-2';
const ARN = `arn:aws:iot:${REGION}:${ACCOUNT}`;
const DOCUMENT = JSON.stringify(
  policy(['Allow', ['iot:Connect'], `${ARN}:client/\${iot:Connection.Thing.ThingName}`]),
);
const DEVICE = readFileSync(new URL('testdata/device.crt', import.meta.url), 'utf8');
const DEVICE_ID = createHash('sha256').update(new X509Certificate(DEVICE).raw).digest('hex');

let cloud;
let client;
let agent;
before(async () => {
  cloud = await startCloud();
  agent = agentFor(cloud);
  client = new iot.IoTClient(sdkOptions(cloud, await cloud.createUser(), REGION, agent));
});
after(async () => {
  client.destroy();
  agent.destroy();
  await cloud.stop();
});

const call = (Command, input = {}) => client.send(new iot[`${Command}Command`](input));

/** The name, status and members of a refusal. */
async function refusal(Command, input) {
  const error = await call(Command, input).then(
    () => assert.fail(`${Command} was not refused`),
    (refused) => refused,
  );
  return {
    name: error.name,
    status: error.$metadata.httpStatusCode,
    message: error.message,
    error,
  };
}

test('the data endpoint is constant, different in each region, and can be rotated', async () => {
  const first = (await call('DescribeEndpoint', { endpointType: 'iot:Data-ATS' })).endpointAddress;
  assert.match(first, /^a[a-z0-9]{13}-ats\.iot\.us-east-2\.amazonaws\.com$/);
  assert.equal((await call('DescribeEndpoint', { endpointType: 'iot:Data-ATS' })).endpointAddress, first);
  assert.notEqual(first.slice(0, 14), (await cloud.dataHost({ region: 'eu-west-1' })).slice(0, 14));
  assert.match(await cloud.dataHost({ region: 'cn-north-1' }), /\.ats\.iot\.cn-north-1\.amazonaws\.com\.cn$/);
  const rotated = await cloud.rotateEndpoint({ region: REGION });
  assert.notEqual(rotated, first);
  assert.equal((await call('DescribeEndpoint', { endpointType: 'iot:Data-ATS' })).endpointAddress, rotated);
  assert.equal((await refusal('DescribeEndpoint', { endpointType: 'iot:Nothing' })).status, 400);
});

test('creates certificate, thing, policy and both attachments of MAR, and deletes them', async () => {
  const { certificateId, certificateArn } = await call('RegisterCertificateWithoutCA', {
    certificatePem: DEVICE,
    status: 'ACTIVE',
  });
  assert.equal(certificateId, DEVICE_ID);
  assert.equal(certificateArn, `${ARN}:cert/${DEVICE_ID}`);
  const thingName = readFileSync(new URL('testdata/aws-thing-name.txt', import.meta.url), 'utf8').trim();
  const thing = await call('CreateThing', { thingName });
  assert.equal(thing.thingArn, `${ARN}:thing/${thingName}`);
  await call('CreatePolicy', { policyName: 'zt_policy', policyDocument: DOCUMENT });
  await call('AttachPolicy', { policyName: 'zt_policy', target: certificateArn });
  await call('AttachThingPrincipal', { thingName, principal: certificateArn });

  const { certificateDescription } = await call('DescribeCertificate', { certificateId });
  assert.equal(certificateDescription.status, 'ACTIVE');
  assert.equal(certificateDescription.validity.notAfter.getUTCFullYear(), 3000);
  const attached = await call('ListAttachedPolicies', { target: certificateArn });
  assert.deepEqual(attached.policies, [{ policyName: 'zt_policy', policyArn: `${ARN}:policy/zt_policy` }]);
  assert.deepEqual((await call('ListThingPrincipals', { thingName })).principals, [certificateArn]);
  assert.equal((await call('GetPolicy', { policyName: 'zt_policy' })).policyDocument, DOCUMENT);

  assert.equal((await refusal('DeletePolicy', { policyName: 'zt_policy' })).name, 'DeleteConflictException');
  assert.equal((await refusal('DeleteCertificate', { certificateId })).name, 'CertificateStateException');
  assert.deepEqual((({ name, status }) => [name, status])(await refusal('DeleteThing', { thingName })), [
    'InvalidRequestException',
    400,
  ]);
  await call('DetachThingPrincipal', { thingName, principal: certificateArn });
  await call('DetachPolicy', { policyName: 'zt_policy', target: certificateArn });
  await call('UpdateCertificate', { certificateId, newStatus: 'INACTIVE' });
  await call('DeleteCertificate', { certificateId });
  await call('DeleteThing', { thingName });
  await call('DeletePolicy', { policyName: 'zt_policy' });
  const left = await cloud.inventory({ region: REGION });
  assert.deepEqual(
    [left.things, left.certificates, left.policies, left.policyAttachments, left.thingPrincipals].flat(),
    [],
  );
});

test('creating a certificate or policy again is refused with its id and ARN; creating the same thing again is not', async () => {
  const { certificateArn } = await call('RegisterCertificateWithoutCA', { certificatePem: DEVICE });
  assert.equal(
    (await call('DescribeCertificate', { certificateId: DEVICE_ID })).certificateDescription.status,
    'INACTIVE',
  );
  const certificate = await refusal('RegisterCertificateWithoutCA', {
    certificatePem: DEVICE,
    status: 'ACTIVE',
  });
  assert.deepEqual([certificate.name, certificate.status], ['ResourceAlreadyExistsException', 409]);
  assert.deepEqual(
    [certificate.error.resourceId, certificate.error.resourceArn],
    [DEVICE_ID, certificateArn],
  );
  await call('CreatePolicy', { policyName: 'twice', policyDocument: DOCUMENT });
  const again = await refusal('CreatePolicy', { policyName: 'twice', policyDocument: DOCUMENT });
  assert.deepEqual(
    [again.name, again.error.resourceArn],
    ['ResourceAlreadyExistsException', `${ARN}:policy/twice`],
  );
  const { thingId } = await call('CreateThing', { thingName: 'same' });
  assert.equal((await call('CreateThing', { thingName: 'same' })).thingId, thingId);
  const other = await refusal('CreateThing', {
    thingName: 'same',
    attributePayload: { attributes: { a: 'b' } },
  });
  assert.deepEqual(
    [other.name, other.status, other.error.resourceArn],
    ['ResourceAlreadyExistsException', 409, `${ARN}:thing/same`],
  );
});

test('a missing resource is a 404, but deleting a missing thing or attachment succeeds', async () => {
  assert.deepEqual(
    (({ name, status }) => [name, status])(await refusal('DescribeThing', { thingName: 'none' })),
    ['ResourceNotFoundException', 404],
  );
  assert.equal((await refusal('GetPolicy', { policyName: 'none' })).name, 'ResourceNotFoundException');
  assert.equal(
    (await refusal('DescribeCertificate', { certificateId: 'f'.repeat(64) })).name,
    'ResourceNotFoundException',
  );
  assert.equal(
    (
      await refusal('AttachThingPrincipal', {
        thingName: 'none',
        principal: `${ARN}:cert/${'f'.repeat(64)}`,
      })
    ).name,
    'ResourceNotFoundException',
  );
  await call('DeleteThing', { thingName: 'none' });
});

test('refuses invalid certificates, statuses, policy documents, names and SQL, and two certificates at once', async () => {
  for (const certificatePem of ['garbage', DEVICE.replace('MII', 'AAA'), DEVICE + DEVICE]) {
    const { name, status } = await refusal('RegisterCertificateWithoutCA', {
      certificatePem,
      status: 'ACTIVE',
    });
    assert.deepEqual([name, status], ['CertificateValidationException', 400]);
  }
  assert.equal(
    (await refusal('RegisterCertificateWithoutCA', { certificatePem: DEVICE, status: 'SHINY' })).name,
    'InvalidRequestException',
  );
  assert.equal(
    (
      await refusal('UpdateCertificate', {
        certificateId: DEVICE_ID,
        newStatus: 'PENDING_TRANSFER',
      })
    ).status,
    400,
  );
  for (const policyDocument of [
    'no JSON',
    '{}',
    JSON.stringify(policy(['Permit', 'iot:*', '*'])),
    JSON.stringify(policy(['Allow', 's3:*', '*'])),
    JSON.stringify(policy(['Allow', 'iot:*', 'everything'])),
    JSON.stringify(policy(['Allow', 'iot:*', `arn:${'x'.repeat(2048)}`])),
  ]) {
    assert.equal(
      (await refusal('CreatePolicy', { policyName: 'bad', policyDocument })).name,
      'MalformedPolicyException',
    );
  }
  assert.equal(
    (await refusal('CreatePolicy', { policyName: 'no space', policyDocument: DOCUMENT })).name,
    'InvalidRequestException',
  );
  assert.equal((await refusal('CreateThing', { thingName: 'no/slash' })).name, 'InvalidRequestException');
  const topicRulePayload = { sql: 'DROP TABLE things', actions: [] };
  assert.equal(
    (await refusal('CreateTopicRule', { ruleName: 'bad', topicRulePayload })).name,
    'SqlParseException',
  );
});

test('returns lists in pages', async () => {
  for (let i = 0; i < 30; i += 1) {
    await call('CreateThing', { thingName: `page-${i}` });
    await call('CreatePolicy', { policyName: `page-${i}`, policyDocument: DOCUMENT });
  }
  const things = [];
  for await (const page of iot.paginateListThings({ client, pageSize: 7 }, {})) {
    assert.ok(page.things.length <= 7);
    things.push(...page.things.map(({ thingName }) => thingName));
  }
  assert.equal(new Set(things.filter((name) => name.startsWith('page-'))).size, 30);
  const first = await call('ListPolicies', {});
  assert.equal(first.policies.length, 25);
  const second = await call('ListPolicies', { marker: first.nextMarker });
  assert.equal(second.nextMarker, undefined);
  assert.ok(second.policies.length >= 5);
  assert.equal((await refusal('ListPolicies', { pageSize: 251 })).status, 400);
  assert.equal((await refusal('ListPolicies', { marker: 'mine' })).name, 'InvalidRequestException');
});

test('returns a topic rule as it was created', async () => {
  const topicRulePayload = {
    sql: "SELECT * FROM '$aws/events/certificates/registered/#'",
    actions: [{ lambda: { functionArn: 'arn:aws:lambda:us-east-2:1:function:f' } }],
  };
  await call('CreateTopicRule', { ruleName: 'jitr', topicRulePayload });
  assert.equal((await call('GetTopicRule', { ruleName: 'jitr' })).rule.sql, topicRulePayload.sql);
  await call('DeleteTopicRule', { ruleName: 'jitr' });
  const missing = await refusal('GetTopicRule', { ruleName: 'jitr' });
  assert.deepEqual([missing.name, missing.status], ['UnauthorizedException', 401]);
});

const using = async (authorities, use) => {
  try {
    await use(...authorities);
  } finally {
    for (const authority of authorities) authority.remove();
  }
};

test('a CA needs a proof of its key with the registration code, is registered once, and can be deactivated', () =>
  using([new Authority(), new Authority()], async (authority, other) => {
    const { registrationCode } = await call('GetRegistrationCode');
    assert.match(registrationCode, /^[0-9a-f]{64}$/);
    assert.equal((await call('GetRegistrationCode')).registrationCode, registrationCode);
    const wrongCode = authority.registration('f'.repeat(64));
    assert.equal(
      (await refusal('RegisterCACertificate', wrongCode)).name,
      'RegistrationCodeValidationException',
    );
    const right = authority.registration(registrationCode);
    const mixed = { ...right, caCertificate: other.certificate };
    assert.equal((await refusal('RegisterCACertificate', mixed)).name, 'CertificateValidationException');
    const { certificateId } = await call('RegisterCACertificate', {
      ...right,
      setAsActive: true,
      allowAutoRegistration: true,
    });
    assert.equal(certificateId, authority.certificateId);
    const described = (await call('DescribeCACertificate', { certificateId })).certificateDescription;
    assert.deepEqual(
      [described.status, described.autoRegistrationStatus, described.certificateMode],
      ['ACTIVE', 'ENABLE', 'DEFAULT'],
    );
    assert.equal(described.certificateArn, `${ARN}:cacert/${certificateId}`);
    const again = await refusal('RegisterCACertificate', right);
    assert.deepEqual(
      [again.name, again.status, again.error.resourceId],
      ['ResourceAlreadyExistsException', 409, certificateId],
    );
    assert.match(again.message, new RegExp(`ID:${certificateId}`));
    const active = await refusal('DeleteCACertificate', { certificateId });
    assert.deepEqual([active.name, active.status], ['CertificateStateException', 406]);
    await call('UpdateCACertificate', {
      certificateId,
      newStatus: 'INACTIVE',
      newAutoRegistrationStatus: 'DISABLE',
    });
    assert.equal(
      (await call('DescribeCACertificate', { certificateId })).certificateDescription.autoRegistrationStatus,
      'DISABLE',
    );
    await call('DeleteCACertificate', { certificateId });
    assert.equal((await refusal('DescribeCACertificate', { certificateId })).status, 404);
  }));

test('one account of a region registers a CA in mode DEFAULT; in mode SNI_ONLY several do, without a proof', () =>
  using([new Authority()], async (authority) => {
    const user = await cloud.createUser({ account: '210987654321' });
    const other = new iot.IoTClient(sdkOptions(cloud, user, REGION, agent));
    const callAsOther = (Command, input) => other.send(new iot[`${Command}Command`](input));
    const { registrationCode } = await callAsOther('GetRegistrationCode', {});
    await callAsOther('RegisterCACertificate', authority.registration(registrationCode));
    const own = await call('GetRegistrationCode');
    const taken = await refusal('RegisterCACertificate', authority.registration(own.registrationCode));
    assert.deepEqual([taken.name, taken.status], ['ResourceAlreadyExistsException', 409]);
    const { certificateId } = authority;
    assert.equal((await refusal('DescribeCACertificate', { certificateId })).status, 404);

    const caCertificate = authority.certificate;
    const certificateMode = 'SNI_ONLY';
    const unproved = await refusal('RegisterCACertificate', { caCertificate });
    const proved = await refusal('RegisterCACertificate', {
      ...authority.registration(own.registrationCode),
      certificateMode,
    });
    assert.deepEqual([unproved.name, proved.name], Array(2).fill('InvalidRequestException'));
    await call('RegisterCACertificate', { caCertificate, certificateMode });
    const described = await call('DescribeCACertificate', { certificateId });
    assert.equal(described.certificateDescription.certificateMode, 'SNI_ONLY');
    await call('DeleteCACertificate', { certificateId });
    other.destroy();
  }));

test('an account registers ten CAs with the same subject, and lists its CAs in pages', () =>
  using(
    Array.from({ length: 11 }, () => new Authority('/CN=the same')),
    async (...authorities) => {
      const register = (authority) => ({ caCertificate: authority.certificate, certificateMode: 'SNI_ONLY' });
      const last = authorities.pop();
      for (const authority of authorities) await call('RegisterCACertificate', register(authority));
      const refused = await refusal('RegisterCACertificate', register(last));
      assert.deepEqual([refused.name, refused.status], ['LimitExceededException', 410]);
      const ids = authorities.map(({ certificateId }) => certificateId);
      const first = await call('ListCACertificates', { pageSize: 6, ascendingOrder: true });
      const second = await call('ListCACertificates', {
        pageSize: 6,
        ascendingOrder: true,
        marker: first.nextMarker,
      });
      const listed = [...first.certificates, ...second.certificates];
      assert.deepEqual(
        listed.map(({ certificateId }) => certificateId),
        ids,
      );
      assert.deepEqual(Object.keys(listed[0]).sort(), [
        'certificateArn',
        'certificateId',
        'creationDate',
        'status',
      ]);
      for (const certificateId of ids) await call('DeleteCACertificate', { certificateId });
    },
  ));

test('a certificate that a registered CA issued is registered with it, described with it, and listed under it', () =>
  using([new Authority()], async (authority) => {
    const certificatePem = authority.device().cert.split(/(?<=-----END CERTIFICATE-----\n)/)[0];
    const alone = await refusal('RegisterCertificate', { certificatePem });
    assert.deepEqual([alone.name, alone.status], ['CertificateValidationException', 400]);
    await call('RegisterCACertificate', {
      caCertificate: authority.certificate,
      certificateMode: 'SNI_ONLY',
    });
    const { certificateId } = await call('RegisterCertificate', { certificatePem, status: 'ACTIVE' });
    const { certificateDescription: described } = await call('DescribeCertificate', { certificateId });
    const caCertificateId = authority.certificateId;
    assert.deepEqual([described.status, described.caCertificateId], ['ACTIVE', caCertificateId]);
    const listed = await call('ListCertificatesByCA', { caCertificateId });
    assert.deepEqual(
      listed.certificates.map((one) => one.certificateId),
      [certificateId],
    );
    await call('DeleteCACertificate', { certificateId: caCertificateId });
  }));

test('creating the same thing type again changes nothing, not even its deprecation', async () => {
  const thingTypeName = 'kit';
  const first = await call('CreateThingType', { thingTypeName });
  await call('DeprecateThingType', { thingTypeName });
  assert.equal((await call('CreateThingType', { thingTypeName })).thingTypeId, first.thingTypeId);
  assert.equal((await call('DescribeThingType', { thingTypeName })).thingTypeMetadata.deprecated, true);
  const thingTypeProperties = { thingTypeDescription: 'other' };
  const other = await refusal('CreateThingType', { thingTypeName, thingTypeProperties });
  assert.deepEqual([other.name, other.status], ['ResourceAlreadyExistsException', 409]);
  const thing = await refusal('CreateThing', { thingName: 'typed', thingTypeName });
  assert.deepEqual([thing.name, thing.status], ['InvalidRequestException', 400]);
  await call('DeleteThingType', { thingTypeName });
});

test('the deprecated operation AttachPrincipalPolicy attaches a policy, too', async () => {
  const { certificateArn } = await call('DescribeCertificate', { certificateId: DEVICE_ID }).then(
    ({ certificateDescription }) => certificateDescription,
  );
  await call('CreatePolicy', { policyName: 'old_way', policyDocument: DOCUMENT });
  await call('AttachPrincipalPolicy', { policyName: 'old_way', principal: certificateArn });
  const { policies } = await call('ListAttachedPolicies', { target: certificateArn });
  assert.deepEqual(
    policies.map(({ policyName }) => policyName),
    ['old_way'],
  );
});

test('the Chinese partition has its own hosts, ARNs and endpoint', async () => {
  const user = await cloud.createUser({ partition: 'aws-cn', account: '210987654321' });
  const china = new iot.IoTClient(sdkOptions(cloud, user, 'cn-north-1', agent));
  const { thingArn } = await china.send(new iot.CreateThingCommand({ thingName: 'panda' }));
  assert.equal(thingArn, 'arn:aws-cn:iot:cn-north-1:210987654321:thing/panda');
  const { endpointAddress } = await china.send(
    new iot.DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }),
  );
  assert.match(endpointAddress, /^[a-z0-9]{14}\.ats\.iot\.cn-north-1\.amazonaws\.com\.cn$/);
  assert.equal((await cloud.inventory({ account: '210987654321', region: 'cn-north-1' })).things.length, 1);
});

// Tests AWS IoT's control plane through the published SDK: the operations of reference/aws.md, also where moto differs from AWS.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as iot from '@aws-sdk/client-iot';
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
  assert.match(await cloud.dataHost({ region: 'cn-north-1' }), /-ats\.iot\.cn-north-1\.amazonaws\.com\.cn$/);
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
  assert.equal((await refusal('GetTopicRule', { ruleName: 'jitr' })).status, 404);
});

/** A CA, and a verification certificate for a code, made by openssl. */
function makeCa(directory, code) {
  const file = (name) => join(directory, name);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    file('ca.key'),
    '-out',
    file('ca.pem'),
    '-subj',
    '/CN=signer',
    '-days',
    '1',
  );
  openssl('req', '-new', ...newKey, '-keyout', file('v.key'), '-out', file('v.csr'), '-subj', `/CN=${code}`);
  openssl(
    'x509',
    '-req',
    '-in',
    file('v.csr'),
    '-CA',
    file('ca.pem'),
    '-CAkey',
    file('ca.key'),
    '-CAcreateserial',
    '-out',
    file('v.pem'),
    '-days',
    '1',
  );
  return {
    caCertificate: readFileSync(file('ca.pem'), 'utf8'),
    verificationCertificate: readFileSync(file('v.pem'), 'utf8'),
  };
}

test('a CA needs a proof of its key with the registration code, is registered once, and can be deactivated', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'ca-'));
  try {
    const { registrationCode } = await call('GetRegistrationCode');
    assert.match(registrationCode, /^[0-9a-f]{64}$/);
    assert.equal((await call('GetRegistrationCode')).registrationCode, registrationCode);
    const wrongCode = makeCa(directory, 'f'.repeat(64));
    assert.equal(
      (await refusal('RegisterCACertificate', wrongCode)).name,
      'RegistrationCodeValidationException',
    );
    const right = makeCa(directory, registrationCode);
    const mixed = { ...right, caCertificate: wrongCode.caCertificate };
    assert.equal((await refusal('RegisterCACertificate', mixed)).name, 'CertificateValidationException');
    const { certificateId } = await call('RegisterCACertificate', {
      ...right,
      setAsActive: true,
      allowAutoRegistration: true,
    });
    const described = (await call('DescribeCACertificate', { certificateId })).certificateDescription;
    assert.deepEqual([described.status, described.autoRegistrationStatus], ['ACTIVE', 'ENABLE']);
    assert.equal(described.certificateArn, `${ARN}:cacert/${certificateId}`);
    const again = await refusal('RegisterCACertificate', right);
    assert.deepEqual(
      [again.name, again.status, again.error.resourceId],
      ['ResourceAlreadyExistsException', 409, certificateId],
    );
    assert.match(again.message, new RegExp(`ID:${certificateId}`));
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
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('the Chinese partition has its own hosts, ARNs and endpoint', async () => {
  const user = await cloud.createUser({ partition: 'aws-cn', account: '210987654321' });
  const china = new iot.IoTClient(sdkOptions(cloud, user, 'cn-north-1', agent));
  const { thingArn } = await china.send(new iot.CreateThingCommand({ thingName: 'panda' }));
  assert.equal(thingArn, 'arn:aws-cn:iot:cn-north-1:210987654321:thing/panda');
  const { endpointAddress } = await china.send(
    new iot.DescribeEndpointCommand({ endpointType: 'iot:Data-ATS' }),
  );
  assert.match(endpointAddress, /^[a-z0-9]{14}-ats\.iot\.cn-north-1\.amazonaws\.com\.cn$/);
  assert.equal((await cloud.inventory({ account: '210987654321', region: 'cn-north-1' })).things.length, 1);
});

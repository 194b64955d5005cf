// Signatures: what the front accepts and refuses, with aws4 as the signer.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ACCOUNT, startCloud } from './cloud.mjs';
import { python } from './state.mjs';
import { basicTime, callerIdentity, GET_CALLER_IDENTITY, send, signed } from './testkit.mjs';

let cloud;
let user;
before(async () => {
  cloud = await startCloud();
  user = await cloud.createUser({ name: 'alice' });
});
after(() => cloud.stop());

const identify = async (changes, who = user) => send(cloud, callerIdentity(who, changes));
const listThings = (who, changes = {}) =>
  send(
    cloud,
    signed({
      user: who,
      service: 'iot',
      region: 'us-east-2',
      host: 'iot.us-east-2.amazonaws.com',
      path: '/things',
      ...changes,
    }),
  );

test('accepts a valid signature, and answers in JSON on request', async () => {
  const answer = await identify();
  assert.equal(answer.status, 200);
  assert.deepEqual(answer.json().GetCallerIdentityResponse.GetCallerIdentityResult, {
    UserId: user.userId,
    Account: ACCOUNT,
    Arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
  });
});

test('without Accept the query services answer XML', async () => {
  const answer = await identify({
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(answer.status, 200);
  assert.match(answer.headers['content-type'], /xml/);
  assert.match(
    answer.text,
    /<GetCallerIdentityResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/">/,
  );
});

test('an unknown key is InvalidClientTokenId for STS and UnrecognizedClientException for IoT', async () => {
  const stranger = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x'.repeat(40) };
  const sts = await identify({}, stranger);
  assert.equal(sts.status, 403);
  assert.equal(sts.json().Error.Code, 'InvalidClientTokenId');
  assert.equal(sts.json().Error.Message, 'The security token included in the request is invalid.');
  const iot = await listThings(stranger);
  assert.equal(iot.status, 403);
  assert.equal(iot.headers['x-amzn-errortype'], 'UnrecognizedClientException');
  assert.deepEqual(iot.json(), {
    message: 'The security token included in the request is invalid.',
  });
});

test('a wrong secret is SignatureDoesNotMatch, in XML too, and InvalidSignatureException for IoT', async () => {
  const wrong = { ...user, secretAccessKey: user.secretAccessKey.split('').reverse().join('') };
  assert.equal((await identify({}, wrong)).json().Error.Code, 'SignatureDoesNotMatch');
  const xml = await identify({ headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, wrong);
  assert.match(xml.text, /<Code>SignatureDoesNotMatch<\/Code>/);
  assert.equal((await listThings(wrong)).headers['x-amzn-errortype'], 'InvalidSignatureException');
});

test('an inactive key is refused like an unknown one', async () => {
  const retired = await cloud.createUser({ name: 'retired' });
  assert.equal((await identify({}, retired)).status, 200);
  await cloud.setKeyStatus(retired.accessKeyId, 'Inactive');
  assert.equal((await identify({}, retired)).json().Error.Code, 'InvalidClientTokenId');
});

test('a session needs its own token, and an expired one is refused with ExpiredToken', async () => {
  const session = await cloud.createSession({ accessKeyId: user.accessKeyId });
  assert.equal((await identify({}, session)).status, 200);
  assert.equal(
    (await identify({}, { ...session, sessionToken: undefined })).json().Error.Code,
    'InvalidClientTokenId',
  );
  assert.equal(
    (await identify({}, { ...session, sessionToken: `${session.sessionToken}x` })).json().Error.Code,
    'InvalidClientTokenId',
  );
  const expired = await cloud.createSession({ accessKeyId: user.accessKeyId, seconds: -1 });
  assert.equal((await identify({}, expired)).json().Error.Code, 'ExpiredToken');
  assert.equal((await listThings(expired)).headers['x-amzn-errortype'], 'ExpiredTokenException');
});

test('a long-lived key with a session token is refused', async () => {
  assert.equal(
    (await identify({}, { ...user, sessionToken: 'IQoJ' })).json().Error.Code,
    'InvalidClientTokenId',
  );
});

test('root keys have the identity of the account', async () => {
  const root = await cloud.createUser({ root: true });
  const { Arn, UserId } = (await identify({}, root)).json().GetCallerIdentityResponse.GetCallerIdentityResult;
  assert.equal(Arn, `arn:aws:iam::${ACCOUNT}:root`);
  assert.equal(UserId, ACCOUNT);
});

test('refuses a clock that is 16 minutes wrong and names both times; accepts 14 minutes', async () => {
  const slow = (await identify({ date: basicTime(-16 * 60) })).json().Error;
  assert.equal(slow.Code, 'SignatureDoesNotMatch');
  assert.match(
    slow.Message,
    /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
  );
  const fast = (await identify({ date: basicTime(16 * 60) })).json().Error;
  assert.match(
    fast.Message,
    /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 15 min\.\)$/,
  );
  assert.equal((await identify({ date: basicTime(-14 * 60) })).status, 200);
  assert.equal((await identify({ date: basicTime(14 * 60) })).status, 200);
});

test("the front's clock can be skewed, and its Date header shows it", async () => {
  cloud.setClockSkew(3600);
  const refused = await identify();
  assert.match(refused.json().Error.Message, /^Signature expired/);
  assert.ok(Math.abs(Date.parse(refused.headers.date) - Date.now() - 3_600_000) < 5000);
  assert.equal((await identify({ date: basicTime(3600) })).status, 200);
  cloud.setClockSkew(0);
});

test('region, service and date of the scope must be those of the endpoint', async () => {
  assert.match(
    (await identify({ region: 'us-west-2' })).json().Error.Message,
    /valid region, not 'us-west-2'/,
  );
  assert.match((await identify({ service: 'iam' })).json().Error.Message, /correct service: 'sts'/);
  const request = callerIdentity(user);
  request.headers.Authorization = request.headers.Authorization.replace(/\/\d{8}\//, '/20200101/');
  assert.match((await send(cloud, request)).json().Error.Message, /Date in Credential scope does not match/);
});

test('IAM is global: signed for us-east-1', async () => {
  const request = (region) =>
    signed({
      user,
      service: 'iam',
      region,
      host: 'iam.amazonaws.com',
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetUser&Version=2010-05-08',
    });
  assert.match((await send(cloud, request('us-east-1'))).text, /<UserName>alice<\/UserName>/);
  assert.match((await send(cloud, request('us-east-2'))).text, /valid region/);
});

test('refuses a changed body, path, query or signed header', async () => {
  const body = { ...callerIdentity(user), body: `${GET_CALLER_IDENTITY}&x=1` };
  delete body.headers['Content-Length'];
  assert.equal((await send(cloud, body)).json().Error.Code, 'SignatureDoesNotMatch');
  const iot = signed({
    user,
    service: 'iot',
    region: 'us-east-2',
    host: 'iot.us-east-2.amazonaws.com',
    path: '/things?maxResults=5',
  });
  assert.equal((await send(cloud, iot)).status, 200);
  assert.equal((await send(cloud, { ...iot, path: '/things?maxResults=6' })).status, 403);
  assert.equal((await send(cloud, { ...iot, path: '/policies?maxResults=5' })).status, 403);
  const header = callerIdentity(user);
  header.headers['Content-Type'] = 'application/x-www-form-urlencoded; charset=utf-8';
  assert.equal((await send(cloud, header)).json().Error.Code, 'SignatureDoesNotMatch');
});

test('refuses a wrong body hash', async () => {
  const hash = createHash('sha256').update(GET_CALLER_IDENTITY).digest('hex');
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Accept: 'application/json',
  };
  assert.equal((await identify({ headers: { ...headers, 'X-Amz-Content-Sha256': hash } })).status, 200);
  const unsigned = await identify({
    headers: { ...headers, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
  });
  assert.equal(unsigned.json().Error.Code, 'SignatureDoesNotMatch');
});

test('host and every x-amz- header must be signed', async () => {
  const unsigned = callerIdentity(user);
  unsigned.headers['X-Amz-User-Agent'] = 'added after signing';
  assert.match(
    (await send(cloud, unsigned)).json().Error.Message,
    /'x-amz-user-agent' must be a 'SignedHeader'/,
  );
  const hostless = callerIdentity(user);
  hostless.headers.Authorization = hostless.headers.Authorization.replace(';host;', ';');
  assert.match((await send(cloud, hostless)).json().Error.Message, /'Host' or ':authority' must be/);
});

test('a URL that cannot be decoded is a 400', async () => {
  const broken = { host: 'iot.us-east-2.amazonaws.com', path: '/things/%zz' };
  assert.equal((await send(cloud, broken)).status, 400);
  assert.equal((await send(cloud, { ...broken, path: '/things?a=%' })).status, 400);
});

test('the query services accept GET, also with JSON', async () => {
  const changes = { method: 'GET', path: `/?${GET_CALLER_IDENTITY}`, body: undefined };
  assert.match((await identify({ ...changes, headers: {} })).text, /<Account>123456789012</);
  const json = await identify({ ...changes, headers: { Accept: 'application/json' } });
  assert.equal(json.json().GetCallerIdentityResponse.GetCallerIdentityResult.Account, ACCOUNT);
});

test('a missing signature and an incomplete one are refused with different errors', async () => {
  const none = await send(cloud, { host: 'iot.us-east-2.amazonaws.com', path: '/things' });
  assert.equal(none.headers['x-amzn-errortype'], 'MissingAuthenticationTokenException');
  const half = callerIdentity(user);
  half.headers.Authorization = half.headers.Authorization.replace(/, Signature=.*/, '');
  assert.equal((await send(cloud, half)).json().Error.Code, 'IncompleteSignature');
});

test('credentials of one partition are unknown in the other', async () => {
  const chinese = await cloud.createUser({
    name: 'mei',
    partition: 'aws-cn',
    account: '210987654321',
  });
  const host = 'sts.cn-north-1.amazonaws.com.cn';
  const arn = (await identify({ region: 'cn-north-1', host }, chinese)).json().GetCallerIdentityResponse
    .GetCallerIdentityResult.Arn;
  assert.equal(arn, 'arn:aws-cn:iam::210987654321:user/mei');
  assert.equal((await identify({ region: 'cn-north-1', host })).json().Error.Code, 'InvalidClientTokenId');
});

test('accepts botocore over one URL for all services, and refuses it with a wrong secret', async () => {
  const script = `
import sys, json, botocore.session
def client(service, secret):
    session = botocore.session.Session()
    return session.create_client(service, region_name="eu-west-1", endpoint_url=sys.argv[1], verify=sys.argv[2],
        aws_access_key_id=sys.argv[3], aws_secret_access_key=secret)
iot, sts = client("iot", sys.argv[4]), client("sts", sys.argv[4])
found = {"arn": sts.get_caller_identity()["Arn"], "endpoint": iot.describe_endpoint(endpointType="iot:Data-ATS")["endpointAddress"]}
iot.create_thing(thingName="a:b_c-d")
found["things"] = [thing["thingName"] for thing in iot.list_things()["things"]]
for service, call in (("iot", lambda c: c.list_things()), ("sts", lambda c: c.get_caller_identity())):
    try:
        call(client(service, "wrong"))
    except botocore.exceptions.ClientError as error:
        found[service] = error.response["Error"]["Code"]
print(json.dumps(found))
`;
  const args = ['-c', script, cloud.endpointUrl, cloud.caFile, user.accessKeyId, user.secretAccessKey];
  const { stdout } = await promisify(execFile)(python(), args);
  const found = JSON.parse(stdout);
  assert.equal(found.arn, user.arn);
  assert.match(found.endpoint, /^[a-z0-9]{14}-ats\.iot\.eu-west-1\.amazonaws\.com$/);
  assert.deepEqual(found.things, ['a:b_c-d']);
  assert.equal(found.iot, 'InvalidSignatureException');
  assert.equal(found.sts, 'SignatureDoesNotMatch');
});

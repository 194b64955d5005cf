// Shared by the tests of the gateway: devices with their own keys, registered through the published SDK, and MQTT
// clients (mqtt.js) for devices and IAM users.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as tlsConnect } from 'node:tls';
import * as iot from '@aws-sdk/client-iot';
import aws4 from 'aws4';
import mqtt from 'mqtt';
import { ACCOUNT } from './cloud.mjs';
import { partitionOf } from './names.mjs';
import { python } from './state.mjs';
import { policy } from './testkit.mjs';

export const REGION = 'us-east-2';
export const ARN = `arn:aws:iot:${REGION}:${ACCOUNT}`;
const THING = '${iot:Connection.Thing.ThingName}';

/** The policy zt_policy of an account: reference/aws.md, "Multi-Account Registration". */
export function zeroTouchPolicy(region, account) {
  const arns = `arn:${partitionOf(region)}:iot:${region}:${account}`;
  const [topics, shadow] = [`${THING}/*`, `$aws/things/${THING}/shadow/*`];
  return policy(
    ['Allow', 'iot:Connect', `${arns}:client/${THING}`],
    ['Allow', ['iot:Publish', 'iot:Receive'], [`${arns}:topic/${topics}`, `${arns}:topic/${shadow}`]],
    ['Allow', 'iot:Subscribe', [`${arns}:topicfilter/${topics}`, `${arns}:topicfilter/${shadow}`]],
    ['Allow', ['iot:UpdateThingShadow', 'iot:GetThingShadow'], `${arns}:topic/${shadow}`],
  );
}

export const ZERO_TOUCH = zeroTouchPolicy(REGION, ACCOUNT);

/** A key and a self-signed certificate, made by openssl. @param {string} name */
export function makeDevice(name) {
  const directory = mkdtempSync(join(tmpdir(), 'device-'));
  const [keyFile, certFile] = [join(directory, 'key'), join(directory, 'cert')];
  try {
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
    execFileSync(
      'openssl',
      ['req', '-x509', ...newKey, '-out', certFile, '-subj', `/CN=${name}`, '-days', '30'],
      { stdio: 'pipe' },
    );
    return { name, key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A device whose certificate was valid for the year 2020; openssl 3.0 can make it only with the database of a CA. */
export function makeExpiredDevice(name) {
  const script = `
import datetime, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
key = ec.generate_private_key(ec.SECP256R1())
subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, sys.argv[1])])
builder = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number(),
    datetime.datetime(2020, 1, 1), datetime.datetime(2021, 1, 1))
print(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode() + key.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode())
`;
  const pem = execFileSync(python(), ['-c', script, name]).toString();
  return { name, key: pem, cert: pem.slice(0, pem.indexOf('-----BEGIN PRIVATE')) };
}

/** Registers a device as MAR does. @param {iot.IoTClient} client */
export async function registerDevice(client, device, { policyName = 'zt_policy', attachThing = true } = {}) {
  const send = (Command, input) => client.send(new iot[`${Command}Command`](input));
  const { certificateArn, certificateId } = await send('RegisterCertificateWithoutCA', {
    certificatePem: device.cert,
    status: 'ACTIVE',
  });
  await send('CreateThing', { thingName: device.name });
  await send('AttachPolicy', { policyName, target: certificateArn });
  if (attachThing) await send('AttachThingPrincipal', { thingName: device.name, principal: certificateArn });
  return { certificateArn, certificateId };
}

const FIXED = { reconnectPeriod: 0, connectTimeout: 5000, protocolVersion: 4 };

/** Resolves with the connected client, or rejects with the reason. */
async function connected(client) {
  client.on('error', () => {});
  const result = await Promise.race([
    once(client, 'connect').then(() => true),
    once(client, 'close').then(() => false),
  ]);
  if (!result) throw new Error('refused');
  return client;
}

/** A device on the mutual-TLS port. */
export async function connectDevice(cloud, device, { servername, clientId = device.name, ...options } = {}) {
  const client = mqtt.connect({
    protocol: 'mqtts',
    host: '127.0.0.1',
    port: cloud.mqttsPort,
    servername: servername ?? (await cloud.dataHost({ region: REGION })),
    ca: readFileSync(cloud.caFile),
    key: device.key,
    cert: device.cert,
    clientId,
    ...FIXED,
    ...options,
  });
  return connected(client);
}

/** The presigned URL of /mqtt, signed by aws4; the session token is appended after signing, as AWS IoT requires. */
export function presign(
  user,
  host,
  { region = REGION, service = 'iotdevicegateway', signToken = false, signedHost = host, expires, date } = {},
) {
  const query = [expires && `X-Amz-Expires=${expires}`, date && `X-Amz-Date=${date}`]
    .filter(Boolean)
    .join('&');
  const request = {
    service,
    region,
    method: 'GET',
    path: query ? `/mqtt?${query}` : '/mqtt',
    signQuery: true,
    headers: { Host: signedHost },
  };
  aws4.sign(request, {
    accessKeyId: user.accessKeyId,
    secretAccessKey: user.secretAccessKey,
    sessionToken: signToken ? user.sessionToken : undefined,
  });
  const token =
    user.sessionToken && !signToken ? `&X-Amz-Security-Token=${encodeURIComponent(user.sessionToken)}` : '';
  return `wss://${host}${request.path}${token}`;
}

/** Options of `ws` that connect every host name to the cloud's port. */
export function webSocketOptions(cloud) {
  const ca = readFileSync(cloud.caFile);
  return {
    createConnection: (options) =>
      tlsConnect({
        ca,
        host: '127.0.0.1',
        port: cloud.httpsPort,
        servername: options.servername ?? options.host,
      }),
  };
}

/** An IAM user on /mqtt. */
export function connectUser(cloud, url, options = {}) {
  return connected(
    mqtt.connect(url, {
      ...FIXED,
      clientId: 'page',
      wsOptions: webSocketOptions(cloud),
      ...options,
    }),
  );
}

/** The next message on this topic. */
export function message(client, topic) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing on ${topic}`)), 5000);
    client.on('message', function listen(arrived, payload) {
      if (arrived !== topic) return;
      clearTimeout(timer);
      client.off('message', listen);
      resolve(payload.toString());
    });
  });
}

/** Resolves when the broker has closed the connection. */
export const dropped = (client) => (client.connected ? once(client, 'close') : Promise.resolve());

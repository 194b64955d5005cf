// Shared by the tests: clients that speak to a local cloud under AWS's own host names.

import https from 'node:https';
import { readFileSync } from 'node:fs';
import { connect as tlsConnect } from 'node:tls';
import aws4 from 'aws4';
import { hostOf } from './names.mjs';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** An agent that connects every host name to the cloud's port, as Chromium's host resolver rules do. */
export function agentFor(cloud) {
  const ca = readFileSync(cloud.caFile);
  const agent = new https.Agent({ keepAlive: true });
  agent.createConnection = (options) =>
    tlsConnect({ ca, host: '127.0.0.1', port: cloud.httpsPort, servername: options.host });
  return agent;
}

/** Options of an AWS SDK client that uses the real host names against this cloud. */
export function sdkOptions(cloud, user, region, agent) {
  return {
    region,
    credentials: {
      accessKeyId: user.accessKeyId,
      secretAccessKey: user.secretAccessKey,
      sessionToken: user.sessionToken,
    },
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({ httpsAgent: agent }),
  };
}

/**
 * One request over the wire.
 * @returns {Promise<{status: number, headers: Record<string, string>, text: string, json: () => any}>}
 */
export function send(
  cloud,
  { host, method = 'GET', path = '/', headers = {}, body = '', rejectUnauthorized = true },
) {
  return new Promise((resolve, reject) => {
    const request = https.request(
      {
        ca: readFileSync(cloud.caFile),
        host: '127.0.0.1',
        port: cloud.httpsPort,
        servername: host,
        rejectUnauthorized,
        method,
        path,
        headers: { host, ...headers },
        agent: false,
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode,
            headers: response.headers,
            text,
            json: () => JSON.parse(text),
          });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Signs with aws4, an implementation that is independent of the verifier. */
export function signed({
  user,
  service,
  region,
  host,
  method = 'GET',
  path = '/',
  headers = {},
  body,
  date,
}) {
  const request = {
    service,
    region,
    host,
    method,
    path,
    headers: { Host: host, ...headers },
    body,
  };
  if (date) request.headers['X-Amz-Date'] = date;
  const credentials = {
    accessKeyId: user.accessKeyId,
    secretAccessKey: user.secretAccessKey,
    sessionToken: user.sessionToken,
  };
  aws4.sign(request, credentials);
  return { host, method, path, headers: request.headers, body };
}

const QUERY_SERVICES = {
  iam: { version: '2010-05-08', host: (region) => hostOf('iam', region) },
  cloudformation: { version: '2010-05-15', host: (region) => hostOf('cloudformation', region) },
};

/**
 * One operation of IAM or CloudFormation. A list among the parameters becomes NAME.member.1, NAME.member.2, …
 * @returns {Promise<{status: number, text: string, all: (tag: string) => string[], first: (tag: string) => string | undefined}>}
 *   all: the texts of the XML elements with this name
 */
export async function query(cloud, user, region, service, action, parameters = {}, Accept = '*/*') {
  const { version, host } = QUERY_SERVICES[service];
  const body = new URLSearchParams({ Action: action, Version: version });
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) value.forEach((one, i) => body.append(`${name}.member.${i + 1}`, one));
    else body.append(name, value);
  }
  const request = signed({
    user,
    service,
    region: service === 'iam' && region !== 'cn-north-1' ? 'us-east-1' : region,
    host: host(region),
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept },
    body: body.toString(),
  });
  const { status, text } = await send(cloud, request);
  const all = (tag) =>
    [...text.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, found]) => found);
  return { status, text, all, first: (tag) => all(tag)[0] };
}

/** Calls a function every 100 ms until it returns something true, and returns that. */
export async function until(condition, what, seconds = 120) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

const JITR = new URL('../../core/provision/jitr/', import.meta.url);

/** The template of the stack that registers boards, with the function's source in it. */
export function registrationTemplate() {
  const template = JSON.parse(readFileSync(new URL('stack.json', JITR), 'utf8'));
  const source = readFileSync(new URL('registration_function.py', JITR), 'utf8');
  template.Resources.RegistrationFunction.Properties.Code.ZipFile = source;
  return template;
}

export const GET_CALLER_IDENTITY = 'Action=GetCallerIdentity&Version=2011-06-15';

/** A signed GetCallerIdentity request; `changes` override its parts before it is signed. */
export function callerIdentity(user, changes = {}) {
  return signed({
    user,
    service: 'sts',
    region: 'us-east-2',
    host: 'sts.us-east-2.amazonaws.com',
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    body: GET_CALLER_IDENTITY,
    ...changes,
  });
}

/** The time `seconds` from now, in the basic format of ISO 8601. */
export function basicTime(seconds) {
  return new Date(Date.now() + seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** A policy document of one statement. */
export function policy(...statements) {
  const statement = statements.map(([Effect, Action, Resource]) => ({ Effect, Action, Resource }));
  return { Version: '2012-10-17', Statement: statement };
}

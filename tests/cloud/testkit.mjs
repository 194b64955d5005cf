// Shared by the tests: clients that speak to a local cloud under AWS's own host names.

import https from 'node:https';
import { readFileSync } from 'node:fs';
import { connect as tlsConnect } from 'node:tls';
import aws4 from 'aws4';
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

#!/usr/bin/env node
// A local AWS for tests: https front, device gateway, moto. As a command it serves until SIGTERM; as a module, startCloud()
// returns an object with which a test prepares and inspects the account. Loopback only.

import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { makeServerCertificate } from './certificates.mjs';
import { Faults } from './faults.mjs';
import { registerFirstConnections } from './first-connection.mjs';
import { Front } from './front.mjs';
import { Functions } from './functions.mjs';
import { Gateway } from './gateway.mjs';
import { certificateNames } from './names.mjs';
import { State } from './state.mjs';
import { serveUpgrades } from './upgrade.mjs';

export const ACCOUNT = '123456789012';
const ALLOW_ALL = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** The next item for which this holds, of those that `subscribe` passes to a listener. */
function next(subscribe, holds, timeoutMs, what) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`no such ${what} within ${timeoutMs} ms`));
    }, timeoutMs);
    const stop = subscribe((item) => {
      if (!holds(item)) return;
      clearTimeout(timer);
      stop();
      resolve(item);
    });
  });
}

const listen = (server, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });

export class Cloud {
  #state;
  #front;
  #gateway;
  #functions;
  #faults = new Faults();
  #directory;
  #webSockets;
  #skewMs = 0;
  #users = 0;
  httpsPort = 0;
  mqttsPort = 0;

  /** @param {{port?: number, mqttsPort?: number}} options 0 or nothing: an ephemeral port */
  static async start({ port = 0, mqttsPort = 0 } = {}) {
    const cloud = new Cloud();
    try {
      await cloud.#start(port, mqttsPort);
    } catch (error) {
      await cloud.stop();
      throw error;
    }
    return cloud;
  }

  async #start(port, mqttsPort) {
    this.#directory = await mkdtemp(join(tmpdir(), 'local-cloud-'));
    const [identity, state] = await Promise.all([
      makeServerCertificate(this.#directory, certificateNames()),
      State.start().then((started) => (this.#state = started)),
    ]);
    const now = () => Date.now() + this.#skewMs;
    this.#gateway = new Gateway(state, identity, { now });
    const afterChange = () => this.#gateway.refresh();
    this.#front = new Front({ state, faults: this.#faults, now, afterChange }, identity);
    this.#webSockets = serveUpgrades({
      front: this.#front,
      gateway: this.#gateway,
      state,
      faults: this.#faults,
      now,
    });
    /** Base64 of the SHA-256 of the server's public key: for --ignore-certificate-errors-spki-list. */
    this.spki = identity.spki;
    /** The authority's certificate, for native clients. */
    this.caFile = identity.caFile;
    [this.httpsPort, this.mqttsPort] = await Promise.all([
      listen(this.#front.server, port),
      listen(this.#gateway.server, mqttsPort),
    ]);
    /** One URL for all services. The signature's scope tells service and region. */
    this.endpointUrl = `https://localhost:${this.httpsPort}`;
    /** Chromium's --host-resolver-rules, which connect the real names to this port. */
    this.hostResolverRules =
      `MAP *.amazonaws.com:443 127.0.0.1:${this.httpsPort}, ` +
      `MAP *.amazonaws.com.cn:443 127.0.0.1:${this.httpsPort}`;
    this.#functions = new Functions(this.#state, this);
    registerFirstConnections(this.#state, this.#gateway, this.#functions);
    await this.#state.ask('set_front', { url: this.endpointUrl, ca_file: this.caFile });
  }

  describe() {
    const { httpsPort, mqttsPort, caFile, spki, endpointUrl, hostResolverRules } = this;
    return { httpsPort, mqttsPort, caFile, spki, endpointUrl, hostResolverRules };
  }

  // --- Identities ---

  /**
   * A user with an active access key; without policies, an administrator; without a name, a new one. The same name again gives the
   * user another key and these policies; AWS allows two keys.
   * @param {{name?: string, account?: string, partition?: 'aws' | 'aws-cn', policies?: Record<string, object>, root?: boolean}} [user]
   */
  createUser({
    name,
    account = ACCOUNT,
    partition = 'aws',
    policies = { all: ALLOW_ALL },
    root = false,
  } = {}) {
    this.#users += 1;
    const user = { account, partition, name: name ?? `tester${this.#users}`, policies, root };
    return this.#state.ask('create_user', user);
  }

  /** The users of a path, with their policies and keys. */
  usersIn({ account = ACCOUNT, partition = 'aws', path }) {
    return this.#state.ask('users_in', { account, partition, path });
  }

  /** Replaces the policies of the user of this key. */
  async setPolicies(accessKeyId, policies) {
    await this.#state.ask('put_user_policies', { access_key_id: accessKeyId, policies });
    await this.#gateway.refresh();
  }

  /** Temporary credentials of the user of this key; with negative seconds, expired ones. */
  createSession({ accessKeyId, seconds = 3600 }) {
    return this.#state.ask('create_session', { access_key_id: accessKeyId, seconds });
  }

  /** @param {string} accessKeyId @param {'Active' | 'Inactive'} status */
  async setKeyStatus(accessKeyId, status) {
    await this.#state.ask('set_key_status', { access_key_id: accessKeyId, status });
    await this.#gateway.refresh();
  }

  // --- The account ---

  /** Everything in AWS IoT: things, certificates, policies, attachments, rules. */
  inventory({ account = ACCOUNT, region }) {
    return this.#state.ask('inventory', { account, region });
  }

  dataHost({ account = ACCOUNT, region }) {
    return this.#state.ask('data_host', { account, region });
  }

  /** Gives the account a new data endpoint in this region; the old name is then unknown. */
  rotateEndpoint({ account = ACCOUNT, region }) {
    return this.#state.ask('rotate_endpoint', { account, region });
  }

  async setCertificateStatus({ account = ACCOUNT, region, certificateId, status }) {
    await this.#state.ask('set_certificate_status', {
      account,
      region,
      certificate_id: certificateId,
      status,
    });
    await this.#gateway.refresh();
  }

  async reset({ account = ACCOUNT, region }) {
    await this.#state.ask('reset', { account, region });
    await this.#gateway.refresh();
  }

  // --- Faults ---

  /** How far the cloud's clock is ahead of this machine's. @param {number} seconds */
  setClockSkew(seconds) {
    this.#skewMs = seconds * 1000;
  }

  /** Refuses connections to this host, or to this service (`iot`, `sts`, …, `iotdevicegateway`). */
  block(name) {
    this.#faults.block(name);
  }

  unblock(name) {
    this.#faults.unblock(name);
  }

  /** @param {import('./faults.mjs').Fault} fault @returns {() => void} to end it early */
  addFault(fault) {
    return this.#faults.add(fault);
  }

  /** Sets how long a stack takes for each of its resources, to create or to delete. @param {number} seconds */
  setStackPace(seconds) {
    return this.#state.ask('set_stack_pace', { seconds });
  }

  /** For this time from now, AWS IoT answers every request with ThrottlingException. */
  throttle(milliseconds) {
    return this.#faults.add({
      service: 'iot',
      forMs: milliseconds,
      error: { code: 'ThrottlingException', status: 400 },
    });
  }

  /** For this time after a policy, certificate or thing was created, AttachPolicy and AttachThingPrincipal answer 404. */
  setAttachDelay(milliseconds) {
    this.#front.limits.setAttachDelay(milliseconds);
  }

  /** Sets how many of each kind the account may hold in a region. @param {{certificates?: number, policies?: number, things?: number}} limits */
  setLimits(limits) {
    this.#front.limits.setLimits(limits);
  }

  /** Ends all faults, limits, delays, blocks and skew. */
  clearFaults() {
    this.#faults.clear();
    this.#front.limits.clear();
    this.#skewMs = 0;
  }

  // --- What happened ---

  /** All requests of clients since the start, including refused ones, but not those of stacks and functions. */
  get requests() {
    return this.#front.requests;
  }

  /** How many messages AWS's limit of messages a second for each connection has discarded. */
  get discardedMessages() {
    return this.#gateway.discarded;
  }

  /** All messages that the brokers accepted. */
  get messages() {
    return this.#gateway.messages;
  }

  /** The refusals of the gateway, with the client. */
  get refusals() {
    return this.#gateway.refusals;
  }

  /** The functions that topic rules have run, or failed to run, in the order in which they ended. */
  get invocations() {
    return this.#functions.invocations;
  }

  /** The next invocation that ends. */
  nextInvocation(timeoutMs = 60_000) {
    return next(
      (listener) => this.#functions.onInvocation(listener),
      () => true,
      timeoutMs,
      'invocation',
    );
  }

  get connectedClients() {
    return this.#gateway.clients();
  }

  /** The next message for which this holds. @param {(message: Gateway['messages'][number]) => boolean} holds */
  nextMessage(holds, timeoutMs = 10_000) {
    return next((listener) => this.#gateway.onMessage(listener), holds, timeoutMs, 'message');
  }

  publish({ account = ACCOUNT, region, topic, payload, qos = 0 }) {
    return this.#gateway.publish({ account, region }, topic, payload, qos);
  }

  disconnectClient(clientId) {
    this.#gateway.disconnect(clientId);
  }

  async stop() {
    this.#functions?.stop();
    await this.#gateway?.stop();
    for (const client of this.#webSockets?.clients ?? []) client.terminate();
    this.#front?.server.close();
    this.#front?.server.closeAllConnections();
    this.#gateway?.server.close();
    await this.#state?.stop();
    if (this.#directory) await rm(this.#directory, { recursive: true, force: true });
  }
}

/** @param {{port?: number, mqttsPort?: number}} [options] */
export const startCloud = (options) => Cloud.start(options);

/** The methods for processes in other languages: POST /METHOD with a JSON array of arguments. */
const ADMIN_METHODS = new Set(
  'createUser usersIn setPolicies createSession setKeyStatus inventory dataHost rotateEndpoint setCertificateStatus reset setClockSkew block unblock addFault clearFaults throttle setStackPace setAttachDelay setLimits publish disconnectClient'.split(
    ' ',
  ),
);
const ADMIN_LISTS = new Set(['requests', 'messages', 'refusals', 'invocations', 'connectedClients']);

function adminServer(cloud) {
  return http.createServer(async (request, response) => {
    const name = request.url.slice(1);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    try {
      let value;
      if (ADMIN_LISTS.has(name)) value = cloud[name];
      else if (ADMIN_METHODS.has(name))
        value = await cloud[name](...JSON.parse(Buffer.concat(chunks).toString() || '[]'));
      else throw new Error(`no ${name}`);
      response.end(JSON.stringify(typeof value === 'function' ? null : (value ?? null)));
    } catch (error) {
      response.statusCode = 400;
      response.end(JSON.stringify({ error: error.message }));
    }
  });
}

const HELP = `Usage: node cloud.mjs [--port N] [--mqtts-port N] [--admin-port N] [--user]

Serves a local AWS on loopback until SIGTERM, and prints one line of JSON when it is ready.
  --port N        https front: all services, and /mqtt (default: any free port)
  --mqtts-port N  MQTT over mutual TLS, what AWS serves on 8883 (default: any free port)
  --admin-port N  POST /METHOD with a JSON array of arguments, as for the module (default: none; 0: any free port)
  --user          create an administrator and add its keys to the line
`;

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      'mqtts-port': { type: 'string', default: '0' },
      'admin-port': { type: 'string' },
      user: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const cloud = await startCloud({
    port: Number(values.port),
    mqttsPort: Number(values['mqtts-port']),
  });
  /** @type {Record<string, unknown>} */
  const ready = { ready: true, ...cloud.describe() };
  const admin = values['admin-port'] === undefined ? null : adminServer(cloud);
  if (admin) ready.adminPort = await listen(admin, Number(values['admin-port']));
  if (values.user) ready.user = await cloud.createUser();
  const end = async () => {
    admin?.close();
    admin?.closeAllConnections();
    await cloud.stop();
    process.exit(0);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  console.log(JSON.stringify(ready));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

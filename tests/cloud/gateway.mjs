// The device gateway of AWS IoT: one broker (aedes) for each account and region. Devices connect by mutual TLS, IAM
// users by the presigned WebSocket. It knows the identity of each connection and what its policies allow. Facts:
// reference/aws.md, "IoT data endpoint, as the broker behaves"; AWS IoT developer guide, "AWS IoT Core policies".

import { createHash } from 'node:crypto';
import tls from 'node:tls';
import { Aedes } from 'aedes';
import { ConnectionLimits } from './connection-limits.mjs';
import { partitionOf } from './names.mjs';
import { PacketStream } from './packet-stream.mjs';
import { decideFor } from './policy.mjs';
import { answerShadow, shadowRequest } from './shadow.mjs';

const LIMITS = {
  payload: 128 * 1024,
  slashes: 7,
  topicBytes: 256,
  clientIdBytes: 128,
};
const LARGEST_LOG = 100_000;
const DEVICE_CIPHERS =
  'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA';

/**
 * The identity of a connection.
 * @typedef {object} Identity
 * @property {string} account
 * @property {string} region
 * @property {string | null} certificateId of a device, or null for an IAM user
 * @property {boolean} all true for the root user, who may do everything
 * @property {object[]} policies
 * @property {object[] | null} [sessionPolicies] of a federated user
 * @property {{name: string, attributes: Record<string, string>, type: string | null}[]} things attached to the certificate
 * @property {Record<string, string | undefined>} context condition keys of the caller
 * @property {() => Promise<Partial<Identity> | null>} reload the current identity, or null if the connection is no longer permitted
 */

const overSlashes = (topic) => topic.split('/').length - 1 > LIMITS.slashes;

/** The policy variables of a connection. @param {Identity} identity @param {string} clientId */
function variables(identity, clientId) {
  const thing = identity.things.find(({ name }) => name === clientId);
  const context = { ...identity.context, 'iot:ClientId': clientId };
  context['iot:Connection.Thing.IsAttached'] = String(thing !== undefined);
  if (thing) {
    context['iot:Connection.Thing.ThingName'] = thing.name;
    if (thing.type) context['iot:Connection.Thing.ThingTypeName'] = thing.type;
    for (const [name, value] of Object.entries(thing.attributes)) {
      context[`iot:Connection.Thing.Attributes[${name}]`] = value;
    }
  }
  return context;
}

/** Whether a client may do this; remembered until the account's policies change. */
function may(client, action, kind, name) {
  const { identity } = client.conn;
  if (identity.all) return true;
  const key = `${action} ${name}`;
  let allowed = identity.decisions.get(key);
  if (allowed === undefined) {
    const { account, region } = identity;
    const resource = `arn:${partitionOf(region)}:iot:${region}:${account}:${kind}/${name}`;
    const question = {
      action,
      resource,
      context: variables(identity, client.id ?? client.claimedId),
    };
    allowed = decideFor(identity, question).decision === 'allow';
    identity.decisions.set(key, allowed);
  }
  return allowed;
}

export class Gateway {
  /** @type {{time: number, account: string, region: string, clientId: string, topic: string, payload: Buffer, qos: number}[]} */
  messages = [];
  /** @type {{time: number, what: string, clientId?: string, certificateId?: string}[]} */
  refusals = [];
  #state;
  #now;
  #brokers = new Map();
  #listeners = new Set();
  #sockets = new Set();
  /** Of all connections, also of those that have ended. */
  #limits = new Set();
  #stopped = false;

  /**
   * @param {import('./state.mjs').State} state
   * @param {{key: Buffer, cert: Buffer}} server
   * @param {{now?: () => number}} [clock]
   */
  constructor(state, { key, cert }, { now = Date.now } = {}) {
    this.#state = state;
    this.#now = now;
    /**
     * Called with a certificate that is not active, before the connection is dropped.
     * @type {((certificate: tls.DetailedPeerCertificate, place: {account: string, region: string}) => Promise<void>) | undefined}
     */
    this.onUnknownCertificate = undefined;
    this.server = tls.createServer({
      key,
      cert,
      requestCert: true,
      rejectUnauthorized: false, // the issuer does not matter to AWS, the registration does; TLS itself proves the key
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: DEVICE_CIPHERS,
    });
    this.server.on('secureConnection', (socket) => {
      this.#admitDevice(socket).catch((error) => {
        this.report(error);
        socket.destroy();
      });
    });
    this.server.on('tlsClientError', () => {});
  }

  async #admitDevice(socket) {
    socket.on('error', () => {});
    const refuse = (what, details = {}) => {
      this.#refused(what, details);
      socket.destroy();
    };
    const certificate = socket.getPeerCertificate(true);
    const place = socket.servername
      ? await this.#state.ask('endpoint_owner', { host: socket.servername })
      : null;
    if (socket.destroyed) return undefined; // gone while we asked
    if (!place) return refuse('no endpoint of that name', { servername: socket.servername });
    if (!certificate?.raw) return refuse('no client certificate');
    const certificateId = createHash('sha256').update(certificate.raw).digest('hex');
    const now = this.#now();
    if (now < Date.parse(certificate.valid_from) || now > Date.parse(certificate.valid_to)) {
      return refuse('certificate not valid now', { certificateId });
    }
    const reload = async () => {
      const device = await this.#state.ask('device', { ...place, certificate_id: certificateId });
      return device?.status === 'ACTIVE' ? { policies: device.policies, things: device.things } : null;
    };
    const known = await reload();
    if (!known) {
      await this.onUnknownCertificate?.(certificate, place);
      return refuse('certificate not active', { certificateId });
    }
    await this.#handle(socket, {
      ...place,
      ...known,
      certificateId,
      all: false,
      context: {},
      reload,
    });
  }

  /**
   * @param {import('ws').WebSocket} webSocket whose presigned query has been verified
   * @param {{account: string, region: string}} place
   * @param {object} principal as state/questions.py describes it
   * @param {Record<string, string | undefined>} context
   * @param {() => Promise<object | null>} lookup
   */
  async admitUser(webSocket, place, principal, context, lookup) {
    const stream = new PacketStream(webSocket);
    const reload = async () => {
      const current = await lookup();
      return current?.status === 'Active' ? { policies: current.policies } : null;
    };
    const { policies, sessionPolicies } = principal;
    const identity = {
      ...place,
      policies,
      sessionPolicies,
      things: [],
      certificateId: null,
      all: principal.type === 'root',
      context,
      reload,
    };
    if (principal.expiration !== null) {
      const left = principal.expiration * 1000 - Date.now();
      const timer = setTimeout(() => stream.destroy(), Math.min(left, 0x7fffffff));
      stream.on('close', () => clearTimeout(timer));
    }
    await this.#handle(stream, identity);
  }

  async #handle(stream, identity) {
    const broker = await this.#brokerOf(identity);
    stream.on('error', () => {}); // until the broker listens
    stream.identity = { ...identity, decisions: new Map() };
    this.#sockets.add(stream);
    stream.on('close', () => this.#sockets.delete(stream));
    // What has changed since it was looked up missed the refresh of the connections that were known then.
    await this.#reload(stream);
    if (!stream.destroyed) broker.handle(stream);
  }

  #brokerOf({ account, region }) {
    const key = `${account} ${region}`;
    if (!this.#brokers.has(key)) this.#brokers.set(key, this.#makeBroker({ account, region }));
    return this.#brokers.get(key);
  }

  async #makeBroker(place) {
    const broker = new Aedes({
      heartbeatInterval: 3_600_000,
      maxClientsIdLength: LIMITS.clientIdBytes,
      preConnect: (client, packet, done) => this.#preConnect(client, packet, done),
      authorizePublish: (client, packet, done) => this.#authorizePublish(client, packet, done),
      authorizeSubscribe: (client, subscription, done) =>
        this.#authorizeSubscribe(client, subscription, done),
      authorizeForward: (client, packet) => this.#authorizeForward(client, packet),
      published: (packet, client, done) => {
        this.#published(broker, place, packet, client);
        done();
      },
    });
    // A connection that breaks, or is dropped for what it sent, is not a failure of the broker.
    broker.on('clientError', () => {});
    broker.on('connectionError', () => {});
    await broker.listen();
    return broker;
  }

  /** If a client may not connect, AWS closes the connection without a CONNACK. */
  #preConnect(client, packet, done) {
    const { clientId } = packet;
    client.claimedId = clientId;
    client.limits = new ConnectionLimits();
    client.limits.follow(client._parser, () => {
      this.#refused('subscribe', { clientId });
      client.conn.destroy(new Error('too many filters in one SUBSCRIBE'));
    });
    this.#limits.add(client.limits);
    const length = Buffer.byteLength(clientId);
    if (length < 1 || length > LIMITS.clientIdBytes || !may(client, 'iot:Connect', 'client', clientId)) {
      this.#refused('connect', { clientId, certificateId: client.conn.identity.certificateId });
      done(new Error('not authorized'), false);
    } else done(null, true);
  }

  #authorizeForward(client, packet) {
    return may(client, 'iot:Receive', 'topic', packet.topic) && client.limits.passes() ? packet : null;
  }

  #authorizePublish(client, packet, done) {
    const { topic } = packet;
    const reserved = topic.startsWith('$') && !topic.startsWith('$aws/things/');
    const overLimit =
      packet.qos > 1 ||
      overSlashes(topic) ||
      Buffer.byteLength(topic) > LIMITS.topicBytes ||
      packet.payload.length > LIMITS.payload;
    const allowed =
      may(client, 'iot:Publish', 'topic', topic) &&
      (!packet.retain || may(client, 'iot:RetainPublish', 'topic', topic));
    if (reserved || overLimit || !allowed) {
      this.#refused('publish', { clientId: client.id, topic });
      done(new Error('publish refused'));
    } else {
      // aedes can drop a message only by refusing it, which closes the connection.
      if (!client.limits.passes()) packet.topic = '$SYS/discarded';
      done(null);
    }
  }

  #authorizeSubscribe(client, subscription, done) {
    const filter = subscription.topic;
    if (subscription.qos > 1 || overSlashes(filter) || Buffer.byteLength(filter) > LIMITS.topicBytes) {
      this.#refused('subscribe', { clientId: client.id, topic: filter });
      done(new Error('subscription over the limits'));
    } else if (!client.limits.subscribe(filter)) {
      this.#refused('subscribe', { clientId: client.id, topic: filter });
      done(new Error('too many subscriptions'));
    } else if (may(client, 'iot:Subscribe', 'topicfilter', filter)) done(null, subscription);
    else {
      this.#refused('subscribe', { clientId: client.id, topic: filter });
      done(new Error('not authorized')); // AWS hangs up, without a SUBACK (aws-iot-device-sdk-js, issue 191)
    }
  }

  #published(broker, place, packet, client) {
    if (packet.topic.startsWith('$SYS/')) return;
    const { topic, qos } = packet;
    const payload = Buffer.from(packet.payload);
    const message = {
      time: Date.now(),
      ...place,
      clientId: client?.id ?? 'AWS',
      topic,
      payload,
      qos,
    };
    if (this.messages.push(message) > LARGEST_LOG) this.messages.shift();
    for (const listener of this.#listeners) listener(message);
    const request = client && shadowRequest(topic);
    if (!request) return;
    answerShadow(this.#state, place, request, payload)
      .then((answers) => {
        for (const answer of answers) this.#publish(broker, answer.topic, answer.payload);
      })
      .catch((error) => this.report(error));
  }

  #publish(broker, topic, payload, qos = 0) {
    broker.publish({ cmd: 'publish', topic, payload: Buffer.from(payload), qos, retain: false }, () => {});
  }

  /** Publishes a message in the name of the account, as the console's test client does. */
  async publish(place, topic, payload, qos = 0) {
    this.#publish(await this.#brokerOf(place), topic, payload, qos);
  }

  /** @param {(message: Gateway['messages'][number]) => void} listener @returns {() => void} to stop listening */
  onMessage(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How many messages the limit of messages a second has discarded, on all connections. */
  get discarded() {
    return [...this.#limits].reduce((sum, { discarded }) => sum + discarded, 0);
  }

  /** The ids of the clients that are connected now. */
  clients() {
    return [...this.#sockets].flatMap((socket) => (socket.client?.connected ? [socket.client.id] : []));
  }

  /** Breaks the connections of a client, as a network failure does. @param {string} clientId */
  disconnect(clientId) {
    for (const socket of this.#sockets) {
      if (socket.client?.id === clientId) socket.destroy(new Error('dropped by a test'));
    }
  }

  /**
   * Reloads the permissions of every connection, and drops certificates that are no longer active. AWS may take
   * minutes for this. Here it is done before the request that changed the permissions is answered.
   */
  async refresh() {
    await Promise.all([...this.#sockets].map((socket) => this.#reload(socket)));
  }

  async #reload(socket) {
    const current = await socket.identity.reload();
    if (current) Object.assign(socket.identity, current, { decisions: new Map() });
    else socket.destroy(new Error('no longer admitted'));
  }

  #refused(what, details = {}) {
    this.refusals.push({ time: Date.now(), what, ...details });
  }

  /** Reports a failure of the gateway itself, unless the gateway is stopping. @param {Error} error */
  report(error) {
    if (!this.#stopped) console.error('local cloud:', error);
  }

  async stop() {
    this.#stopped = true;
    for (const socket of this.#sockets) socket.destroy();
    const brokers = await Promise.all(this.#brokers.values());
    await Promise.all(brokers.map((broker) => new Promise((resolve) => broker.close(resolve))));
  }
}

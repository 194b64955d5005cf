// The fixture of the MQTT tests: the built module and its wrapper, served with a content security policy like the page's, in a real Chromium; a
// third-party broker (aedes behind a WebSocket); and a scripted server that can also misbehave. Loopback only.
/* global text -- a global of the page, which definePageTools() defines */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Aedes } from 'aedes';
import mqttPacket from 'mqtt-packet';
import ts from 'typescript';
import { WebSocketServer, createWebSocketStream } from 'ws';
import { launchBrowser } from '../browser.mjs';
import { ConnectionLimits } from '../cloud/connection-limits.mjs';

const wrapperFolder = fileURLToPath(new URL('../../wasm/mqtt/', import.meta.url));
const builtFolder =
  process.env.PROVISIONER_MQTT_MODULE ??
  fileURLToPath(new URL('../../build/wasm/wasm/mqtt/', import.meta.url));

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self' ws://127.0.0.1:*",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

async function javascript(name) {
  const source = await readFile(`${wrapperFolder}${name}.ts`, 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: 'ESNext', target: 'ES2022', verbatimModuleSyntax: true },
  });
  return outputText;
}

/** Returns the content type and the body that the test's server sends for a path. `extra`: the files of more scripts, by path. */
export async function served(path, extra = {}) {
  if (extra[path]) return ['text/javascript', await readFile(extra[path])];
  switch (path) {
    case '/':
      return ['text/html', '<!doctype html><meta charset="utf-8"><title>MQTT</title>'];
    case '/burst.js':
    case '/client.js':
    case '/socket.js':
    case '/topics.js':
      return ['text/javascript', await javascript(path.slice(1, -3))];
    case '/mqtt.js':
      return ['text/javascript', await readFile(`${builtFolder}/mqtt.js`)];
    case '/mqtt.wasm':
      return ['application/wasm', await readFile(`${builtFolder}/mqtt.wasm`)];
    default:
      return undefined;
  }
}

export async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server.address().port;
}

/** Launches Chromium. Its pages have `createClient` and `connectTo` (below). `extra`: more scripts to serve, by path. */
export async function startBrowser(extra = {}) {
  const server = createServer((request, response) => {
    served(request.url, extra).then((found) => {
      if (!found) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': found[0], 'content-security-policy': policy });
      response.end(found[1]);
    });
  });
  const port = await listen(server);
  const browser = await launchBrowser();
  return {
    async openPage({ fakeTime = false } = {}) {
      const page = await browser.newPage();
      page.logged = [];
      page.on('console', (message) => page.logged.push(message.text()));
      page.on('pageerror', (error) => page.logged.push(`pageerror: ${error}`));
      if (fakeTime) await page.clock.install({ time: 0 });
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.evaluate(definePageTools);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Runs in the page. */
async function definePageTools() {
  const { MqttClient } = await import('/client.js');
  globalThis.text = (bytes) => new TextDecoder().decode(bytes);
  globalThis.bytes = (string) => new TextEncoder().encode(string);
  globalThis.createClient = (leastKeepAliveSeconds) =>
    new MqttClient(async () => {
      const { default: create } = await import('/mqtt.js');
      return { default: async (options) => (globalThis.mqttModule = await create(options)) };
    }, leastKeepAliveSeconds);
  globalThis.connectTo = (client, url, changes = {}) =>
    client.connect({ url, clientId: 'page-1', keepAliveSeconds: 30, connectTimeoutMs: 5000, ...changes });
  /** Collects messages until there are `enough` or the session is over. */
  globalThis.collect = async (client, enough) => {
    const messages = [];
    while (messages.length < enough) {
      const answer = await client.receive();
      if (!answer.ok) return { messages, end: answer };
      messages.push(...answer.value.map(({ topic, payload }) => ({ topic, payload: text(payload) })));
    }
    return { messages, end: undefined };
  };
}

/** Enforces what AWS IoT limits for each connection, as AWS does: it discards messages without a word, and hangs up at one subscription too many. */
function withAwsLimits() {
  return {
    preConnect(client, _packet, done) {
      client.limits = new ConnectionLimits();
      client.limits.follow(client._parser, () => client.conn.destroy());
      done(null, true);
    },
    authorizeSubscribe(client, subscription, done) {
      if (client.limits.subscribe(subscription.topic)) done(null, subscription);
      else done(new Error('too many subscriptions'));
    },
    authorizeForward: (client, packet) => (client.limits.passes() ? packet : null),
  };
}

/** aedes behind a WebSocket at ws://127.0.0.1. `broker` is aedes itself, `sockets` are the ws connections. */
export async function startBroker({ awsLimits = false } = {}) {
  const broker = await Aedes.createBroker(awsLimits ? withAwsLimits() : {});
  const http = createServer();
  const sockets = [];
  const requests = [];
  const ws = new WebSocketServer({
    server: http,
    handleProtocols: (offered) => offered.has('mqtt') && 'mqtt',
  });
  ws.on('connection', (socket, request) => {
    sockets.push(socket);
    requests.push({ url: request.url, protocol: socket.protocol });
    const stream = createWebSocketStream(socket);
    stream.on('error', () => undefined);
    broker.handle(stream, request);
  });
  const port = await listen(http);
  return {
    broker,
    sockets,
    requests,
    url: `ws://127.0.0.1:${port}/mqtt?X-Amz-Signature=5ec4e7`,
    async publish(topic, payload, qos = 0) {
      await new Promise((resolve, reject) =>
        broker.publish({ cmd: 'publish', topic, payload, qos, retain: false, dup: false }, (error) =>
          error ? reject(error) : resolve(),
        ),
      );
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await new Promise((resolve) => broker.close(resolve));
      http.close();
    },
  };
}

/**
 * Starts an MQTT server that does what the test says. `onPacket(packet, socket)` gets each MQTT packet from the page. If it returns true, it has
 * dealt with the packet; otherwise the server answers as a broker would: it accepts the session, grants every subscription and acknowledges.
 */
export async function startScript({ onPacket = () => false, server: options = {} } = {}) {
  const http = createServer();
  const ws = new WebSocketServer({ server: http, handleProtocols: () => 'mqtt', ...options });
  const received = [];
  ws.on('connection', (socket) => {
    const parser = mqttPacket.parser({ protocolVersion: 4 });
    parser.on('packet', (packet) => {
      received.push(packet);
      if (onPacket(packet, socket) === true) return;
      if (packet.cmd === 'connect') send(socket, { cmd: 'connack', returnCode: 0, sessionPresent: false });
      if (packet.cmd === 'subscribe')
        send(socket, {
          cmd: 'suback',
          messageId: packet.messageId,
          granted: packet.subscriptions.map(({ qos }) => qos),
        });
      if (packet.cmd === 'unsubscribe') send(socket, { cmd: 'unsuback', messageId: packet.messageId });
      if (packet.cmd === 'publish' && packet.qos === 1)
        send(socket, { cmd: 'puback', messageId: packet.messageId });
      if (packet.cmd === 'pingreq') send(socket, { cmd: 'pingresp' });
    });
    socket.on('message', (data) => parser.parse(data));
    socket.on('error', () => undefined);
  });
  const port = await listen(http);
  return {
    url: `ws://127.0.0.1:${port}/mqtt?X-Amz-Signature=5ec4e7`,
    received,
    ws,
    http,
    close() {
      for (const socket of ws.clients) socket.terminate();
      http.close();
    },
  };
}

export const done = { ok: true, value: null };

export function failure(code, params = {}, detail = '') {
  return { ok: false, error: { code, params, detail } };
}

export function encode(packet) {
  return mqttPacket.generate(packet, { protocolVersion: 4 });
}

export function send(socket, packet) {
  socket.send(encode(packet));
}

export function publication(topic, payload, extra = {}) {
  return encode({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false, ...extra });
}

#!/usr/bin/env node
// A board with the demo firmware, built from the state directory of a virtual board and independent of the core. It
// reads the credentials from the WINC flash (winc.mjs) and the key from the secure element, makes the real mutual-TLS
// connection, publishes light and temperature, and follows the shadow's toggle. Behaviour: reference/board.md, "Cloud
// behaviour of the demo". It reads the flash before each attempt, so a test can start it before the board is
// provisioned.

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import mqtt from 'mqtt';
import { readCredentials } from './winc.mjs';

/** The TLS parameters of the module: ECDHE-ECDSA over P-256, TLS 1.2. */
const TLS = {
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-SHA',
  ecdhCurve: 'P-256',
  sigalgs: 'ECDSA+SHA256',
};
const LED_HOLD_MS = 2000;

/** @param {string} directory of the virtual board */
async function readBoard(directory) {
  const [flash, secureElement] = await Promise.all([
    readFile(join(directory, 'winc-flash.bin')),
    readFile(join(directory, 'secure-element.json'), 'utf8').then(JSON.parse),
  ]);
  const credentials = readCredentials(flash);
  const key = createPrivateKey(secureElement.slots['0'].privateKeyPem);
  const own = createPublicKey(key).export({ type: 'spki', format: 'der' });
  if (!own.equals(credentials.chain[0].publicKey.export({ type: 'spki', format: 'der' }))) {
    throw new Error("the device certificate is not for the secure element's key");
  }
  return { ...credentials, key: key.export({ type: 'pkcs8', format: 'pem' }) };
}

/**
 * Events: waiting {reason}, connected {thingName, endpoint}, published {payload}, toggle {value}, disconnected, and led
 * {on, held}: the yellow LED, held by a desired toggle for two seconds.
 */
export class Board extends EventEmitter {
  #options;
  #client;
  #timers = new Set();
  #stopped = false;
  #sample = 0;

  /**
   * @param {{state: string, mqttsPort: number, caFile: string, mqttsHost?: string, intervalMs?: number, retryMs?: number}} options
   *   mqttsHost: the address to connect to instead of the endpoint's
   */
  constructor(options) {
    super();
    this.#options = { mqttsHost: '127.0.0.1', intervalMs: 1000, retryMs: 500, ...options };
  }

  start() {
    void this.#attempt();
    return this;
  }

  async #attempt() {
    if (this.#stopped) return;
    try {
      await this.#connect(await readBoard(this.#options.state));
    } catch (error) {
      this.emit('waiting', { reason: error.message });
      this.#later(() => void this.#attempt(), this.#options.retryMs);
    }
  }

  async #connect({ chain, thingName, endpoint, key }) {
    const { mqttsHost, mqttsPort, caFile, retryMs } = this.#options;
    const client = mqtt.connect({
      ...TLS,
      protocol: 'mqtts',
      host: mqttsHost,
      port: mqttsPort,
      servername: endpoint,
      ca: await readFile(caFile),
      key,
      cert: chain.map((certificate) => certificate.toString()).join(''),
      clientId: thingName,
      protocolVersion: 4,
      reconnectPeriod: 0,
    });
    this.#client = client;
    let reason = 'connection closed';
    client.on('error', (error) => (reason = error.message));
    client.on('connect', () => this.#run(client, thingName, endpoint));
    client.on('close', () => {
      this.emit('disconnected', { reason });
      this.#later(() => void this.#attempt(), retryMs);
    });
  }

  #run(client, thingName, endpoint) {
    const shadow = `$aws/things/${thingName}/shadow/update`;
    const report = (value) =>
      client.publish(shadow, JSON.stringify({ state: { reported: { toggle: value } } }));
    client.on('message', (_, payload) => {
      const value = JSON.parse(payload.toString()).state?.toggle;
      if (value !== 0 && value !== 1) return;
      this.emit('toggle', { value });
      this.emit('led', { on: value === 1, held: true });
      this.#later(() => this.emit('led', { on: value === 1, held: false }), LED_HOLD_MS);
      report(value);
    });
    client.subscribe(`${shadow}/delta`);
    report(0);
    const ticker = setInterval(() => this.#publish(client, thingName), this.#options.intervalMs);
    client.on('close', () => clearInterval(ticker));
    this.emit('connected', { thingName, endpoint });
  }

  #publish(client, thingName) {
    this.#sample += 1;
    const light = Math.round(120 + 80 * Math.sin(this.#sample / 5));
    const temperature = (21.5 + 2 * Math.sin(this.#sample / 17)).toFixed(2);
    const payload = `{"Light":${light},"Temp":${temperature}}`;
    client.publish(`${thingName}/sensors`, payload, () => this.emit('published', { payload }));
  }

  #later(action, ms) {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, ms);
    this.#timers.add(timer);
  }

  async stop() {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#client?.endAsync(true);
  }
}

const HELP = `Usage: node board.mjs --state DIR --mqtts-port N --ca-file FILE [--mqtts-host HOST] [--retry-ms N]

The board whose state a virtual board keeps in DIR (winc-flash.bin, secure-element.json), running its demo firmware
against a broker. After a refusal it connects again in N ms (default: 500; real boards take about 10 s).
Prints one line of JSON for each event; ends on SIGTERM.
`;

async function main() {
  const { values } = parseArgs({
    options: {
      state: { type: 'string' },
      'mqtts-port': { type: 'string' },
      'mqtts-host': { type: 'string', default: '127.0.0.1' },
      'ca-file': { type: 'string' },
      'retry-ms': { type: 'string', default: '500' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.state || !values['mqtts-port'] || !values['ca-file']) {
    process.stdout.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const board = new Board({
    state: values.state,
    mqttsPort: Number(values['mqtts-port']),
    mqttsHost: values['mqtts-host'],
    caFile: values['ca-file'],
    retryMs: Number(values['retry-ms']),
  });
  for (const name of ['waiting', 'connected', 'published', 'toggle', 'led', 'disconnected']) {
    board.on(name, (details) => console.log(JSON.stringify({ event: name, ...details })));
  }
  const end = async () => {
    await board.stop();
    process.exit(0);
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  board.start();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

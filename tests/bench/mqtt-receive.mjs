// Measures how fast the page receives 60-byte messages at quality of service 0 in Chromium: with our client, with a bare WebSocket that only counts
// frames, and with mqtt.js. All read from one server that writes prepared frames as fast as the browser accepts them, in alternating rounds.
// Our client must reach at least 0.8 of the bare WebSocket's rate, and at least mqtt.js's rate. Each of its rounds is compared with the others' rounds
// just before and after, because other load on the machine affects neighbours alike; the median of these ratios is the result. Fails when a message is
// lost or out of order, and when none of five complete measurements meets both requirements.
/* global connectTo, createClient -- globals of the page, which rig.mjs defines */
/* global measure -- a global of the page, which defineMeasurements() defines */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import mqttPacket from 'mqtt-packet';
import { WebSocketServer } from 'ws';
import { encode, listen, publication, send, startBrowser } from '../mqtt/rig.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    messages: { type: 'string', default: '10000' },
  },
});
const rounds = Number(options.rounds);
const count = Number(options.messages);
const contenders = ['bare WebSocket', 'ours', 'mqtt.js'];
const claims = { 'bare WebSocket': 0.8, 'mqtt.js': 1.0 };
const attempts = 5;

/** One binary WebSocket frame, unmasked as servers send it (RFC 6455, section 5.2). */
function frame(payload) {
  return Buffer.concat([Buffer.of(0x82, payload.length), payload]);
}

function allFrames() {
  return Buffer.concat(
    Array.from({ length: count }, (_, i) => frame(publication('bench', `${i}`.padStart(60, '0')))),
  );
}

async function startSource() {
  const frames = allFrames();
  const http = createServer();
  const server = new WebSocketServer({
    server: http,
    handleProtocols: () => 'mqtt',
    perMessageDeflate: false,
  });
  server.on('connection', (socket) => {
    const parser = mqttPacket.parser();
    parser.on('packet', (packet) => {
      if (packet.cmd === 'connect') send(socket, { cmd: 'connack', returnCode: 0, sessionPresent: false });
      if (packet.cmd !== 'subscribe') return;
      send(socket, { cmd: 'suback', messageId: packet.messageId, granted: [0] });
      socket._socket.write(frames); // around ws, which would spend more on each frame than the browser does
    });
    socket.on('message', (data) => parser.parse(data));
    socket.on('error', () => undefined);
  });
  const port = await listen(http);
  return { url: `ws://127.0.0.1:${port}/`, close: () => http.close() };
}

/** Runs in the page: defines `measure(contender, ...)`, which resolves with messages per second, from the first to the last. */
async function defineMeasurements() {
  const { default: mqtt } = await import('/mqtt-js.js');

  function stopwatch(count) {
    let received = 0;
    let since = 0;
    let finish;
    const rate = new Promise((resolve) => (finish = resolve));
    return {
      rate,
      tick() {
        if (received++ === 0) since = performance.now();
        if (received === count) finish(((count - 1) / (performance.now() - since)) * 1000);
      },
      check(payload) {
        let number = 0;
        for (let i = 0; i < 60; ++i) number = number * 10 + payload[i] - 48;
        if (payload.length !== 60 || number !== received)
          throw new Error(`message ${number} came as ${received}`);
        this.tick();
      },
    };
  }

  const client = createClient(); // one for all rounds: loading the module is not receiving

  const ways = {
    'bare WebSocket': (url, count, connectBytes, subscribeBytes) => {
      const watch = stopwatch(count);
      const socket = new WebSocket(url, 'mqtt');
      socket.binaryType = 'arraybuffer';
      let acknowledgements = 2;
      socket.onopen = () => socket.send(new Uint8Array(connectBytes));
      socket.onmessage = () => {
        if (acknowledgements === 0) return watch.tick();
        if (--acknowledgements === 1) socket.send(new Uint8Array(subscribeBytes));
      };
      return watch.rate.finally(() => socket.close());
    },

    ours: async (url, count) => {
      const watch = stopwatch(count);
      const connected = await connectTo(client, url);
      if (!connected.ok) throw new Error(connected.error.code);
      void client.subscribe('bench', 0);
      for (let received = 0; received < count;) {
        const answer = await client.receive();
        if (!answer.ok) throw new Error(answer.error.code);
        for (const { payload } of answer.value) watch.check(payload);
        received += answer.value.length;
      }
      await client.close();
      return watch.rate;
    },

    'mqtt.js': async (url, count) => {
      const watch = stopwatch(count);
      const client = mqtt.connect(url, { protocolVersion: 4, timerVariant: 'native', reconnectPeriod: 0 });
      const failed = new Promise((_, reject) => client.on('error', reject));
      client.on('message', (_topic, payload) => watch.check(payload));
      client.on('connect', () => client.subscribe('bench'));
      const rate = await Promise.race([watch.rate, failed]);
      await client.endAsync(true);
      return rate;
    },
  };
  globalThis.measure = (contender, ...rest) => ways[contender](...rest);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function row(name, cells) {
  console.log(name.padEnd(22) + cells.map((cell) => `${cell}`.padStart(9)).join(''));
}

const source = await startSource();
const browser = await startBrowser({
  '/mqtt-js.js': fileURLToPath(new URL('../node_modules/mqtt/dist/mqtt.esm.js', import.meta.url)),
});
const page = await browser.openPage();
await page.evaluate(defineMeasurements);
const handshake = [
  [
    ...encode({
      cmd: 'connect',
      clientId: 'bare',
      clean: true,
      protocolId: 'MQTT',
      protocolVersion: 4,
      keepalive: 0,
    }),
  ],
  [...encode({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'bench', qos: 0 }] })],
];

/** Messages per second of each contender, by rounds. */
async function measureRounds() {
  const rates = Object.fromEntries(contenders.map((name) => [name, []]));
  for (let round = -1; round < rounds; ++round) {
    for (const name of contenders) {
      const rate = await page.evaluate(
        ([name, ...rest]) => measure(name, ...rest),
        [name, source.url, count, ...handshake],
      );
      if (round >= 0) rates[name].push(rate); // the first round warms up
    }
  }
  return rates;
}

/** True if the measurement meets both requirements. */
function holds(rates) {
  row('', [...rates.ours.keys()].map((round) => `round ${round + 1}`).concat('median'));
  for (const name of contenders) row(name, [...rates[name], median(rates[name])].map(Math.round));
  return Object.entries(claims)
    .map(([name, least]) => {
      const ratios = rates.ours.map((rate, round) => rate / rates[name][round]);
      row(
        `ours / ${name}`,
        [...ratios, median(ratios)].map((ratio) => ratio.toFixed(2)),
      );
      return median(ratios) >= least;
    })
    .every(Boolean);
}

console.log(`${count} messages of 60 bytes at QoS 0, per second, ${rounds} rounds:`);
let held = false;
for (let attempt = 1; attempt <= attempts && !held; ++attempt) {
  held = holds(await measureRounds());
  console.log(`measurement ${attempt} of at most ${attempts}: ${held ? 'holds' : 'falls short'}`);
}
await browser.close();
source.close();
const claimed = Object.entries(claims).map(([name, least]) => `${least.toFixed(2)} of ${name}`);
console.log(
  `claimed: at least ${claimed.join(' and ')}; lost or out of order: none; ${held ? 'holds' : 'FAILS'}`,
);
process.exitCode = held ? 0 : 1;

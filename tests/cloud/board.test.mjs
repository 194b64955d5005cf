// The independent board: its parser against a recorded module, its connection against the local cloud.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as iot from '@aws-sdk/client-iot';
import { Board } from './board.mjs';
import { startCloud } from './cloud.mjs';
import { connectUser, message, presign, REGION, registerDevice, ZERO_TOUCH } from './devices.mjs';
import { agentFor, sdkOptions } from './testkit.mjs';
import { readCredentials } from './winc.mjs';

const testdata = (name) => readFileSync(new URL(`testdata/${name}`, import.meta.url));
const recorded = () => {
  const flash = Buffer.alloc(0x100000, 0xff);
  testdata('winc-0x4000-0x7000.bin').copy(flash, 0x4000);
  return flash;
};

test('reads certificates, thing name and endpoint of the recorded module', () => {
  const { chain, thingName, endpoint } = readCredentials(recorded());
  assert.deepEqual(chain[0].raw, new X509Certificate(testdata('device.crt')).raw);
  assert.deepEqual(chain[1].raw, new X509Certificate(testdata('signer-ca.crt')).raw);
  assert.equal(chain.length, 2);
  assert.equal(thingName, testdata('aws-thing-name.txt').toString().trim());
  assert.equal(endpoint, 'a1b2c3d4e5f6g7-ats.iot.us-east-2.amazonaws.com');
});

test('reports the location of content that a module cannot use', () => {
  const broken = (change) => {
    const flash = recorded();
    change(flash);
    return () => readCredentials(flash);
  };
  assert.throws(() => readCredentials(Buffer.alloc(12)), /no WINC1510 flash/);
  assert.throws(
    broken((flash) => flash.fill(0xff, 0x5000, 0x6000)),
    /no start pattern/,
  );
  assert.throws(
    broken((flash) => flash.writeUInt32LE(9, 0x5008)),
    /9 files/,
  );
  assert.throws(
    broken((flash) => flash.writeUInt32LE(0x555c, 0x500c)),
    /ends at 0x55bd, says 0x555c/,
  );
  assert.throws(
    broken((flash) => flash.writeUInt32LE(0x9000, 0x5010 + 52)),
    /CERT_6668\w+: 444 bytes at 0x9000/,
  );
  assert.throws(
    broken((flash) => flash.write('7', 0x5010 + 5)),
    /no file CERT_6668/,
  );
  assert.throws(
    broken((flash) => (flash[0x51d4 + 443] ^= 1)),
    /certificate 0 is not signed by certificate 1/,
  );
  assert.throws(
    broken((flash) => flash.fill(0xff, 0x6e00, 0x6f00)),
    /endpoint: not written/,
  );
  assert.throws(
    broken((flash) => flash.fill(0x41, 0x6f00, 0x7000)),
    /thing name: no text that ends/,
  );
});

/** A signer and a device certificate by it, with the device's key, made by openssl. */
function makeChain(directory, thingName) {
  const file = (name) => join(directory, name);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    file('s.key'),
    '-out',
    file('s.pem'),
    '-subj',
    '/CN=signer',
    '-days',
    '2',
  );
  openssl(
    'req',
    '-new',
    ...newKey,
    '-keyout',
    file('d.key'),
    '-out',
    file('d.csr'),
    '-subj',
    `/CN=${thingName}`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    file('d.csr'),
    '-CA',
    file('s.pem'),
    '-CAkey',
    file('s.key'),
    '-CAcreateserial',
    '-out',
    file('d.pem'),
    '-days',
    '2',
  );
  const read = (name) => readFileSync(file(name), 'utf8');
  return { signer: read('s.pem'), cert: read('d.pem'), key: read('d.key') };
}

/** A provisioned flash, laid out as reference/storage.md says. */
function makeFlash({ cert, signer }, thingName, endpoint) {
  const flash = Buffer.alloc(0x100000, 0xff);
  const certificates = [cert, signer].map((pem) => new X509Certificate(pem));
  const names = certificates.map(({ serialNumber }) => `CERT_${serialNumber}`);
  const padded = (name) => Buffer.concat([Buffer.from(name), Buffer.alloc(48 - name.length)]);
  const files = [
    ...certificates.map(({ raw }, i) => [names[i], raw]),
    ['ECDSA.lst', Buffer.concat(names.map(padded))],
  ];
  let address = 0x5000 + 468;
  files.forEach(([name, content], i) => {
    const entry = 0x5010 + i * 56;
    padded(name).copy(flash, entry);
    flash.writeUInt32LE(content.length, entry + 48);
    flash.writeUInt32LE(address, entry + 52);
    content.copy(flash, address);
    address += content.length;
  });
  Buffer.from('abfe185b70c34692', 'hex').copy(flash, 0x5000);
  flash.writeUInt32LE(files.length, 0x5008);
  flash.writeUInt32LE(address, 0x500c);
  flash.write(`${endpoint}\0`, 0x6e00);
  flash.write(`${thingName}\0`, 0x6f00);
  return flash;
}

let cloud;
let agent;
let directory;
before(async () => {
  cloud = await startCloud();
  agent = agentFor(cloud);
  directory = mkdtempSync(join(tmpdir(), 'board-'));
});
after(async () => {
  agent.destroy();
  rmSync(directory, { recursive: true });
  await cloud.stop();
});

test('a board waits until it is provisioned, then publishes, and follows the toggle that a page sets', async () => {
  const name = 'a5ec1f1c484549f2d4e1b8b48acbba23f48b15be';
  const user = await cloud.createUser();
  const board = new Board({
    state: directory,
    mqttsPort: cloud.mqttsPort,
    caFile: cloud.caFile,
    intervalMs: 100,
    retryMs: 50,
  });
  const events = [];
  for (const event of ['waiting', 'connected', 'disconnected', 'toggle'])
    board.on(event, () => events.push(event));
  board.start();
  await once(board, 'waiting');

  const chain = makeChain(directory, name);
  writeFileSync(
    join(directory, 'secure-element.json'),
    JSON.stringify({ serialNumber: '01', slots: { 0: { privateKeyPem: chain.key } } }),
  );
  writeFileSync(
    join(directory, 'winc-flash.bin'),
    makeFlash(chain, name, await cloud.dataHost({ region: REGION })),
  );
  await once(board, 'disconnected'); // a certificate that AWS does not know

  const client = new iot.IoTClient(sdkOptions(cloud, user, REGION, agent));
  await client.send(
    new iot.CreatePolicyCommand({
      policyName: 'zt_policy',
      policyDocument: JSON.stringify(ZERO_TOUCH),
    }),
  );
  await registerDevice(client, { name, cert: chain.cert });
  const [connected] = await once(board, 'connected');
  assert.equal(connected.thingName, name);
  assert.match(
    (await cloud.nextMessage(({ topic }) => topic === `${name}/sensors`)).payload.toString(),
    /^\{"Light":\d+,"Temp":\d+\.\d\d\}$/,
  );

  const page = await connectUser(cloud, presign(user, await cloud.dataHost({ region: REGION })));
  await page.subscribeAsync(`$aws/things/${name}/shadow/update/accepted`);
  await page.publishAsync(`$aws/things/${name}/shadow/update`, '{"state":{"desired":{"toggle":1}}}', {
    qos: 1,
  });
  await once(board, 'toggle');
  let reported;
  do reported = JSON.parse(await message(page, `$aws/things/${name}/shadow/update/accepted`)).state.reported;
  while (!reported);
  assert.deepEqual(reported, { toggle: 1 });
  page.end(true);

  cloud.disconnectClient(name);
  await once(board, 'connected');
  await board.stop();
  assert.deepEqual(
    events.filter((event, i) => event !== events[i - 1]),
    ['waiting', 'disconnected', 'connected', 'toggle', 'disconnected', 'connected', 'disconnected'],
  );
});

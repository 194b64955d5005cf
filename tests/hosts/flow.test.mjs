// `provision --hid`: the whole flow on a virtual board with demo firmware, through its debugger and its port.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { startCloud } from '../cloud/cloud.mjs';
import { readCredentials } from '../cloud/winc.mjs';
import { firmware, provision, startBoard } from './hosts.mjs';

describe('provision --hid against virtual-board and the local cloud', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flow-'));
  const boards = [];
  let cloud, context, account, board;

  /** Another board, with the options of `provision` for its devices. */
  async function newBoard(name, ...options) {
    const home = join(folder, name);
    const hid = join(folder, `${name}.hid`);
    const made = await startBoard(home, '--hid', hid, '--firmware', 'demo', ...options);
    boards.push(made);
    made.devices = ['--serial', made.link, '--hid', hid, '--firmware-dir', firmware];
    made.flash = () => readFileSync(join(home, 'winc-flash.bin'));
    made.mcu = () => readFileSync(join(home, 'mcu-flash.bin'));
    return made;
  }
  const setUp = (made, ...more) => provision(context, ...made.devices, ...account, ...more);

  before(async () => {
    cloud = await startCloud();
    const user = await cloud.createUser();
    board = await newBoard('first');
    context = {
      environment: {
        AWS_ACCESS_KEY_ID: user.accessKeyId,
        AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
        WIFI_PSK: 'a good passphrase',
      },
    };
    account = ['--region', 'us-east-2', '--endpoint-url', cloud.endpointUrl, '--ca-file', cloud.caFile];
    account.push('--store', join(folder, 'store'), '--ssid', 'home');
  });
  after(async () => {
    const codes = await Promise.all(boards.map((one) => one.stop()));
    rmSync(folder, { recursive: true });
    await cloud?.stop();
    for (const code of codes) assert.equal(code, 0);
  });

  test('provisions a board with demo firmware, sends the Wi-Fi settings, and reports each step', async () => {
    const { code, events, last, stderr } = await setUp(board);
    assert.equal(code, 0, JSON.stringify(last) + stderr);
    const done = events.filter(({ status }) => status === 'done').map(({ step }) => step);
    for (const step of ['program_provisioning', 'write_store', 'program_demo', 'restart', 'send_wifi'])
      assert.ok(done.includes(step), step);
    const found = readCredentials(board.flash());
    assert.equal(found.thingName, last.thingName);
    const { usbSerialNumber } = await board.control('state');
    assert.ok(existsSync(join(folder, 'store', usbSerialNumber, 'device.crt')));
    assert.ok(!JSON.stringify(events).includes('a good passphrase'));
  });

  test('does not interrupt a provisioned board', async () => {
    const { code, events, last } = await setUp(board);
    assert.equal(code, 0, JSON.stringify(last));
    assert.ok(events.every(({ step, status }) => step !== 'program_demo' || status === 'already'));
  });

  test('inspects a board without changing it', async () => {
    const before = [board.flash(), board.mcu()];
    const { code, events, last } = await provision({}, ...board.devices, '--inspect');
    assert.equal(code, 0, JSON.stringify(last));
    assert.deepEqual(last, { event: 'done' });
    const found = events.find(({ event }) => event === 'inspection');
    const { thingName, endpoint } = readCredentials(board.flash());
    assert.equal(found.thingName, thingName);
    assert.equal(found.endpoint, endpoint);
    assert.equal(found.keyMatches, true);
    assert.equal(found.secureElement.serialNumber, (await board.control('state')).secureElement);
    assert.deepEqual([board.flash(), board.mcu()], before);
  });

  test('restores the delivered state of a board', async () => {
    const { code, last } = await provision({}, ...board.devices, '--restore');
    assert.equal(code, 0, JSON.stringify(last));
    assert.deepEqual(last, { event: 'done' });
    assert.equal(board.flash()[0x6e00], 0xff, 'no endpoint');
    assert.equal((await board.control('state')).firmware, 'demo');
    const { events } = await provision({}, ...board.devices, '--inspect');
    const found = events.find(({ event }) => event === 'inspection');
    assert.equal(found.certificates.length, 2);
    assert.deepEqual(found.certificates, found.deliveredCertificates);
  });

  test('reports an unplug during programming, and continues in the next run', async () => {
    const pulled = await newBoard('pulled', '--fault', 'unplug@out:900');
    const first = await setUp(pulled);
    assert.equal(first.code, 1);
    assert.equal(first.last.event, 'failed');
    assert.match(first.last.code, /^(hid|serial)\.disconnected$/);
    assert.equal(first.last.params.step, 'program_provisioning');
    assert.deepEqual(await pulled.control('replug'), { ok: true });
    const second = await setUp(pulled);
    assert.equal(second.code, 0, JSON.stringify(second.last));
    assert.equal((await pulled.control('state')).firmware, 'demo');
  });

  test('stops at a safe place on SIGTERM, and continues in the next run', async () => {
    const stopped = await newBoard('stopped');
    const onEvent = ({ step, status }, child) =>
      step === 'program_provisioning' && status === 'running' && child.kill('SIGTERM');
    const first = await provision({ ...context, onEvent }, ...stopped.devices, ...account);
    assert.equal(first.code, 1);
    assert.equal(first.last.code, 'base.cancelled');
    const second = await setUp(stopped);
    assert.equal(second.code, 0, JSON.stringify(second.last));
    assert.equal((await stopped.control('state')).firmware, 'demo');
  });

  test('reports a missing debugger, port or image before anything is erased', async () => {
    const untouched = await newBoard('untouched');
    const before = untouched.mcu();
    const instead = (option, value) =>
      untouched.devices.map((one, i, all) => (all[i - 1] === option ? value : one));
    const nowhere = join(folder, 'nowhere');
    for (const [option, code] of [
      ['--hid', 'hid.open_failed'],
      ['--serial', 'serial.disconnected'],
      ['--firmware-dir', 'file.unavailable'],
    ]) {
      const run = await provision(context, ...instead(option, nowhere), ...account);
      assert.equal(run.code, 1);
      assert.equal(run.last.code, code, JSON.stringify(run.last));
    }
    assert.ok(untouched.mcu().equals(before));
  });

  test('refuses a port that belongs to another board', async () => {
    const other = await newBoard('other');
    const crossed = other.devices.map((one) => (one === other.link ? board.link : one));
    const before = other.mcu();
    const run = await provision(context, ...crossed, ...account);
    assert.equal(run.code, 1);
    assert.equal(run.last.code, 'provision.other_board', JSON.stringify(run.last));
    assert.ok(other.mcu().equals(before));
  });
});

// The vendor's demo image on an AvrBoard: its command line, the thing name that it finds in the module's
// flash, and when it gives the module which Wi-Fi settings. Needs the program virtual-board (build/native, or
// PROVISIONER_NATIVE), which makes the board.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { firmware } from '../../hosts/hosts.mjs';
import { AvrBoard } from './avr_board.mjs';
import { deliver } from './conversation.mjs';

const IMAGE = join(firmware, 'atmega4808-aws-iot-demo.hex');
const ENDPOINT = 0x6e00;
const THING = 0x6f00;
const thing = 'a5ec1f1c484549f2d4e1b8b48acbba23f48b15be';
const EOT = '\r\n\x04';
const Operation = { defaultConnect: 41, connect: 59 };
const WIFI_GROUP = 1;
const LISTENS = 4; // seconds from the start, when the command line is answered at once
const JOINS = 7; // the firmware begins to join a network

describe("the vendor's demo image", () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-image-'));
  let delivered, element;

  before(async () => {
    await deliver(folder);
    delivered = readFileSync(join(folder, 'winc-flash.bin'));
    element = readFileSync(join(folder, 'secure-element.json'), 'utf8');
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A board that starts; `name` is the thing name in its flash. */
  function start(name) {
    const flash = Buffer.from(delivered);
    if (name) {
      flash.write(`${name}\0`, THING);
      flash.write('example-ats.iot.eu-west-1.amazonaws.com\0', ENDPOINT);
    }
    return new Demo(new AvrBoard({ hexFile: IMAGE, flash, element }));
  }

  test('answers its commands', () => {
    const demo = start(thing);
    demo.runUntil(LISTENS);
    const { serialNumber } = JSON.parse(element);
    assert.equal(demo.ask('version\r'), `v4.1.2${EOT}`);
    assert.equal(demo.ask('cli_version\r'), `v1.0.1${EOT}`);
    assert.equal(demo.ask('device\r'), serialNumber + EOT);
    assert.equal(demo.ask('thing\r'), thing + EOT);
    assert.equal(demo.ask('debug 2\r'), 'OK\r\n');
    assert.match(demo.ask('nonsense\r'), /^-+\r\nUnknown command\. List of available commands:\r\n/);
    assert.equal(demo.ask(`${'x'.repeat(120)}\r`), '\r\nCommand too long\r\n');
    assert.equal(demo.ask('version\r'), `v4.1.2${EOT}`);
  });

  test('starts again at the command reset', () => {
    const demo = start(thing);
    demo.runUntil(LISTENS);
    assert.match(demo.ask('reset\r', LISTENS), /Thing Name read from the device/);
    assert.equal(demo.ask('version\r'), `v4.1.2${EOT}`);
  });

  test('has no thing name before the board is provisioned', () => {
    const demo = start(null);
    demo.runUntil(LISTENS);
    assert.match(demo.log, /Thing Name is not present/);
    assert.match(demo.log, /Using the AWS Sandbox endpoint/);
    assert.equal(demo.ask('thing\r'), EOT);
  });

  test('refuses Wi-Fi settings without a name, and takes them with one, two or three parts', () => {
    const demo = start(thing);
    demo.runUntil(LISTENS);
    assert.match(demo.ask('wifi\r'), /^Error\. Wi-Fi command format is wifi <ssid>/);
    for (const settings of ['open', 'home,pass word', 'home,pass word,2'])
      assert.equal(demo.ask(`wifi ${settings}\r`), `OK${EOT}`);
  });

  test('joins the network that the module has saved', () => {
    const demo = start(thing);
    demo.runUntil(JOINS + 1);
    assert.deepEqual(
      demo.joins.map(({ operation }) => operation),
      [Operation.defaultConnect],
    );
    assert.ok(Math.abs(demo.joins[0].seconds - JOINS) < 0.5, `after ${demo.joins[0].seconds} s`);
  });

  test('joins the network that it is given before that', () => {
    for (const early of [1.2, LISTENS]) {
      const demo = start(thing);
      demo.runUntil(early);
      assert.equal(demo.ask('wifi home,pass word,2\r', LISTENS), `OK${EOT}`);
      demo.runUntil(JOINS + 1);
      assert.deepEqual(demo.joins.map(credentials), [{ network: 'home', passphrase: 'pass word' }]);
    }
  });

  test('tries a network that it is given while it joins another one only much later', () => {
    const demo = start(thing);
    demo.runUntil(JOINS + 0.5);
    assert.equal(demo.ask('wifi home,pass word,2\r'), `OK${EOT}`);
    demo.runUntil(JOINS + 10);
    assert.equal(demo.joins.length, 1, 'the saved network only');
    demo.runUntil(JOINS + 25);
    assert.deepEqual(credentials(demo.joins.at(-1)), { network: 'home', passphrase: 'pass word' });
  });
});

/** The board on its serial port, and its requests to join a network. */
class Demo {
  log = '';
  joins = [];

  constructor(board) {
    this.board = board;
    board.onByte = (byte) => (this.log += String.fromCharCode(byte));
    board.module.onRequest = (request) => {
      const joins = request.group === WIFI_GROUP && Object.values(Operation).includes(request.operation);
      if (joins) this.joins.push({ ...request, seconds: board.seconds });
    };
  }

  runUntil(seconds) {
    this.board.run(seconds - this.board.seconds);
  }

  /**
   * Types the line in pieces that the firmware's ring holds; returns what the board sends within the time.
   */
  ask(line, seconds = 0.7) {
    this.log = '';
    for (let at = 0; at < line.length; at += 40) {
      this.board.send(Buffer.from(line.slice(at, at + 40)));
      this.board.run(0.1);
    }
    this.board.run(seconds);
    return this.log;
  }
}

/**
 * Name and passphrase in the module's structure tstrM2mWifiConnectReq: lengths before both, the name in 39
 * bytes.
 */
function credentials({ payload }) {
  const text = payload.toString('latin1').replace(/[^ -~]+/g, '\0');
  const [network, passphrase] = text.split('\0').filter(Boolean).slice(-2);
  return { network, passphrase };
}

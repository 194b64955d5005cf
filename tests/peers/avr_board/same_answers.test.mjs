// The virtual board answers as the vendor's image does: the same bytes, in the same time. Each line of a
// conversation goes to both, and what the one before it left in the board stays there.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { deliver, Image, VirtualFirmware } from './conversation.mjs';

const WAIT_MS = 1500; // longer than any command takes
const SIGNATURE = /[0-9A-F]{128}/; // another one each time
const hex = (bytes, byte = '5a') => `${byte.repeat(bytes)}\n`;
const ping = (length) => `MC+PING=${'A'.repeat(length - 8)}\n`;

const CONVERSATIONS = {
  'small commands': [
    ...['MC+PING=000001\n', 'mc+ping=abc\r', 'MC+PING=1\r\n', 'MC+PING\n', 'MC+PING=1,2\n', 'MC+ABOUT\n'],
    ...['MC+VERSION\n', 'MC+VERSION=FIRMWARE\n', 'MC+VERSION=COMMANDHANDLER\n', 'MC+VERSION=WINC\n'],
    ...['MC+VERSION=NOTHING\n', 'MC+VERSION=1,2\n', 'MC+LISTCOMMANDS\n', 'MC+SETLED=CONN,ON\n'],
    ...['MC+GETLED=CONN\n', 'MC+SETLED=ALL,OFF\n', 'MC+GETLED=ALL\n', 'MC+SETLED=NONE,ON\n'],
    ...['MC+SETLED=CONN,MAYBE\n', 'MC+GETLED\n'],
  ],
  'reading the secure element': [
    ...['MC+ECC+SERIAL\n', 'MC+ECC+SERIAL=1\n', 'MC+ECC+GENPUBKEY\n', 'MC+ECC+GENPUBKEY=0\n'],
    ...['MC+ECC+GENPUBKEY=1\n', 'MC+ECC+GENPUBKEY=9\n', 'MC+ECC+GENPUBKEY=16\n', 'MC+ECC+GENPUBKEY=X\n'],
    ...['MC+ECC+READ=0\n', 'MC+ECC+READ=1\n', 'MC+ECC+READ=4\n', 'MC+ECC+READ=5\n', 'MC+ECC+READ=5,36\n'],
    ...['MC+ECC+READ=7\n', 'MC+ECC+READ=8\n', 'MC+ECC+READ=8,32\n', 'MC+ECC+READ=8,5\n'],
    ...['MC+ECC+READ=8,500\n', 'MC+ECC+READ=9\n', 'MC+ECC+READ=10\n', 'MC+ECC+READ=11,72\n'],
    ...['MC+ECC+READ=12,73\n', 'MC+ECC+READ=16\n', 'MC+ECC+READ=8,0\n', 'MC+ECC+READ\n'],
    ...['MC+ECC+READ=0x0a,010\n', 'MC+ECC+OTP+READ\n', 'MC+ECC+OTP+READ=32\n', 'MC+ECC+OTP+READ=65\n'],
    ...['MC+ECC+PUBKEY+READ=11\n', 'MC+ECC+PUBKEY+READ=0\n', 'MC+ECC+PUBKEY+READ=9\n'],
    ...['MC+ECC+PUBKEY+READ=16\n'],
  ],
  signing: [
    ...['MC+ECC+SIGNDIGEST=64,64\n', hex(32), 'MC+ECC+SIGNDIGEST=64\n', hex(32)],
    ...['MC+ECC+SIGNDIGEST=64,62\n', hex(31), 'MC+ECC+SIGNDIGEST=64,64\n', 'MC+PING=1\n', hex(100)],
  ],
  'writing the secure element': [
    ...['MC+ECC+WRITEBLOB=8,8,16\n', hex(8), 'MC+ECC+READ=8,8\n', 'MC+ECC+WRITEBLOB=8,32,64\n', hex(32)],
    ...['MC+ECC+WRITEBLOB=8,64,128\n', hex(64), 'MC+ECC+WRITEBLOB=10,72,144\n', hex(72), 'MC+ECC+READ=10\n'],
    ...['MC+ECC+WRITEBLOB=8,416,832\n', hex(416), 'MC+ECC+WRITEBLOB=8,5,10\n', hex(5)],
    ...['MC+ECC+WRITEBLOB=8,500,1000\n', hex(500), 'MC+ECC+WRITEBLOB=0,32,64\n', hex(32)],
    ...['MC+ECC+WRITEBLOB=1,36,72\n', hex(36), 'MC+ECC+WRITEBLOB=8,8,14\n', hex(7)],
    ...['MC+ECC+PUBKEY+WRITE=11,128\n', hex(64, '3b'), 'MC+ECC+PUBKEY+READ=11\n', 'MC+ECC+READ=11\n'],
    ...['MC+ECC+PUBKEY+WRITE=0,128\n', hex(64), 'MC+ECC+PUBKEY+WRITE=5,128\n', hex(64), 'MC+ECC+READ=5\n'],
    ...['MC+ECC+PUBKEY+WRITE=11,126\n', hex(63), 'MC+ECC+LOCK=12\n', 'MC+ECC+LOCK=12\n', 'MC+ECC+LOCK=0\n'],
    ...['MC+ECC+LOCK=16\n', 'MC+ECC+LOCK\n', 'MC+ECC+WRITEBLOB=12,72,144\n', hex(72)],
    ...['MC+ECC+WRITEBLOB=12,4,8\n', hex(4), 'MC+ECC+PUBKEY+WRITE=12,128\n', hex(64)],
  ],
  "the module's flash": [
    ...['MC+WINC+READ=0x4000,256\n', 'MC+WINC+READ=0x4000,256\n', 'MC+WINC+READ=0x4000,4\n'],
    ...['MC+WINC+READ=0,64\n', 'MC+WINC+READ=0x4000,257\n', 'MC+WINC+READ=0x4000,0\n'],
    ...['MC+WINC+READ=0x5000\n', 'MC+WINC+READ=X,4\n', 'MC+WINC+READ=-1,4\n', 'MC+WINC+READ=0x100000,4\n'],
    ...['MC+WINC+READ=0xFFFFE,4\n', 'MC+WINC+READ=0x80000000,4\n', 'MC+WINC+READ=0x1234000000,4\n'],
    ...['MC+WINC+ERASE=0x5000\n', 'MC+WINC+ERASE=24576\n', 'MC+WINC+READ=0x5000,64\n'],
    ...['MC+WINC+WRITEBLOB=0x5000,256,512\n', hex(256), 'MC+WINC+WRITEBLOB=0x5100,4,8\n', hex(4)],
    ...['MC+WINC+WRITEBLOB=0x51fc,8,16\n', hex(8), 'MC+WINC+READ=0x51fa,12\n'],
    ...['MC+WINC+WRITEBLOB=0x5100,4,10\n', hex(5), 'MC+WINC+WRITEBLOB=0x5100,300,600\n', hex(300)],
    ...['MC+WINC+WRITEBLOB=0xFFFFE,4,8\n', hex(4), 'MC+WINC+READ=0,4\n'],
    ...['MC+WINC+ERASE=0x5123\n', 'MC+WINC+READ=0x5100,16\n', 'MC+WINC+ERASE\n', 'MC+VERSION=WINC\n'],
    ...['MC+VERSION=WINC\n', 'MC+WINC+READ=0x5000,4\n', 'MC+ABOUT\n'],
  ],
  blobs: [
    ...['MC+BLOBTEST=4\n', 'abcd\n', 'MC+BLOBTEST=4\r\n', '\n\nabcd\r\n', 'MC+BLOBTEST=4\n', 'abcde\n'],
    ...['MC+BLOBTEST=0\n', '\n', 'MC+BLOBTEST=1025\n', 'MC+BLOBTEST=X\n', 'MC+BLOBTEST\n'],
    ...['MC+BLOBTEST=8\n', 'ab\ncd\n', 'MC+PING=1\n', 'MC+PING=2\n', 'MC+BLOBTEST=1024\n', hex(512, 'ab')],
  ],
  'odd lines': [
    ...['NONSENSE\n', 'MC+PING =1\n', 'MC+PING=1 \n', 'MC+VERSION=FIRMWARE \n', '\n\n\n', 'MC+PING=,\n'],
    ...['MC+PING=\n', 'MC+PING=\xe9\n', `MC+PING=${'1,'.repeat(15)}\n`, `MC+PING=${'1,'.repeat(14)}1\n`],
    ...[
      ping(126),
      ping(127),
      'MC+PING=1\n',
      'MC+PING=2\n',
      ping(128),
      'MC+PING=3\n',
      ping(300),
      'MC+PING=4\n',
    ],
  ],
  'commands without waiting for the answer': [
    ...['MC+PING=1\nMC+PING=2\n', '\n', 'MC+PING=3\n', 'MC+PING=1\nMC+PING=2\nMC+PING=3\n', '\n'],
    ...['MC+PING=4\n', 'MC+VERSION=FIRMWARE\r\n\n'],
  ],
  resets: ['MC+RESET\n', 'MC+RESET\nMC+PING=5\n', 'MC+PING=6\n', 'MC+PI', 'MC+RESET\n', 'MC+RESET\n'],
};

describe("the vendor's image and the virtual board", () => {
  const folder = mkdtempSync(join(tmpdir(), 'answers-'));
  let image, virtual;

  before(async () => {
    await deliver(folder);
    image = new Image(folder);
    virtual = new VirtualFirmware(folder);
  });
  after(() => {
    virtual.stop();
    rmSync(folder, { recursive: true });
  });

  /**
   * Sends the text to both; `varying` differs in each run. Their times may differ by 3 %, or by the 5 ms that
   * the longest lists of text take.
   */
  async function compare(text, varying = /$^/) {
    const theirs = image.ask(text, WAIT_MS);
    const ours = await virtual.ask(text, WAIT_MS);
    assert.equal(ours.text.replace(varying, 'VARIES'), theirs.text.replace(varying, 'VARIES'), text);
    const difference = Math.abs(ours.milliseconds - theirs.milliseconds);
    const times = `${text}: ${ours.milliseconds} ms, in the image ${theirs.milliseconds} ms`;
    assert.ok(difference < Math.max(5, 0.03 * theirs.milliseconds), times);
  }

  test('start alike', async () => {
    await compare('');
  });

  for (const [name, lines] of Object.entries(CONVERSATIONS)) {
    test(`answer alike: ${name}`, async () => {
      for (const line of lines) await compare(line, name === 'signing' ? SIGNATURE : undefined);
    });
  }
});

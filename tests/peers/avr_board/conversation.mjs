// The same bytes to the vendor's image on an AvrBoard and to the virtual board's firmware, both on simulated
// time. Needs the programs virtual-board and converse (build/native, or PROVISIONER_NATIVE).
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { firmware, startBoard } from '../../hosts/hosts.mjs';
import { AvrBoard } from './avr_board.mjs';

const native =
  process.env.PROVISIONER_NATIVE ?? fileURLToPath(new URL('../../../build/native', import.meta.url));
const IMAGE = join(firmware, 'atmega4808-iot-provision-v2.hex');

/** Writes a delivered board into the folder; the same one each time. */
export async function deliver(folder) {
  const board = await startBoard(folder, '--firmware', 'provisioning', '--seed', '7');
  await board.stop();
}

/** The vendor's image, with the board in the folder. */
export class Image {
  #board;
  #received = [];
  #last = 0;

  constructor(folder) {
    this.#board = new AvrBoard({
      hexFile: IMAGE,
      flash: readFileSync(join(folder, 'winc-flash.bin')),
      element: readFileSync(join(folder, 'secure-element.json'), 'utf8'),
    });
    this.#board.onByte = (byte, seconds) => {
      this.#received.push(byte);
      this.#last = seconds;
    };
  }

  /** Sends the text; returns what comes back within the time, and the milliseconds to its last byte. */
  ask(text, milliseconds) {
    const start = (this.#last = this.#board.seconds);
    this.#received = [];
    this.#board.send(Buffer.from(text, 'latin1'));
    this.#board.run(milliseconds / 1000);
    return {
      text: Buffer.from(this.#received).toString('latin1'),
      milliseconds: (this.#last - start) * 1000,
    };
  }
}

/** The virtual board's firmware, with the board in the folder. */
export class VirtualFirmware {
  #program;
  #lines;

  constructor(folder) {
    this.#program = spawn(join(native, 'tests/peers/converse'), [folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface(this.#program.stdout)[Symbol.asyncIterator]();
  }

  /** As Image.ask. */
  async ask(text, milliseconds) {
    this.#program.stdin.write(
      `${JSON.stringify({ send: Buffer.from(text, 'latin1').toString('hex'), milliseconds })}\n`,
    );
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('converse ended');
    const { received, microseconds } = JSON.parse(value);
    return { text: Buffer.from(received, 'hex').toString('latin1'), milliseconds: microseconds / 1000 };
  }

  stop() {
    this.#program.stdin.end();
  }
}

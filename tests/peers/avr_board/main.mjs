// Runs an AvrBoard on a pseudo-terminal, and keeps its state in a folder as the program virtual-board does:
//
//   node main.mjs DESCRIPTOR IMAGE.hex STATE    DESCRIPTOR: the inherited file descriptor of the terminal's master
//
// Prints `ready` when the firmware has started. The board runs as fast as this machine can: its own times are
// those of AvrBoard, and it stops while it only waits for the host. Commands on standard input:
//
//   halt N    halts the microcontroller when the host has sent N more bytes, and then prints `halted`
//   reset     resets it, and lets it run
import { openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ReadStream, WriteStream } from 'node:tty';

import { AvrBoard } from './avr_board.mjs';

const STEP_SECONDS = 0.005; // between looks for bytes from the host

const [descriptor, hexFile, state] = process.argv.slice(2);
const flashFile = join(state, 'winc-flash.bin');
const elementFile = join(state, 'secure-element.json');

function loadBoard() {
  const flash = readFileSync(flashFile);
  const board = new AvrBoard({ hexFile, flash, element: readFileSync(elementFile, 'utf8') });
  const flashDescriptor = openSync(flashFile, 'r+');
  board.module.flash.onChange = (offset, size) => writeSync(flashDescriptor, flash, offset, size, offset);
  board.element.onChange = () => writeFileSync(elementFile, board.element.memory.toJson());
  return board;
}

const board = loadBoard();
const toHost = new WriteStream(Number(descriptor));
const fromHost = new ReadStream(Number(descriptor));
let sent = [];
board.onByte = (byte) => sent.push(byte);
let isRunning = false;
let isHalted = false;
let bytesUntilHalt = Infinity;

function step() {
  isRunning = false;
  if (isHalted) return;
  board.run(STEP_SECONDS);
  if (sent.length) toHost.write(Uint8Array.from(sent));
  sent = [];
  isRunning = !board.isIdle;
  if (isRunning) setImmediate(step);
}

function wake() {
  if (!isRunning) setImmediate(step);
  isRunning = true;
}

function receive(bytes) {
  if (isHalted) return;
  const count = Math.min(bytes.length, bytesUntilHalt);
  bytesUntilHalt -= count;
  board.send(bytes.subarray(0, count));
  wake();
  if (bytesUntilHalt > 0) return;
  isHalted = true;
  process.stdout.write('halted\n');
}

function control(line) {
  const [command, count] = line.split(' ');
  if (command === 'halt') {
    bytesUntilHalt = Number(count);
  } else if (command === 'reset') {
    isHalted = false;
    bytesUntilHalt = Infinity;
    board.reset();
    wake();
  } else {
    throw new Error(`unknown command ${line}`);
  }
}

do board.run(STEP_SECONDS);
while (!board.isIdle);
fromHost.on('data', receive);
createInterface(process.stdin).on('line', control);
wake();
process.stdout.write('ready\n');

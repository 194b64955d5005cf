// The native virtual board as a process. Its pseudo-terminal is a device on the serial bus (on the USB bus for Android), and its
// debugger a device on the HID bus.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ReadStream } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HidSocket } from './hid_socket.mjs';

const native =
  process.env.PROVISIONER_NATIVE ?? fileURLToPath(new URL('../../../build/native', import.meta.url));
const binary = join(native, 'tests/hosts/virtual-board');

const { O_RDWR, O_NOCTTY, O_NONBLOCK } = constants;

/** A pseudo-terminal in raw mode, at the rate that the page asks for. */
class PtyDevice {
  #record;
  #stream = null;

  /** @param {string} path @param {(from: 'page' | 'board', bytes: Buffer) => void} record */
  constructor(path, record) {
    this.path = path;
    this.#record = record;
  }

  async open(baudRate, { onBytes, onLost }) {
    const descriptor = openSync(this.path, O_RDWR | O_NOCTTY | O_NONBLOCK);
    const settings = ['raw', '-echo', 'clocal', String(baudRate)];
    try {
      await promisify(execFile)('stty', ['-F', this.path, ...settings]);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    const stream = new ReadStream(descriptor);
    this.#stream = stream;
    this.descriptor = descriptor;
    stream.on('data', (bytes) => {
      this.#record('board', bytes);
      onBytes(bytes);
    });
    const lost = () => {
      if (this.#stream !== stream) return;
      this.#stream = null;
      stream.destroy();
      onLost();
    };
    stream.on('error', lost);
    stream.on('end', lost);
    stream.on('close', lost);
  }

  async write(bytes) {
    this.#record('page', bytes);
    for (let sent = 0; sent < bytes.length && this.#stream;) {
      try {
        sent += writeSync(this.descriptor, bytes, sent);
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  }

  close() {
    const stream = this.#stream;
    this.#stream = null;
    stream?.destroy();
  }
}

/** A board on the bus. `firmware` is the firmware that it runs at first; the folder `state` holds its flash and its secure element. */
export class VirtualBoard {
  static #count = 0;
  #questions = []; // callers that wait for the next lines
  #end = null; // the reason why no more lines will come

  /**
   * @param {{port: any, hid: import('./hid_bus.mjs').HidBus | null, record: (name: string, from: string, bytes: Buffer) => void}} buses
   *   `port`: a serial or a USB bus
   * @param {{firmware?: string, kit?: string, time?: 'fast' | 'real', fault?: string, network?: {ssid: string, passphrase: string}}} [options]
   *   `network`: the only one in reach
   */
  static async start(buses, options = {}) {
    const board = new VirtualBoard();
    await board.#start(buses, options);
    return board;
  }

  async #start(
    { port, hid, record },
    { firmware = 'demo', kit = 'avr-iot-wg', time = 'fast', fault, network },
  ) {
    VirtualBoard.#count += 1;
    this.bus = port;
    this.hidBus = hid;
    this.name = `board ${VirtualBoard.#count}`;
    this.state = mkdtempSync(join(tmpdir(), 'virtual-board-'));
    const link = join(this.state, 'tty');
    const socket = join(this.state, 'hid');
    const parameters = ['--pty', link, '--hid', socket, '--kit', kit, '--state', this.state];
    parameters.push('--firmware', firmware, '--time', time);
    if (fault) parameters.push('--fault', fault);
    if (network) parameters.push('--network', network.ssid);
    const env = { ...process.env, NETWORK_PSK: network?.passphrase };
    this.process = spawn(binary, parameters, { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.process.stdin.on('error', () => undefined); // the process has ended, which its close event reports
    this.process.once('error', (error) => this.#over(error));
    this.process.once('close', (code, signal) =>
      this.#over(new Error(`virtual-board ended (${signal ?? code})`)),
    );
    createInterface(this.process.stdout).on('line', (line) => this.#questions.shift()?.resolve(line));
    const first = await this.#nextLine();
    if (first !== 'ready') throw new Error(`virtual-board says ${first}`);
    this.device = new PtyDevice(link, (from, bytes) => record(this.name, from, bytes));
    this.debugger = new HidSocket(socket);
    this.plug();
  }

  plug() {
    this.port = this.bus.plug(this.device, { name: this.name });
    this.hid = this.hidBus?.plug(this.debugger, { name: this.name });
  }

  /** Unplugs the cable. The board also loses its power. */
  async unplug() {
    this.#leaveBuses();
    await this.control('unplug');
  }
  async replug() {
    this.#leaveBuses(); // a board that unplugged itself is still on the buses where it was open
    await this.control('replug');
    this.plug();
  }
  /**
   * Makes the board's USB devices disappear and return, as after a reset of the debugger; the board keeps its power. During the given time
   * after that, the system is still setting the devices up and refuses to open them.
   */
  enumerateAgain(milliseconds) {
    this.#leaveBuses();
    this.plug();
    const hold = (busy) => {
      this.bus.occupy(this.port, busy);
      this.hidBus?.refuse(this.hid, busy);
    };
    hold(true);
    setTimeout(() => hold(false), milliseconds);
  }
  /** Does what dragging a file onto the drive CURIOSITY does. @param {string} image 'provisioning', 'demo' or a file's path */
  drop(image) {
    return this.control(`drop ${image}`);
  }

  /** The content of the Wi-Fi module's flash. */
  flash() {
    return readFile(join(this.state, 'winc-flash.bin'));
  }
  /** The content of the microcontroller's program memory. */
  program() {
    return readFile(join(this.state, 'mcu-flash.bin'));
  }

  /** Sends one remote-control command to the virtual board and returns its answer. */
  async control(line) {
    this.process.stdin.write(`${line}\n`);
    const answer = JSON.parse(await this.#nextLine());
    if (answer.error) throw new Error(`virtual-board: ${line}: ${answer.error}`);
    return answer;
  }

  #nextLine() {
    return new Promise((resolve, reject) => {
      if (this.#end) reject(this.#end);
      else this.#questions.push({ resolve, reject });
    });
  }
  #over(error) {
    this.#end = error;
    for (const { reject } of this.#questions.splice(0)) reject(error);
  }

  #leaveBuses() {
    this.bus.unplug(this.port);
    this.hidBus?.unplug(this.hid);
  }

  async stop() {
    this.#leaveBuses();
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill('SIGTERM');
      await once(this.process, 'exit');
    }
    rmSync(this.state, { recursive: true, force: true });
  }
}

// Virtual boards as devices of this system, for a Chromium that opens them with its own WebHID and Web Serial. Chromium and the boards'
// device nodes live in a private mount namespace, which real_devices/devices.py lays out. What this cannot show: the browser's device
// lists, DTR (a pseudo-terminal has none), the times of USB.

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../real_devices/devices.py', import.meta.url));
const chromium = process.env.PROVISIONER_CHROMIUM ?? '/usr/bin/chromium';
const inNamespace = ['--mount', '--propagation', 'private'];

/** Why this machine cannot have such a namespace; false if it can. */
export function whyNoNamespace() {
  if (!basename(chromium).startsWith('chromium')) return `${chromium} reads its policies elsewhere`;
  const tries = ['mount -t tmpfs tmpfs /sys/class/hidraw', 'mount -t tmpfs tmpfs /etc/chromium'];
  const { status, error, stderr } = spawnSync('unshare', [...inNamespace, 'sh', '-ec', tries.join('\n')], {
    encoding: 'utf8',
  });
  return status === 0 ? false : `no private mount namespace: ${(error?.message ?? stderr).trim()}`;
}

/** The serial or the HID half of the devices, in the place of the buses that stand in for the browser's APIs. */
class Bus {
  constructor(connect, disconnect) {
    this.plug = connect;
    this.unplug = disconnect;
  }
  async installIn() {} // the browser has its own
}

export class RealDevices {
  #questions = [];
  #boards = new Map(); // number to the boards' paths, as long as they are plugged in
  #holdsNext = false;

  /**
   * Lays out the namespace. The page of this origin may use the boards without asking.
   * @param {'privileged' | 'ordinary'} user what Chromium runs as. A privileged user's programs open a port even while another
   *   program holds it exclusively. Unlike a real port, a pseudo-terminal stays held for a moment after it was closed.
   */
  static async start(origin, user) {
    const devices = new RealDevices();
    const python = ['python3', '-B', program, origin];
    devices.process = spawn('unshare', [...inNamespace, ...python], { stdio: ['pipe', 'pipe', 'inherit'] });
    devices.process.stdin.on('error', () => undefined); // it has ended, which fails the questions
    devices.process.once('close', (code) => devices.#over(new Error(`devices.py ended (${code})`)));
    createInterface(devices.process.stdout).on('line', (line) => devices.#questions.shift()?.resolve(line));
    await devices.#nextLine();
    devices.folder = mkdtempSync(join(tmpdir(), 'real-devices-'));
    devices.executable = devices.#writeLauncher(user);
    return devices;
  }

  serial = new Bus(
    (device) => {
      const number = [0, 1, 2, 3].find((one) => !this.#boards.has(one));
      this.#boards.set(number, { tty: readlinkSync(device.path) });
      return number;
    },
    () => undefined, // the HID half unplugs the whole board
  );
  hid = new Bus(
    (debuggerDevice) => {
      const [number, board] = [...this.#boards].find(([, one]) => !one.hid);
      board.hid = debuggerDevice.path;
      const held = this.#holdsNext;
      this.#holdsNext = false;
      void this.command({ do: 'plug', number, serialNumber: `MCHP32030000000000${number}`, held, ...board });
      return number;
    },
    (number) => {
      if (this.#boards.delete(number)) void this.command({ do: 'unplug', number });
    },
  );

  /** Another program opens the port of the next board exclusively, before the browser sees it. */
  holdNext() {
    this.#holdsNext = true;
  }

  async command(command) {
    this.process.stdin.write(`${JSON.stringify(command)}\n`);
    return JSON.parse(await this.#nextLine());
  }

  stop() {
    this.process.kill('SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /**
   * Writes a program that starts Chromium in the namespace. Chromium must not lead its session: the first
   * pseudo-terminal that it opens would then control it, and unplugging that board would end it.
   */
  #writeLauncher(user) {
    const launcher = join(this.folder, 'chromium');
    const enter = `nsenter --mount=/proc/${this.process.pid}/ns/mnt`;
    const drop = user === 'ordinary' ? 'setpriv --bounding-set=-sys_admin' : '';
    const command = `SYSTEMD_DEVICE_VERIFY_SYSFS=0 ${enter} ${drop} ${chromium} "$@"`;
    writeFileSync(launcher, `#!/bin/sh\n${command} &\nwait $!\n`);
    chmodSync(launcher, 0o755);
    return launcher;
  }

  #nextLine() {
    return new Promise((resolve, reject) => this.#questions.push({ resolve, reject }));
  }
  #over(error) {
    for (const { reject } of this.#questions.splice(0)) reject(error);
  }
}

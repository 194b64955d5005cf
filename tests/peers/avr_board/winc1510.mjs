// The Wi-Fi module WINC1510 as the microcontroller sees it over SPI: commands that read and write its
// registers and memory, its start, the controller of its flash, and the version that its firmware leaves for
// the host. Everything that needs the module's running firmware beyond that (networks, sockets) is not
// modelled, nor is a module whose firmware is erased; requests to the firmware are reported. Source: the
// vendor's host driver (nmspi, spi_flash, nmasic). The start-up times are not measured on a board.
import { SpiFlash } from './spi_flash.mjs';

const Bus = {
  writeInternal: 0xc3,
  readInternal: 0xc4,
  writeBlock: 0xc7,
  readBlock: 0xc8,
  writeWord: 0xc9,
  readWord: 0xca,
  reset: 0xcf,
};
// The bytes of each command with its address, size and value.
const COMMAND_SIZE = {
  [Bus.writeInternal]: 7,
  [Bus.readInternal]: 4,
  [Bus.writeBlock]: 7,
  [Bus.readBlock]: 7,
  [Bus.writeWord]: 8,
  [Bus.readWord]: 4,
  [Bus.reset]: 5,
};
const DATA_FOLLOWS = 0xf3;
const isDataMarker = (byte) => (byte & 0xf0) === 0xf0;
const LARGEST_PACKET = 8192;

const Register = {
  requestDone: 0x106c,
  chipId: 0x1000,
  efuse: 0x1014,
  hostWaits: 0x1078,
  flashAnswer: 0x1084,
  state: 0x108c,
  revisionId: 0x13f4,
  chipReset: 0x1400,
  flashStart: 0x10204,
  flashCount: 0x10208,
  flashCommand: 0x1020c,
  flashDone: 0x10218,
  flashMemory: 0x1021c,
  bootRom: 0xc000c,
  versionAddress: 0xc0008,
  hostBuffer: 0x150400,
};
// Registers that always read the same.
const CONSTANTS = new Map([
  [Register.chipId, 0x1503a0],
  [Register.revisionId, 1],
  [Register.efuse, 0x80000000],
  [Register.flashDone, 1],
  [0x0f, 4], // clock state: running
  [0x10, 0],
  [0x207bc, 0], // no reset by the watchdog
]);
const CPU_RUNS = 0x400;
const BOOT_ROM_DONE = 0x10add09e;
const START_FIRMWARE = 0xef522f61;
const FIRMWARE_RUNS = 0x02532636;
const BUFFER_REQUEST = 2;
const HOST_BUFFER = 0xd4000;
const REQUEST_HEADER = 8; // group, operation, length (16 bits), a reserved word
const REQUEST_PENDING = 2;
const BOOT_SECONDS = 0.06;
const FIRMWARE_SECONDS = 0.12;

const DATA_MEMORY = 0xd0000;
const SHARED_MEMORY = 0x30000;
const DRIVER_VERSION = [19, 3, 0];

export class Winc1510 {
  #memory = Buffer.alloc(0x20000);
  #shared = Buffer.alloc(0x10000);
  #registers = new Map();
  #selected = false;
  #command = [];
  #answer = [];
  #block = null; // a block that the host is writing: { address, left, inPacket }
  #cpuHalted = true;
  #bootAt = Infinity;
  #firmwareAt = Infinity;

  /** Called with each request of the host to the module's firmware: { group, operation, payload }. */
  onRequest = () => {};

  /** `cells`: the flash; `now`: returns seconds; `version`: of the module's firmware, [19, 7, 7]. */
  constructor({ cells, now, version }) {
    this.now = now;
    this.version = version;
    this.flash = new SpiFlash(cells, now);
  }

  /** The reset pin is low, or becomes high again. */
  reset() {
    this.#registers.clear();
    this.#cpuHalted = true;
    this.#bootAt = this.#firmwareAt = Infinity;
    this.#answer = [];
    this.#command = [];
    this.#block = null;
  }

  /** When the chip select ends, a command that is not complete is forgotten. */
  select(on) {
    this.#selected = on;
    if (!on) this.#command = [];
  }

  exchange(byte) {
    if (!this.#selected) return 0xff;
    if (this.#block?.inPacket > 0) {
      this.#takeBlockByte(byte);
      return 0;
    }
    if (this.#command.length) {
      this.#command.push(byte);
      this.#runCompleteCommand();
      return 0;
    }
    if (byte === 0) return this.#answer.shift() ?? 0;
    if (this.#block && isDataMarker(byte)) this.#block.inPacket = Math.min(this.#block.left, LARGEST_PACKET);
    else if (COMMAND_SIZE[byte]) this.#command = [byte];
    return 0; // anything else is the checksum behind a command, which is off
  }

  #takeBlockByte(byte) {
    const block = this.#block;
    this.#store(block.address++, byte);
    block.left--;
    block.inPacket--;
    if (block.left) return;
    this.#block = null;
    this.#answer = [Bus.writeInternal, 0];
  }

  #runCompleteCommand() {
    const bytes = Buffer.from(this.#command);
    const [command] = bytes;
    if (bytes.length < COMMAND_SIZE[command]) return;
    this.#command = [];
    this.#block = null;
    this.#answer = [command, 0];
    switch (command) {
      case Bus.readInternal:
        this.#answerWord(this.#readRegister(bytes[2]));
        break;
      case Bus.readWord:
        this.#answerWord(this.#readRegister(bytes.readUIntBE(1, 3)));
        break;
      case Bus.writeInternal:
        this.#writeRegister(bytes[2], bytes.readUInt32BE(3));
        break;
      case Bus.writeWord:
        this.#writeRegister(bytes.readUIntBE(1, 3), bytes.readUInt32BE(4));
        break;
      case Bus.writeBlock:
        this.#block = { address: bytes.readUIntBE(1, 3), left: bytes.readUIntBE(4, 3), inPacket: 0 };
        break;
      case Bus.readBlock:
        this.#answerBlock(bytes.readUIntBE(1, 3), bytes.readUIntBE(4, 3));
        break;
    }
  }

  #answerWord(word) {
    this.#answer.push(DATA_FOLLOWS, word & 0xff, (word >>> 8) & 0xff, (word >>> 16) & 0xff, word >>> 24);
  }

  #answerBlock(address, size) {
    for (let done = 0; done < size; done++) {
      if (done % LARGEST_PACKET === 0) this.#answer.push(DATA_FOLLOWS);
      this.#answer.push(this.#load(address + done));
    }
  }

  #place(address) {
    if (address >= DATA_MEMORY && address < DATA_MEMORY + this.#memory.length) {
      return [this.#memory, address - DATA_MEMORY];
    }
    if (address >= SHARED_MEMORY && address < SHARED_MEMORY + this.#shared.length) {
      return [this.#shared, address - SHARED_MEMORY];
    }
    return [null, 0];
  }
  #load(address) {
    const [memory, offset] = this.#place(address);
    return memory ? memory[offset] : 0;
  }
  #store(address, byte) {
    const [memory, offset] = this.#place(address);
    if (memory) memory[offset] = byte;
  }

  #readRegister(address) {
    if (address === Register.bootRom && this.now() >= this.#bootAt) {
      this.#bootAt = Infinity;
      this.#registers.set(address, BOOT_ROM_DONE);
    }
    if (address === Register.state && this.now() >= this.#firmwareAt) {
      this.#firmwareAt = Infinity;
      this.#leaveVersion();
      this.#registers.set(address, FIRMWARE_RUNS);
    }
    if (address === Register.hostWaits && this.#register(address) & BUFFER_REQUEST) {
      this.#registers.set(Register.hostBuffer, HOST_BUFFER);
      this.#registers.set(address, this.#register(address) & ~BUFFER_REQUEST);
    }
    return CONSTANTS.get(address) ?? this.#register(address);
  }

  #register(address) {
    return this.#registers.get(address) ?? 0;
  }

  #writeRegister(address, value) {
    this.#registers.set(address, value);
    if (address === Register.requestDone && value & REQUEST_PENDING) this.#reportRequest(value >>> 2);
    if (address === Register.flashStart) this.#runFlashCommand(value);
    if (address === Register.chipReset) this.#setCpu((value & CPU_RUNS) !== 0);
    if (address === Register.bootRom && value === START_FIRMWARE) {
      this.#firmwareAt = this.now() + FIRMWARE_SECONDS;
    }
  }

  #setCpu(runs) {
    if (runs && this.#cpuHalted) {
      this.#bootAt = this.now() + BOOT_SECONDS;
      this.#registers.set(Register.bootRom, 0);
    }
    this.#cpuHalted = !runs;
  }

  /** What the module's firmware leaves for the host: where its version is, and the version. */
  #leaveVersion() {
    const pointer = 0x1000;
    const version = 0x2000;
    this.#shared.fill(0);
    this.#registers.set(Register.versionAddress, pointer);
    this.#shared.writeUInt32LE(version, pointer + 4);
    this.#shared.writeUInt32LE(CONSTANTS.get(Register.chipId), version);
    this.#shared.set([...this.version, ...DRIVER_VERSION], version + 4);
    this.#shared.write('Mar 31 2020\0', version + 10);
    this.#shared.write('08:30:11\0', version + 22);
  }

  /** The host has left a request in the buffer that the module gave it. */
  #reportRequest(address) {
    const [memory, offset] = this.#place(address);
    const length = memory.readUInt16LE(offset + 2);
    this.onRequest({
      group: memory[offset],
      operation: memory[offset + 1] & 0x7f, // bit 7: a block of data follows
      payload: Buffer.from(memory.subarray(offset + REQUEST_HEADER, offset + length)),
    });
  }

  /**
   * Command and address are in a register, first byte lowest. `start` holds the number of data bytes to
   * write, from bit 8 on.
   */
  #runFlashCommand(start) {
    const word = this.#register(Register.flashCommand);
    const address = (((word >>> 8) & 0xff) << 16) | (((word >>> 16) & 0xff) << 8) | (word >>> 24);
    const memory = this.#register(Register.flashMemory);
    const data = Array.from({ length: (start >>> 8) & 0xfffff }, (_, i) => this.#load(memory + i));
    const count = this.#register(Register.flashCount);
    const answer = this.flash.execute(word & 0xff, address, data, count);
    if (memory !== Register.flashAnswer) {
      answer.forEach((byte, i) => this.#store(memory + i, byte));
    } else {
      this.#registers.set(memory, Buffer.from([...answer, 0, 0, 0, 0]).readUInt32LE(0));
    }
  }
}

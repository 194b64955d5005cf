// The serial NOR flash inside the WINC1510 (1 MiB, sectors of 4 KiB, pages of 256 bytes), at the level of its
// commands. A command that erases or writes needs the write-enable command before it, and keeps the flash
// busy; while busy it only answers its status. The busy times are typical ones of such parts, not measured on
// a board.

export const Command = {
  writePage: 0x02,
  writeDisable: 0x04,
  readStatus: 0x05,
  writeEnable: 0x06,
  fastRead: 0x0b,
  eraseSector: 0x20,
  readId: 0x9f,
  wakeUp: 0xab,
  sleep: 0xb9,
};

const SIZE = 0x100000;
const SECTOR = 0x1000;
const PAGE = 0x100;
const ID = [0xef, 0x40, 0x14, 0x00];
const ERASE_SECONDS = 0.045;
const WRITE_SECONDS = 0.001;
const BUSY = 1;
const WRITE_ENABLED = 2;

export class SpiFlash {
  #writeEnabled = false;
  #busyUntil = 0;

  /** Called with the offset and size of what has changed. */
  onChange = () => {};

  /** `cells`: 1 MiB, changed in place; `now`: returns seconds. */
  constructor(cells, now) {
    if (cells.length !== SIZE) throw new Error(`a flash has ${SIZE} bytes, not ${cells.length}`);
    this.cells = cells;
    this.now = now;
  }

  /** Runs a command with its address and, for a write, its data. Returns `count` bytes of answer. */
  execute(command, address, data, count) {
    const busy = this.now() < this.#busyUntil;
    const status = (busy ? BUSY : 0) | (this.#writeEnabled ? WRITE_ENABLED : 0);
    if (command === Command.readStatus) return Array(count).fill(status);
    if (busy) return Array(count).fill(0xff);
    switch (command) {
      case Command.writeEnable:
      case Command.writeDisable:
        this.#writeEnabled = command === Command.writeEnable;
        return [];
      case Command.readId:
        return ID.slice(0, count);
      case Command.fastRead:
        return Array.from({ length: count }, (_, i) => this.cells[(address + i) % SIZE]);
      case Command.writePage:
        if (this.#takeWriteEnable(WRITE_SECONDS)) this.#writePage(address % SIZE, data);
        return [];
      case Command.eraseSector:
        if (this.#takeWriteEnable(ERASE_SECONDS)) this.#eraseSector(address % SIZE);
        return [];
      case Command.wakeUp:
      case Command.sleep:
        return [];
      default:
        return Array(count).fill(0xff); // the flash ignores the command, and nothing drives the line
    }
  }

  #takeWriteEnable(busySeconds) {
    if (!this.#writeEnabled) return false;
    this.#writeEnabled = false;
    this.#busyUntil = this.now() + busySeconds;
    return true;
  }

  /** Clears bits. Beyond the end of the page, the data continue at its start. */
  #writePage(address, data) {
    const page = address - (address % PAGE);
    data.forEach((byte, i) => (this.cells[page + ((address + i) % PAGE)] &= byte));
    this.onChange(page, PAGE);
  }

  #eraseSector(address) {
    const sector = address - (address % SECTOR);
    this.cells.fill(0xff, sector, sector + SECTOR);
    this.onChange(sector, SECTOR);
  }
}

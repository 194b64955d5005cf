// An AVR-IoT board whose microcontroller executes a firmware image instruction by instruction, with the Wi-Fi
// module and the secure element on its buses. On simulated time: run() says how far. `Atmega4808` and its
// neighbours tell what is modelled.
import { readFileSync } from 'node:fs';

import { Atecc608 } from './atecc608.mjs';
import { Atmega4808 } from './atmega4808.mjs';
import { ElementMemory } from './element_memory.mjs';
import { readIntelHex } from './intel_hex.mjs';
import { Winc1510 } from './winc1510.mjs';

const MODULE_SELECT = 0x80; // PA7, low selects
const MODULE_RESET = 0x02; // PA1, low resets

export class AvrBoard {
  /** Called with each byte from the board and the time of its stop bit, in seconds. */
  onByte = () => {};

  #mcu;

  /**
   * `hexFile`: path of the image; `flash`: 1 MiB, changed in place; `element`: text of a secure-element.json;
   * `moduleVersion`: [19, 7, 7].
   */
  constructor({ hexFile, flash, element, moduleVersion = [19, 7, 7] }) {
    const now = () => this.#mcu?.seconds ?? 0;
    this.module = new Winc1510({ cells: flash, now, version: moduleVersion });
    this.element = new Atecc608(new ElementMemory(element), now);
    this.#mcu = new Atmega4808({
      image: readIntelHex(readFileSync(hexFile, 'latin1')),
      spi: this.module,
      twi: this.element,
    });
    this.#mcu.ports.A.onOutput = (changed, output) => {
      if (changed & MODULE_SELECT) this.module.select((output & MODULE_SELECT) === 0);
      if (changed & MODULE_RESET) this.module.reset();
    };
    this.#mcu.usart2.onSent = (byte) => this.onByte(byte, this.seconds);
  }

  get seconds() {
    return this.#mcu.seconds;
  }
  /** True if the board does nothing until a byte comes. */
  get isIdle() {
    return this.#mcu.isIdle;
  }

  /** Bytes of the host, on the wire from now on, one behind another. */
  send(bytes) {
    for (const byte of bytes) this.#mcu.usart2.send(byte);
  }

  run(seconds) {
    this.#mcu.run(this.seconds + seconds);
  }

  /** Resets the microcontroller, as the debugger does. */
  reset() {
    this.#mcu.reset();
  }
}

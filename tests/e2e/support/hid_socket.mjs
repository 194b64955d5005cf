// The debugger of a native virtual board (`virtual-board --hid SOCKET`) as a device of the HID bus: raw reports of 64 bytes
// over a Unix stream socket, one client at a time.

import { once } from 'node:events';
import { createConnection } from 'node:net';

const reportBytes = 64;

export class HidSocket {
  #socket = null;

  constructor(path) {
    this.path = path;
  }

  async open({ onReport, onLost }) {
    const socket = createConnection(this.path);
    await once(socket, 'connect');
    this.#socket = socket;
    let begun = Buffer.alloc(0);
    socket.on('data', (bytes) => {
      begun = Buffer.concat([begun, bytes]);
      for (; begun.length >= reportBytes; begun = begun.subarray(reportBytes))
        onReport(begun.subarray(0, reportBytes));
    });
    const lost = () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      onLost();
    };
    socket.on('error', lost);
    socket.on('close', lost);
  }

  async send(report) {
    this.#socket?.write(report);
  }

  close() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.destroy();
  }
}

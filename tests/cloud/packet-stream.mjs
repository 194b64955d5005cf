// Gives the broker a WebSocket as a byte stream, and sends each MQTT packet in one frame, as AWS IoT does. (The
// stream of `ws` itself splits a packet into several frames, and is three times slower: reference/local-cloud.md.)

import { Duplex } from 'node:stream';

/** The length of the MQTT packet at the start of these bytes, or null when its header is not complete yet. */
function packetLength(bytes) {
  let length = 0;
  for (let i = 1; i <= 4; i += 1) {
    if (i >= bytes.length) return null;
    length += (bytes[i] & 0x7f) * 128 ** (i - 1);
    if ((bytes[i] & 0x80) === 0) return 1 + i + length;
  }
  throw new Error('malformed remaining length');
}

export class PacketStream extends Duplex {
  #socket;
  #rest = Buffer.alloc(0);

  /** @param {import('ws').WebSocket} socket */
  constructor(socket) {
    super();
    this.#socket = socket;
    socket.on('message', (data, isBinary) => {
      // MQTT 3.1.1, 6.0: binary frames only; a text frame closes the connection.
      if (!isBinary) this.destroy(new Error('text frame'));
      else if (!this.push(data)) socket.pause();
    });
    socket.on('close', () => {
      this.push(null);
      this.destroy();
    });
    socket.on('error', (error) => this.destroy(error));
  }

  _read() {
    if (this.#socket.isPaused) this.#socket.resume();
  }

  _write(chunk, _encoding, done) {
    this.#send([chunk], done);
  }

  _writev(chunks, done) {
    this.#send(
      chunks.map(({ chunk }) => chunk),
      done,
    );
  }

  #send(chunks, done) {
    let bytes = Buffer.concat([this.#rest, ...chunks]);
    const packets = [];
    for (;;) {
      const length = packetLength(bytes);
      if (length === null || length > bytes.length) break;
      packets.push(bytes.subarray(0, length));
      bytes = bytes.subarray(length);
    }
    this.#rest = bytes;
    if (packets.length === 0) {
      done();
      return;
    }
    const last = packets.pop();
    for (const packet of packets) this.#socket.send(packet);
    this.#socket.send(last, done);
  }

  _destroy(error, done) {
    if (error) this.#socket.terminate();
    else this.#socket.close(1000);
    done(error);
  }
}

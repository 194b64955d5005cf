// Reads an Intel HEX file of an ATmega4808: flash from address 0, fuses from 0x820000. Checks each record's
// checksum; ignores other addresses.

const FLASH_SIZE = 0xc000;
const FUSE_BASE = 0x820000;
const FUSE_COUNT = 11;

const RecordType = { data: 0, endOfFile: 1, segmentAddress: 2, linearAddress: 4 };

/** Returns `{ flash, fuses }`; bytes that the file leaves out are 0xFF. */
export function readIntelHex(text) {
  const flash = new Uint8Array(FLASH_SIZE).fill(0xff);
  const fuses = new Uint8Array(FUSE_COUNT).fill(0xff);
  let base = 0;
  for (const line of text.split(/\s+/).filter(Boolean)) {
    const { type, address, data } = parseRecord(line);
    if (type === RecordType.endOfFile) break;
    if (type === RecordType.segmentAddress) base = data.readUInt16BE(0) * 0x10;
    if (type === RecordType.linearAddress) base = data.readUInt16BE(0) * 0x10000;
    if (type !== RecordType.data) continue;
    place(data, base + address, flash, 0);
    place(data, base + address, fuses, FUSE_BASE);
  }
  return { flash, fuses };
}

function parseRecord(line) {
  const bytes = Buffer.from(line.slice(1), 'hex');
  const sum = bytes.reduce((total, byte) => total + byte, 0) & 0xff;
  if (line[0] !== ':' || bytes.length !== bytes[0] + 5 || sum !== 0) {
    throw new Error(`not a record of Intel HEX: ${line}`);
  }
  return { type: bytes[3], address: bytes.readUInt16BE(1), data: bytes.subarray(4, -1) };
}

/** Copies the part of `data` that lies in the memory, which begins at address `base`. */
function place(data, address, memory, base) {
  data.forEach((byte, i) => {
    const at = address + i - base;
    if (at >= 0 && at < memory.length) memory[at] = byte;
  });
}

// Reads from the flash of a WINC1510 what a board uses for its connection: the certificate chain, the thing name and
// the endpoint. Written from reference/storage.md alone, so that it can contradict the core. It throws an error with
// the location for everything that the module could not use.

import { X509Certificate } from 'node:crypto';

const FLASH_SIZE = 0x100000;
const STORE = { start: 0x5000, end: 0x6e00 };
const ENDPOINT_PAGE = 0x6e00;
const THING_PAGE = 0x6f00;
const PAGE_SIZE = 256;
const START_PATTERN = Buffer.from('abfe185b70c34692', 'hex');
const ENTRY = { first: 16, size: 56, name: 48, most: 8 };
const CONTENTS = 468;
const LIST_NAME = 'ECDSA.lst';

/** The text in bytes that are padded with NULs. */
function paddedText(bytes, what) {
  const end = bytes.indexOf(0);
  if (end <= 0) throw new Error(`${what}: no text that ends with a NUL`);
  const text = bytes.subarray(0, end).toString('latin1');
  if (!/^[\x21-\x7e]+$/.test(text)) throw new Error(`${what}: not printable`);
  return text;
}

/** @param {Buffer} flash */
function page(flash, address, what) {
  if (flash[address] === 0xff) throw new Error(`${what}: not written`);
  return paddedText(flash.subarray(address, address + PAGE_SIZE), what);
}

/**
 * The files of the TLS client store.
 * @param {Buffer} flash
 * @returns {Map<string, Buffer>}
 */
function storeFiles(flash) {
  const store = flash.subarray(STORE.start);
  if (!store.subarray(0, 8).equals(START_PATTERN)) throw new Error('client store: no start pattern');
  const count = store.readUInt32LE(8);
  if (count < 1 || count > ENTRY.most) throw new Error(`client store: ${count} files`);
  const files = new Map();
  let next = STORE.start + CONTENTS;
  for (let i = 0; i < count; i += 1) {
    const entry = store.subarray(ENTRY.first + i * ENTRY.size);
    const name = paddedText(entry.subarray(0, ENTRY.name), `client store, entry ${i}`);
    const size = entry.readUInt32LE(ENTRY.name);
    const address = entry.readUInt32LE(ENTRY.name + 4);
    if (address !== next || address + size > STORE.end)
      throw new Error(`client store, ${name}: ${size} bytes at 0x${address.toString(16)}`);
    if (files.has(name)) throw new Error(`client store: two files ${name}`);
    files.set(name, flash.subarray(address, address + size));
    next = address + size;
  }
  const end = store.readUInt32LE(12);
  if (end !== next)
    throw new Error(`client store: ends at 0x${next.toString(16)}, says 0x${end.toString(16)}`);
  const unused = store.subarray(ENTRY.first + count * ENTRY.size, CONTENTS);
  if (unused.some((byte) => byte !== 0xff))
    throw new Error('client store: an unused entry or the CRC is written');
  return files;
}

/** @param {Map<string, Buffer>} files */
function chainOf(files) {
  const list = files.get(LIST_NAME);
  if (!list || list.length === 0 || list.length % ENTRY.name !== 0)
    throw new Error(`client store: no ${LIST_NAME}`);
  const chain = [];
  for (let at = 0; at < list.length; at += ENTRY.name) {
    const name = paddedText(list.subarray(at, at + ENTRY.name), LIST_NAME);
    const der = files.get(name);
    if (!der) throw new Error(`${LIST_NAME}: no file ${name}`);
    const certificate = new X509Certificate(der);
    if (certificate.raw.length !== der.length) throw new Error(`${name}: bytes after the certificate`);
    if (name !== `CERT_${certificate.serialNumber}`)
      throw new Error(`${name}: serial number ${certificate.serialNumber}`);
    chain.push(certificate);
  }
  for (let i = 0; i + 1 < chain.length; i += 1) {
    if (!chain[i].checkIssued(chain[i + 1]) || !chain[i].verify(chain[i + 1].publicKey)) {
      throw new Error(`certificate ${i} is not signed by certificate ${i + 1}`);
    }
  }
  return chain;
}

/**
 * @param {Buffer} flash the whole module, 1 MiB
 * @returns {{chain: X509Certificate[], thingName: string, endpoint: string}}
 */
export function readCredentials(flash) {
  if (flash.length !== FLASH_SIZE) throw new Error(`${flash.length} bytes are no WINC1510 flash`);
  return {
    chain: chainOf(storeFiles(flash)),
    thingName: page(flash, THING_PAGE, 'thing name'),
    endpoint: page(flash, ENDPOINT_PAGE, 'endpoint'),
  };
}

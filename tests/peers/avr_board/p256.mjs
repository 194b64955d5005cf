// ECDSA on P-256 over a digest that is given as such: Node's own functions hash what they sign.
import { createECDH, createPrivateKey, randomBytes } from 'node:crypto';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The 32 bytes of the private key in a PEM file. */
export function privateKeyBytes(pem) {
  return Buffer.from(createPrivateKey(pem).export({ format: 'jwk' }).d, 'base64url');
}

/** The public key's coordinates X and Y, 64 bytes. */
export function publicKey(privateKey) {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(privateKey);
  return ecdh.getPublicKey().subarray(1);
}

/** The signature's numbers R and S, 64 bytes. */
export function sign(digest, privateKey) {
  for (;;) {
    const nonceBytes = randomBytes(32);
    const nonce = number(nonceBytes);
    if (nonce === 0n || nonce >= ORDER) continue;
    const r = number(publicKey(nonceBytes).subarray(0, 32)) % ORDER;
    const s = (inverse(nonce) * (number(digest) + r * number(privateKey))) % ORDER;
    if (r !== 0n && s !== 0n) return Buffer.concat([bytes(r), bytes(s)]);
  }
}

function number(big) {
  return BigInt(`0x${Buffer.from(big).toString('hex')}`);
}

function bytes(value) {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}

/** By the extended Euclidean algorithm. */
function inverse(value) {
  let [rest, next] = [ORDER, value % ORDER];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return (factor + ORDER) % ORDER;
}

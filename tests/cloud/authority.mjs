// For tests: a certificate authority of a user, and the devices that it issues certificates for, made by openssl.

import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
export const BOARD = '/O=Microchip Technology Inc/CN=sn01238FAFEFE388DCFE';

export class Authority {
  #directory = mkdtempSync(join(tmpdir(), 'authority-'));

  constructor(subject = '/O=Example Inc/CN=Example Signer FFFF') {
    const files = ['-keyout', this.#file('ca.key'), '-out', this.#file('ca.pem')];
    this.#openssl('req', '-x509', ...NEW_KEY, ...files, '-subj', subject, '-days', '1');
    /** PEM */
    this.certificate = readFileSync(this.#file('ca.pem'), 'utf8');
    this.certificateId = idOf(this.certificate);
  }

  /** The certificate that proves the possession of the CA's key. @param {string} code the registration code */
  verification(code) {
    return this.#issue(`/CN=${code}`).certificate;
  }

  /** What RegisterCACertificate needs. @param {string} code */
  registration(code) {
    return { caCertificate: this.certificate, verificationCertificate: this.verification(code) };
  }

  /** A device with a new key; it presents its certificate and this CA's. */
  device(subject = BOARD) {
    const { key, certificate } = this.#issue(subject);
    const publicKey = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
    return {
      name: createHash('sha1').update(publicKey.subarray(-65)).digest('hex'), // subject key identifier of a P-256 key
      key,
      cert: certificate + this.certificate,
      certificateId: idOf(certificate),
    };
  }

  #issue(subject) {
    const [key, csr, certificate, extensions] = ['key', 'csr', 'pem', 'ext'].map((name) =>
      this.#file(`new.${name}`),
    );
    writeFileSync(extensions, 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n');
    this.#openssl('req', '-new', ...NEW_KEY, '-keyout', key, '-out', csr, '-subj', subject);
    const by = ['-CA', this.#file('ca.pem'), '-CAkey', this.#file('ca.key'), '-CAcreateserial'];
    this.#openssl(
      'x509',
      '-req',
      '-in',
      csr,
      ...by,
      '-extfile',
      extensions,
      '-out',
      certificate,
      '-days',
      '1',
    );
    return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8') };
  }

  #file(name) {
    return join(this.#directory, name);
  }

  #openssl(...args) {
    execFileSync('openssl', args, { stdio: 'pipe' });
  }

  remove() {
    rmSync(this.#directory, { recursive: true });
  }
}

const idOf = (pem) => createHash('sha256').update(new X509Certificate(pem).raw).digest('hex');

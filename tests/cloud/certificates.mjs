// Makes the certificate authority and the server certificate of a local cloud with openssl, at each start, in a
// directory that the caller removes. The keys are ECDSA P-256, because the boards support nothing else.

import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @param {string} directory
 * @param {string[]} names DNS names of the server certificate
 * @returns {Promise<{caFile: string, key: Buffer, cert: Buffer, spki: string}>} spki: base64 of the SHA-256 of the server
 *   certificate's SubjectPublicKeyInfo, as Chromium's --ignore-certificate-errors-spki-list wants it
 */
export async function makeServerCertificate(directory, names) {
  const file = (name) => join(directory, name);
  const extensions = [
    'basicConstraints=critical,CA:FALSE',
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=serverAuth',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
    `subjectAltName=IP:127.0.0.1,${names.map((name) => `DNS:${name}`).join(',')}`,
  ];
  await writeFile(file('server.ext'), extensions.join('\n'));
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-sha256'];
  await run('openssl', [
    ...['req', '-x509', ...newKey, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '30'],
    ...['-subj', '/O=Local cloud for tests/CN=Local cloud root'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  ]);
  await run('openssl', [
    ...['req', '-new', ...newKey, '-keyout', file('server.key'), '-out', file('server.csr')],
    ...['-subj', '/O=Local cloud for tests/CN=Local cloud'],
  ]);
  await run('openssl', [
    ...[
      'x509',
      '-req',
      '-in',
      file('server.csr'),
      '-CA',
      file('ca.pem'),
      '-CAkey',
      file('ca.key'),
      '-CAcreateserial',
    ],
    ...['-out', file('server.pem'), '-days', '30', '-sha256', '-extfile', file('server.ext')],
  ]);
  const [key, cert] = await Promise.all([readFile(file('server.key')), readFile(file('server.pem'))]);
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    caFile: file('ca.pem'),
    key,
    cert,
    spki: createHash('sha256').update(publicKey).digest('base64'),
  };
}

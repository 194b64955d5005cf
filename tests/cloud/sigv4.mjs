// Verifies AWS Signature Version 4 of received requests: in the Authorization header, or in a presigned query. Computes
// the canonical request and the signature with @smithy/signature-v4, and so shares no code with the signer under test.
// Also checks what AWS checks: scope, date, clock, session token and body hash. Facts: IAM user guide, "AWS Signature
// Version 4 for API requests", and the texts of AWS's own answers.

import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { createScope, getSigningKey, SignatureV4Base } from '@smithy/signature-v4';
import { Refusal } from './refusals.mjs';

const ALGORITHM = 'AWS4-HMAC-SHA256';
const SKEW_MS = 15 * 60 * 1000;
const EMPTY_HASH = createHash('sha256').update('').digest('hex');
const LONGEST_EXPIRY_S = 7 * 24 * 3600;

/**
 * @typedef {{accessKeyId: string, date: string, region: string, service: string, terminator: string}} Scope
 * @typedef {{method: string, path: string, query: [string, string][], headers: Map<string, string>, body: Buffer}} Wire
 * @typedef {object} Principal the owner of an access key, as state/questions.py answers it
 * @property {'user' | 'root' | 'role'} type
 * @property {string} account
 * @property {string} partition
 * @property {string} arn
 * @property {string} userId
 * @property {string | null} userName
 * @property {{Statement: object | object[]}[]} policies
 * @property {string} secret
 * @property {string} status
 * @property {string | null} sessionToken
 * @property {number | null} expiration seconds since 1970
 * @typedef {(accessKeyId: string) => Promise<Principal | null>} Lookup
 */

/** @param {string} text @returns {Scope} */
function parseCredential(text) {
  const parts = text.split('/');
  if (parts.length !== 5) {
    throw new Refusal(
      'incompleteSignature',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${text}'`,
    );
  }
  const [accessKeyId, date, region, service, terminator] = parts;
  return { accessKeyId, date, region, service, terminator };
}

/** The parts of an Authorization header. @param {string | undefined} header */
export function parseAuthorization(header) {
  if (!header) throw new Refusal('missingSignature', 'Missing Authentication Token');
  const [algorithm] = header.split(' ', 1);
  if (algorithm !== ALGORITHM)
    throw new Refusal('incompleteSignature', `Unsupported AWS 'algorithm': '${algorithm}'.`);
  const parameters = new Map();
  for (const part of header.slice(algorithm.length).split(',')) {
    const [name, ...value] = part.trim().split('=');
    parameters.set(name, value.join('='));
  }
  for (const name of ['Credential', 'SignedHeaders', 'Signature']) {
    if (!parameters.get(name)) {
      throw new Refusal(
        'incompleteSignature',
        `Authorization header requires '${name}' parameter. Authorization=${algorithm}`,
      );
    }
  }
  return {
    scope: parseCredential(parameters.get('Credential')),
    signedHeaders: parameters.get('SignedHeaders').split(';'),
    signature: parameters.get('Signature'),
  };
}

/** Milliseconds of a basic ISO 8601 time. @param {string | null | undefined} text */
function timeOf(text) {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (!match)
    throw new Refusal('incompleteSignature', `Date must be in ISO-8601 'basic format'. Got '${text ?? ''}'.`);
  const [, year, month, day, hour, minute, second] = match.map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const basicTime = (ms) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

/** @param {Scope} scope @param {{service: string, region: string}} target @param {string} longDate */
function checkScope(scope, target, longDate) {
  if (scope.terminator !== 'aws4_request') {
    throw new Refusal(
      'wrongSignature',
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${scope.terminator}'.`,
    );
  }
  if (scope.service !== target.service) {
    throw new Refusal(
      'wrongSignature',
      `Credential should be scoped to correct service: '${target.service}'.`,
    );
  }
  if (scope.region !== target.region) {
    throw new Refusal(
      'wrongSignature',
      `Credential should be scoped to a valid region, not '${scope.region}'.`,
    );
  }
  const day = longDate.slice(0, 8);
  if (scope.date !== day) {
    throw new Refusal(
      'wrongSignature',
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${day}', from '${longDate}'.`,
    );
  }
}

/** @param {string} longDate @param {number} now */
function checkClock(longDate, now) {
  const time = timeOf(longDate);
  if (time < now - SKEW_MS) {
    throw new Refusal(
      'wrongSignature',
      `Signature expired: ${longDate} is now earlier than ${basicTime(now - SKEW_MS)} (${basicTime(now)} - 15 min.)`,
    );
  }
  if (time > now + SKEW_MS) {
    throw new Refusal(
      'wrongSignature',
      `Signature not yet current: ${longDate} is still later than ${basicTime(now + SKEW_MS)} (${basicTime(now)} + 15 min.)`,
    );
  }
}

/** @param {Lookup} lookup @param {string} accessKeyId @param {string | null} token */
async function knownPrincipal(lookup, accessKeyId, token) {
  const principal = await lookup(accessKeyId);
  if (!principal || principal.status !== 'Active') throw new Refusal('unknownKey');
  if ((principal.sessionToken ?? null) !== token) throw new Refusal('unknownKey');
  return principal;
}

/** @param {Principal} principal */
function checkExpiration(principal) {
  if (principal.expiration !== null && principal.expiration * 1000 < Date.now())
    throw new Refusal('expiredToken');
}

/** Gives access to the stages of a signature, which are protected members of the signer's base class. */
class Stages extends SignatureV4Base {
  /**
   * The signature of the request with this secret.
   * @param {{method: string, path: string, query: [string, string][], headers: Record<string, string>, payloadHash: string,
   *   scope: Scope, longDate: string, secret: string}} request
   */
  static async signatureOf({ method, path, query, headers, payloadHash, scope, longDate, secret }) {
    const credentials = { accessKeyId: scope.accessKeyId, secretAccessKey: secret };
    const stages = new Stages({
      credentials,
      region: scope.region,
      service: scope.service,
      sha256: Sha256,
    });
    /** @type {Record<string, string | string[]>} */
    const parameters = {};
    for (const [name, value] of query) {
      parameters[name] = name in parameters ? [parameters[name], value].flat() : value;
    }
    const request = {
      method,
      path,
      query: parameters,
      headers,
      protocol: 'https:',
      hostname: headers.host,
    };
    const canonical = stages.createCanonicalRequest(request, headers, payloadHash);
    const credentialScope = createScope(scope.date, scope.region, scope.service);
    const text = await stages.createStringToSign(longDate, credentialScope, canonical, ALGORITHM);
    const key = await getSigningKey(Sha256, credentials, scope.date, scope.region, scope.service);
    return createHmac('sha256', key).update(text).digest('hex');
  }
}

function checkSignature(expected, given) {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw new Refusal('wrongSignature');
}

const collapse = (value) => value.trim().replace(/\s+/g, ' ');

/** @param {Wire} wire @param {string[]} names */
function signedHeadersOf(wire, names) {
  if (!names.includes('host')) {
    throw new Refusal(
      'wrongSignature',
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  }
  for (const name of wire.headers.keys()) {
    if (name.startsWith('x-amz-') && !names.includes(name)) {
      throw new Refusal('wrongSignature', `'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
    }
  }
  /** @type {Record<string, string>} */
  const headers = {};
  for (const name of names) {
    const value = wire.headers.get(name);
    if (value === undefined) throw new Refusal('wrongSignature');
    headers[name] = collapse(value);
  }
  return headers;
}

/**
 * Verifies a request signed in its Authorization header.
 * @param {Wire} wire
 * @param {{target: {service: string, region: string}, now: number, lookup: Lookup}} context
 */
export async function verifyHeader(wire, { target, now, lookup }) {
  const { scope, signedHeaders, signature } = parseAuthorization(wire.headers.get('authorization'));
  const longDate = wire.headers.get('x-amz-date');
  if (longDate === undefined) {
    throw new Refusal(
      'incompleteSignature',
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  timeOf(longDate);
  checkScope(scope, target, longDate);
  const principal = await knownPrincipal(
    lookup,
    scope.accessKeyId,
    wire.headers.get('x-amz-security-token') ?? null,
  );
  checkClock(longDate, now);
  const payloadHash = createHash('sha256').update(wire.body).digest('hex');
  const statedHash = wire.headers.get('x-amz-content-sha256');
  if (statedHash !== undefined && statedHash !== payloadHash) throw new Refusal('wrongSignature');
  const headers = signedHeadersOf(wire, signedHeaders);
  checkSignature(
    await Stages.signatureOf({
      ...wire,
      headers,
      payloadHash,
      scope,
      longDate,
      secret: principal.secret,
    }),
    signature,
  );
  checkExpiration(principal);
  return principal;
}

/**
 * Verifies the presigned query of a WebSocket upgrade. AWS IoT wants the session token appended after signing
 * (reference/aws.md), so it is not part of the canonical query; the host is signed without the default port.
 * @param {Wire} wire
 * @param {{target: {service: string, region: string}, host: string, now: number, lookup: Lookup}} context
 */
export async function verifyPresigned(wire, { target, host, now, lookup }) {
  const given = new Map(wire.query);
  if (given.get('X-Amz-Algorithm') !== ALGORITHM)
    throw new Refusal('missingSignature', 'Missing Authentication Token');
  const signature = given.get('X-Amz-Signature') ?? '';
  const longDate = given.get('X-Amz-Date') ?? '';
  const scope = parseCredential(given.get('X-Amz-Credential') ?? '');
  if (given.get('X-Amz-SignedHeaders') !== 'host') throw new Refusal('wrongSignature');
  const expires = Number(given.get('X-Amz-Expires') ?? SKEW_MS / 1000);
  const time = timeOf(longDate);
  checkScope(scope, target, longDate);
  if (!(expires >= 1 && expires <= LONGEST_EXPIRY_S) || time + expires * 1000 < now || time > now + SKEW_MS) {
    throw new Refusal('wrongSignature', 'Signature expired or not yet current');
  }
  const principal = await knownPrincipal(
    lookup,
    scope.accessKeyId,
    given.get('X-Amz-Security-Token') ?? null,
  );
  const query = wire.query.filter(([name]) => name !== 'X-Amz-Signature' && name !== 'X-Amz-Security-Token');
  const signed = {
    method: 'GET',
    path: wire.path,
    query,
    headers: { host },
    payloadHash: EMPTY_HASH,
  };
  checkSignature(
    await Stages.signatureOf({ ...signed, scope, longDate, secret: principal.secret }),
    signature,
  );
  checkExpiration(principal);
  return principal;
}

// The https front between clients and moto. It checks hosts, cross-origin rules, signatures and permissions, and
// refuses whatever AWS refuses. moto performs the operations.

import https from 'node:https';
import { randomUUID } from 'node:crypto';
import { AccountLimits } from './account-limits.mjs';
import { answerHeaders, preflight } from './cors.mjs';
import { faultError, faultyBody } from './faults.mjs';
import { hostOf, meaningOfHost, partitionOf, PROTOCOLS } from './names.mjs';
import { FREE_OPERATIONS, formOf, operationOf } from './operations.mjs';
import { decideFor } from './policy.mjs';
import { errorAnswer, Refusal } from './refusals.mjs';
import { simulate } from './simulate.mjs';
import { parseAuthorization, verifyHeader } from './sigv4.mjs';

const LARGEST_BODY = 10 * 1024 * 1024;
const LARGEST_LOG = 10_000;

/**
 * @typedef {import('./state.mjs').State} State
 * @typedef {{service: string, region: string}} Target
 * @typedef {{time: number, host: string, method: string, path: string, origin: string | undefined, service?: string,
 *   operation?: string, status: number}} LoggedRequest
 */

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal('malformedUrl', 'The URL is not valid');
  }
}

/** @param {import('node:http').IncomingMessage} request @returns {Map<string, string>} */
function headersOf(request) {
  const headers = new Map();
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i].toLowerCase();
    const value = Buffer.from(request.rawHeaders[i + 1], 'latin1').toString('utf8');
    headers.set(name, headers.has(name) ? `${headers.get(name)},${value}` : value);
  }
  return headers;
}

/**
 * The request as it was on the wire.
 * @param {import('node:http').IncomingMessage} request
 * @param {Buffer} body
 * @returns {import('./sigv4.mjs').Wire}
 */
export function wireOf(request, body) {
  const [, path, rawQuery] = /^([^?]*)\??(.*)$/s.exec(request.url);
  decoded(path);
  const query = rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => /** @type {[string, string]} */ (/^([^=]*)=?(.*)$/s.exec(pair).slice(1).map(decoded)));
  return { method: request.method, path, query, headers: headersOf(request), body };
}

async function readBody(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Refusal('tooLarge', 'The request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The condition keys of the caller. */
export function contextOf(principal, target) {
  return {
    'aws:PrincipalArn': principal.arn,
    'aws:PrincipalAccount': principal.account,
    'aws:userid': principal.userId,
    'aws:username': principal.userName ?? undefined,
    'aws:RequestedRegion': target.region,
    'aws:SecureTransport': 'true',
    'aws:SourceIp': '127.0.0.1',
  };
}

/**
 * What no policy can permit: a session makes no session, and a federated user calls neither IAM nor, but for
 * GetCallerIdentity, STS (STS API reference, GetFederationToken; IAM user guide, "Comparing the STS credentials").
 */
function checkSession(principal, { service }, { name }) {
  const makesSession = name === 'GetFederationToken' || name === 'GetSessionToken';
  if (service === 'sts' && makesSession && principal.sessionToken !== null)
    throw new Refusal('accessDenied', `Cannot call ${name} with session credentials`);
  if (name === 'GetFederationToken' && principal.type === 'root')
    throw new Refusal('accessDenied', 'the local cloud has no federated users of the root user');
  if (principal.type !== 'federated') return;
  if (service === 'iam') throw new Refusal('unknownKey');
  if (service === 'sts' && name !== 'GetCallerIdentity')
    throw new Refusal('accessDenied', `Cannot call ${name} with federation credentials`);
}

function authorise(principal, target, operation) {
  const own = { action: `${target.service}:${operation.name}`, resource: operation.resource };
  if (principal.type === 'root' || FREE_OPERATIONS.has(own.action)) return;
  for (const { action, resource, context } of [own, ...(operation.also ?? [])]) {
    const question = { action, resource, context: { ...contextOf(principal, target), ...context } };
    const { decision, layer } = decideFor(principal, question);
    if (decision === 'allow') continue;
    const because =
      decision === 'explicitDeny'
        ? `with an explicit deny in ${layer === 'session' ? 'a' : 'an'} ${layer} policy`
        : `because no ${layer} policy allows the ${action} action`;
    throw new Refusal(
      'accessDenied',
      `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
    );
  }
}

function checkJson(wire) {
  if (wire.body.length === 0) return;
  try {
    JSON.parse(wire.body.toString());
  } catch {
    throw new Refusal('notJson', 'The request body is not valid JSON');
  }
}

/** Answers for a host that is not a service: a stranger's bucket answers everybody; a data endpoint serves only /mqtt. */
function noService(meaning) {
  const headers = { 'content-type': 'application/json' };
  if (meaning.kind === 'stranger')
    return {
      status: 200,
      headers: { ...headers, 'access-control-allow-origin': '*' },
      body: Buffer.from('{}'),
    };
  return { status: 403, headers, body: Buffer.from('{"message":"Missing Authentication Token"}') };
}

export class Front {
  /** @type {LoggedRequest[]} */
  requests = [];
  limits = new AccountLimits();
  #state;
  #faults;
  #now;
  #afterChange;

  /**
   * @param {{state: State, faults: import('./faults.mjs').Faults, now: () => number, afterChange: () => Promise<void>}} parts
   * @param {{key: Buffer, cert: Buffer}} identity
   */
  constructor({ state, faults, now, afterChange }, { key, cert }) {
    this.#state = state;
    this.#faults = faults;
    this.#now = now;
    this.#afterChange = afterChange;
    this.server = https.createServer({ key, cert }, (request, response) => {
      this.#serve(request, response).catch((error) => {
        if (this.server.listening) console.error('local cloud:', error);
        request.socket.destroy();
      });
    });
  }

  async #serve(request, response) {
    const meaning = meaningOfHost(request.headers.host ?? '');
    const entry = this.log(request, meaning);
    response.on('close', () => (entry.status = response.statusCode));
    if (this.#faults.isBlocked(meaning)) {
      request.socket.destroy();
      return;
    }
    const headers = headersOf(request);
    const target = this.#targetOf(meaning, headers);
    if (target) entry.service = target.service;
    let answer;
    try {
      const wire = wireOf(request, await readBody(request));
      answer = target ? await this.#answer(wire, target, meaning, entry) : noService(meaning);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = this.#refuse(error, target, headers);
    }
    this.#send(request, response, answer);
  }

  /** The requested service and region: by host name, or on localhost by the scope of the signature. @returns {Target | null} */
  #targetOf(meaning, headers) {
    if (meaning.kind === 'control') return { service: meaning.service, region: meaning.region };
    if (meaning.kind !== 'local') return null;
    try {
      const { scope } = parseAuthorization(headers.get('authorization'));
      return scope.service in PROTOCOLS ? { service: scope.service, region: scope.region } : null;
    } catch {
      return null;
    }
  }

  async #answer(wire, target, meaning, entry) {
    if (wire.method === 'OPTIONS')
      return {
        status: 200,
        headers: preflight(target.service, wire.headers),
        body: Buffer.alloc(0),
      };
    const nobody = { partition: partitionOf(target.region), region: target.region, account: '' };
    const named = operationOf(target.service, wire, nobody, '');
    entry.operation = named?.name;
    const fault = this.#faults.take({
      host: meaning.host,
      service: target.service,
      operation: named?.name,
    });
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault?.kind === 'drop') return { drop: true };
    if (fault?.error)
      return this.#withCors(
        errorAnswer(this.#formOf(target, wire.headers), faultError(fault.error)),
        target,
        wire.headers,
        false,
      );
    const answer = this.#withCors(await this.#perform(wire, target), target, wire.headers, false);
    if (fault?.kind === 'dropAnswer') return { drop: true };
    if (fault?.kind === 'truncate') return { ...answer, truncate: true };
    return fault?.kind ? { ...answer, body: faultyBody(fault.kind, answer.body) } : answer;
  }

  async #perform(wire, target) {
    const lookup = (accessKeyId) => this.#state.ask('principal', { access_key_id: accessKeyId });
    const principal = await verifyHeader(wire, { target, now: this.#now(), lookup });
    // Credentials of one partition are unknown in another.
    if (principal.partition !== partitionOf(target.region)) throw new Refusal('unknownKey');
    const place = {
      partition: principal.partition,
      region: target.region,
      account: principal.account,
    };
    const operation = operationOf(target.service, wire, place, principal.arn);
    if (!operation)
      throw new Refusal('unknownOperation', 'The requested operation is not recognized by the service.');
    checkSession(principal, target, operation);
    authorise(principal, target, operation);
    if (target.service === 'iot') checkJson(wire);
    if (target.service === 'iam' && operation.name === 'SimulatePrincipalPolicy') {
      return this.#simulate(wire, target, principal.account);
    }
    const { account, region } = place;
    const inventory = () => this.#state.ask('inventory', { account, region });
    const refused = await this.limits.refuse(target, operation, wire, inventory);
    if (refused) return errorAnswer(this.#formOf(target, wire.headers), refused);
    const answer = await this.#forward(wire, target, principal);
    if (operation.mutates && answer.status < 300) {
      this.limits.recordCreation(target, operation, wire, answer.body);
      await this.#afterChange();
    }
    return answer;
  }

  async #simulate(wire, target, account) {
    const form = formOf(wire);
    const asked = await this.#state.ask('user_of_arn', {
      account,
      arn: form.get('PolicySourceArn'),
    });
    const { wantsJson, ...rest } = this.#formOf(target, wire.headers);
    if (asked) return simulate(form, asked.policies, contextOf(asked, target), wantsJson);
    const message = `The principal ${form.get('PolicySourceArn')} cannot be found.`;
    return errorAnswer({ wantsJson, ...rest }, { status: 404, code: 'NoSuchEntity', message });
  }

  async #forward(wire, target, principal) {
    const headers = {
      host: hostOf(target.service, target.region),
      'x-moto-account-id': principal.account,
    };
    for (const [name, value] of wire.headers) {
      if (/^(authorization|content-type|x-amz-.*|x-amzn-.*)$/.test(name)) headers[name] = value;
    }
    let { body, query } = wire;
    const form = this.#formOf(target, wire.headers);
    // With this parameter moto does what AWS does on `Accept: application/json`.
    if (form.protocol === 'query' && form.wantsJson) {
      if (wire.method === 'GET') query = [...query, ['ContentType', 'JSON']];
      else body = Buffer.concat([body, Buffer.from('&ContentType=JSON')]);
    }
    headers['content-length'] = String(body.length);
    const path = query.length > 0 ? `${wire.path}?${new URLSearchParams(query)}` : wire.path;
    const answer = await this.#state.send({ method: wire.method, path, headers, body });
    // moto has crashed, so state/gaps lacks a module. The client gets AWS's error for an internal failure.
    const isHtml = /^text\/html/.test(answer.headers['content-type']);
    if (isHtml && answer.status >= 500) {
      console.error(`local cloud: moto failed on ${target.service} ${wire.method} ${wire.path}`);
      return errorAnswer(form, {
        status: 500,
        code: 'InternalFailure',
        message: 'Internal failure',
      });
    }
    const kept = { 'x-amzn-requestid': randomUUID() };
    for (const name of ['content-type', 'x-amzn-errortype']) {
      if (answer.headers[name] !== undefined) kept[name] = String(answer.headers[name]);
    }
    if (isHtml) kept['content-type'] = 'application/json'; // moto names no type in answers of Lambda
    return { status: answer.status, headers: kept, body: answer.body };
  }

  #formOf(target, headers) {
    const wantsJson = /\bapplication\/json\b/.test(headers.get('accept') ?? '');
    return { service: target.service, protocol: PROTOCOLS[target.service], wantsJson };
  }

  #refuse(refusal, target, headers) {
    const form = this.#formOf(target ?? { service: 'iot' }, headers);
    const refusedByFrontEnd = refusal.cause !== 'notJson';
    return this.#withCors(
      errorAnswer(form, refusal.inProtocol(form.protocol)),
      target ?? form,
      headers,
      refusedByFrontEnd,
    );
  }

  #withCors(answer, target, headers, refusedByFrontEnd) {
    return {
      ...answer,
      headers: {
        ...answer.headers,
        ...answerHeaders(target.service, headers, { refusedByFrontEnd }),
      },
    };
  }

  #send(request, response, answer) {
    if (answer.drop) {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, {
      ...answer.headers,
      date: new Date(this.#now()).toUTCString(),
      'content-length': answer.body.length,
    });
    if (answer.truncate) {
      response.write(answer.body.subarray(0, Math.ceil(answer.body.length / 2)), () =>
        request.socket.destroy(),
      );
    } else response.end(answer.body);
  }

  log(request, meaning) {
    const entry = {
      time: Date.now(),
      host: meaning.host,
      method: request.method,
      path: request.url,
      origin: request.headers.origin,
      status: 0,
    };
    const ofTheCloudItself = / app\/(cloudformation|function)\b/.test(request.headers['user-agent'] ?? '');
    if (!ofTheCloudItself && this.requests.push(entry) > LARGEST_LOG) this.requests.shift();
    return entry;
  }
}

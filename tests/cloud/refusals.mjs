// AWS's errors: the name, the status and the body for each cause, in the protocol of the service. Sources: "Common
// errors" of the API references of IoT, STS, IAM, CloudFormation and Lambda; reference/aws.md.

import { randomUUID } from 'node:crypto';

const INVALID_TOKEN = 'The security token included in the request is invalid.';
const WRONG_SIGNATURE =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
  'and signing method. Consult the service documentation for details.';

/** Cause → [status, name] for query services and for REST services, and the message if it is constant. */
const CAUSES = {
  missingSignature: {
    query: [403, 'MissingAuthenticationToken'],
    rest: [403, 'MissingAuthenticationTokenException'],
  },
  incompleteSignature: {
    query: [400, 'IncompleteSignature'],
    rest: [403, 'IncompleteSignatureException'],
  },
  unknownKey: {
    query: [403, 'InvalidClientTokenId'],
    rest: [403, 'UnrecognizedClientException'],
    message: INVALID_TOKEN,
  },
  wrongSignature: {
    query: [403, 'SignatureDoesNotMatch'],
    rest: [403, 'InvalidSignatureException'],
    message: WRONG_SIGNATURE,
  },
  expiredToken: {
    query: [403, 'ExpiredToken'],
    rest: [403, 'ExpiredTokenException'],
    message: 'The security token included in the request is expired',
  },
  accessDenied: { query: [403, 'AccessDenied'], rest: [403, 'AccessDeniedException'] },
  unknownOperation: { query: [400, 'InvalidAction'], rest: [404, 'UnknownOperationException'] },
  notJson: { query: [400, 'MalformedQueryString'], rest: [400, 'SerializationException'] },
  malformedUrl: { query: [400, 'MalformedQueryString'], rest: [400, 'InvalidRequestException'] },
  tooLarge: {
    query: [413, 'RequestEntityTooLarge'],
    rest: [413, 'RequestEntityTooLargeException'],
  },
};

export class Refusal extends Error {
  /**
   * @param {keyof typeof CAUSES} cause
   * @param {string} [message]
   */
  constructor(cause, message) {
    super(message ?? CAUSES[cause].message);
    this.cause = cause;
  }

  /** The status, name and message of the error in this protocol. @param {'query' | 'rest' | 'json'} protocol */
  inProtocol(protocol) {
    const [status, code] = CAUSES[this.cause][protocol === 'query' ? 'query' : 'rest'];
    // Services that speak JSON 1.1 have the names of the REST services, but one status.
    return { status: protocol === 'json' ? 400 : status, code, message: this.message };
  }
}

const NAMESPACES = {
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  cloudformation: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
};

const escapeXml = (text) => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * An error answer in a service's own form.
 * @param {{service: string, protocol: 'query' | 'rest' | 'json', wantsJson: boolean}} form
 * @param {{status: number, code: string, message: string}} error
 */
export function errorAnswer({ service, protocol, wantsJson }, { status, code, message }) {
  const requestId = randomUUID();
  const headers = { 'x-amzn-requestid': requestId };
  const type = status < 500 ? 'Sender' : 'Receiver';
  if (protocol === 'rest') {
    const body = service === 'lambda' ? { Type: 'User', Message: message } : { message };
    return {
      status,
      headers: { ...headers, 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: Buffer.from(JSON.stringify(body)),
    };
  }
  if (protocol === 'json') {
    return {
      status,
      headers: { ...headers, 'content-type': 'application/x-amz-json-1.1' },
      body: Buffer.from(JSON.stringify({ __type: code, message })),
    };
  }
  if (wantsJson) {
    const body = { Error: { Code: code, Message: message, Type: type }, RequestId: requestId };
    return {
      status,
      headers: { ...headers, 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(body)),
    };
  }
  const xml =
    `<ErrorResponse xmlns="${NAMESPACES[service]}">\n  <Error>\n    <Type>${type}</Type>\n    <Code>${code}</Code>\n` +
    `    <Message>${escapeXml(message)}</Message>\n  </Error>\n  <RequestId>${requestId}</RequestId>\n</ErrorResponse>\n`;
  return { status, headers: { ...headers, 'content-type': 'text/xml' }, body: Buffer.from(xml) };
}

// Keeps the faults that a test adds between a client and the local cloud, each for a number of requests or a time.

/**
 * @typedef {object} Fault
 * @property {string} [service] only requests to this service
 * @property {string} [operation] only this operation, e.g. CreateThing
 * @property {string} [host] only requests to this host
 * @property {number} [times] how many requests; without it, all
 * @property {number} [forMs] for how long, from when it is added; without it, until it is ended
 * @property {number} [delayMs] how long to wait before anything else
 * @property {{code: string, status: number, message?: string}} [error] answer with this error, in the service's own form
 * @property {'drop' | 'dropAnswer' | 'truncate' | 'notJson' | 'empty' | 'huge'} [kind]
 *   drop: close the connection before anything is done; dropAnswer: do it, then close the connection;
 *   truncate: do it, announce the whole answer and send half; notJson, empty, huge: do it, and answer with another body
 */

const ERROR_MESSAGES = {
  ThrottlingException: 'Rate exceeded',
  Throttling: 'Rate exceeded',
  InternalFailureException: 'An unexpected error has occurred.',
  ServiceUnavailableException: 'The service is temporarily unavailable.',
};

const HUGE = 64 * 1024 * 1024;

export class Faults {
  /** @type {(Fault & {times: number, until: number})[]} */
  #faults = [];
  /** @type {Set<string>} */
  #blocked = new Set();

  /** @param {Fault} fault */
  add(fault) {
    const kept = { ...fault, times: fault.times ?? Infinity, until: Date.now() + (fault.forMs ?? Infinity) };
    this.#faults.push(kept);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== kept);
    };
  }

  clear() {
    this.#faults = [];
    this.#blocked.clear();
  }

  /** No connection to this host, or to this service in all regions. @param {string} name */
  block(name) {
    this.#blocked.add(name);
  }

  /** @param {string} name */
  unblock(name) {
    this.#blocked.delete(name);
  }

  /** @param {{host: string, service?: string}} name */
  isBlocked({ host, service }) {
    return this.#blocked.has(host) || (service !== undefined && this.#blocked.has(service));
  }

  /**
   * The first fault that fits, counted as used.
   * @param {{host: string, service: string, operation: string | undefined}} request
   * @returns {Fault | undefined}
   */
  take({ host, service, operation }) {
    const fault = this.#faults.find(
      (candidate) =>
        candidate.times > 0 &&
        Date.now() < candidate.until &&
        (candidate.service ?? service) === service &&
        (candidate.operation ?? operation) === operation &&
        (candidate.host ?? host) === host,
    );
    if (fault) fault.times -= 1;
    return fault;
  }
}

/** @param {NonNullable<Fault['error']>} error */
export function faultError(error) {
  return { message: ERROR_MESSAGES[error.code] ?? error.code, ...error };
}

/** The body that a fault sends instead. @param {Fault['kind']} kind @param {Buffer} body */
export function faultyBody(kind, body) {
  if (kind === 'notJson') return Buffer.from('<html><body><h1>502 Bad Gateway</h1></body></html>');
  if (kind === 'empty') return Buffer.alloc(0);
  if (kind === 'huge') return Buffer.alloc(HUGE, 0x20);
  return body;
}

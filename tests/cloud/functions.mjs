// Runs Lambda functions: the deployed zip in a Python process of its own, with temporary credentials of the function's
// role, so that the front checks its signatures and permissions. What the function prints goes to its log group, if the
// role permits that. Differs from Lambda: the Python is that of the tests, and what fails is not repeated.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { partitionOf } from './names.mjs';
import { logGroupArn } from './operations.mjs';
import { decide } from './policy.mjs';
import { python } from './state.mjs';

const LOGGING = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const RUN = fileURLToPath(new URL('state/run_function.py', import.meta.url));

/**
 * @typedef {object} Invocation
 * @property {number} time when it began
 * @property {string} functionName
 * @property {object} event
 * @property {boolean} ok
 * @property {unknown} [result] what the handler returned
 * @property {string} [error] why the function did not run, or what it raised
 * @property {string} log what the function printed
 */

export class Functions {
  /** @type {Invocation[]} those that have ended */
  invocations = [];
  #state;
  #front;
  #running = new Set();
  #listeners = new Set();

  /** @param {import('./state.mjs').State} state @param {{endpointUrl: string, caFile: string}} front */
  constructor(state, front) {
    this.#state = state;
    this.#front = front;
  }

  /**
   * @param {object} what as state/first_connection.py describes it
   * @param {object} event
   * @param {{account: string, region: string}} place
   * @returns {Promise<Invocation>}
   */
  async run(what, event, place) {
    const begun = { time: Date.now(), functionName: what.functionName, event };
    const outcome = what.refused
      ? { ok: false, error: what.refused, log: '' }
      : await this.#runInPython(what, event, place.region);
    if (!what.refused) await this.#writeLog(what, outcome, place);
    const invocation = { ...begun, ...outcome };
    this.invocations.push(invocation);
    for (const listener of this.#listeners) listener(invocation);
    return invocation;
  }

  /** @returns {Promise<{ok: boolean, result?: unknown, error?: string, log: string}>} */
  #runInPython(what, event, region) {
    const { zip, handler, seconds } = what;
    const child = spawn(python(), ['-I', '-B', RUN], { env: this.#environment(what, region) });
    this.#running.add(child);
    const [answer, log] = [child.stdout, child.stderr].map(collect);
    const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    child.stdin.on('error', () => {}); // the process may end before it has read everything
    child.stdin.end(JSON.stringify({ zip, handler, event }));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        clearTimeout(timer);
        this.#running.delete(child);
        if (signal)
          resolve({ ok: false, error: `Task timed out after ${seconds.toFixed(2)} seconds`, log: log() });
        else if (code !== 0) resolve({ ok: false, error: `Runtime exited with ${code}`, log: log() });
        else {
          const { result, error } = JSON.parse(answer());
          resolve({ ok: error === undefined, result, error, log: log() });
        }
      });
    });
  }

  /** @param {object} what @param {{error?: string, log: string}} outcome @param {{account: string, region: string}} place */
  async #writeLog({ functionName, session }, { error, log }, place) {
    const group = `/aws/lambda/${functionName}`;
    const role = await this.#state.ask('principal', { access_key_id: session.accessKeyId });
    const resource = logGroupArn({ ...place, partition: partitionOf(place.region) }, group);
    const permitted = (action) => decide(role.policies, { action, resource, context: {} }) === 'allow';
    if (!LOGGING.every(permitted)) return;
    const lines = [...log.split('\n'), ...(error ? [`[ERROR] ${error}`] : [])].filter(Boolean);
    await this.#state.ask('write_log', { ...place, group, lines });
  }

  /** The environment that Lambda gives a function, and how its AWS clients find the front. */
  #environment({ functionName, environment, session }, region) {
    return {
      ...environment,
      PATH: process.env.PATH,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
      AWS_SESSION_TOKEN: session.sessionToken,
      AWS_LAMBDA_FUNCTION_NAME: functionName,
      AWS_ENDPOINT_URL: this.#front.endpointUrl,
      AWS_CA_BUNDLE: this.#front.caFile,
      AWS_SDK_UA_APP_ID: 'function', // the front's log of requests leaves out what this application sends
    };
  }

  /** @param {(invocation: Invocation) => void} listener @returns {() => void} to stop listening */
  onInvocation(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop() {
    for (const child of this.#running) child.kill('SIGKILL');
  }
}

/** Collects a stream; the returned function gives its text. */
function collect(stream) {
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

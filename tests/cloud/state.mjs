// The process that holds the state: moto with its gaps closed (state/serve.py). It takes the requests of AWS's API
// (send), and the questions of state/questions.py (ask).

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import http from 'node:http';
import { fileURLToPath } from 'node:url';

const SERVE = fileURLToPath(new URL('state/serve.py', import.meta.url));
const VENV_PYTHON = fileURLToPath(new URL('../../.deps/venv/bin/python', import.meta.url));

/** The Python that has moto. */
export function python() {
  return process.env.CLOUD_PYTHON ?? (existsSync(VENV_PYTHON) ? VENV_PYTHON : 'python3');
}

export class State {
  #child;
  #port;
  #agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

  static async start() {
    const state = new State();
    // -B: no __pycache__ in the source tree.
    state.#child = spawn(python(), ['-B', SERVE], { stdio: ['pipe', 'pipe', 'inherit'] });
    state.#port = await state.#readPort();
    return state;
  }

  #readPort() {
    return new Promise((resolve, reject) => {
      let line = '';
      const onEnd = (code) =>
        reject(new Error(`moto ended with ${code} before it served (scripts/setup --tests installs it)`));
      this.#child.once('error', reject);
      this.#child.once('exit', onEnd);
      this.#child.stdout.on('data', (chunk) => {
        line += chunk;
        if (!line.includes('\n')) return;
        this.#child.off('exit', onEnd);
        resolve(JSON.parse(line).port);
      });
    });
  }

  /**
   * Sends an HTTP request to moto.
   * @param {{method: string, path: string, headers: Record<string, string>, body: Buffer}} request
   * @returns {Promise<{status: number, headers: http.IncomingHttpHeaders, body: Buffer}>}
   */
  send({ method, path, headers, body }) {
    return new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port: this.#port,
        method,
        path,
        headers,
        agent: this.#agent,
      };
      const request = http.request(options, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /**
   * Asks a question of state/questions.py.
   * @param {string} name
   * @param {Record<string, unknown>} args
   */
  async ask(name, args) {
    const body = Buffer.from(JSON.stringify(args));
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const answer = await this.send({ method: 'POST', path: `/_cloud/${name}`, headers, body });
    const text = answer.body.toString();
    if (answer.status !== 200) throw new Error(`${name}: ${text}`);
    return JSON.parse(text);
  }

  async stop() {
    this.#agent.destroy();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdin.end();
    await ended;
  }
}

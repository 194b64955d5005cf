// Starts the native hosts as processes: `virtual-board` in the background, `provision` to its end.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const native =
  process.env.PROVISIONER_NATIVE ?? fileURLToPath(new URL('../../build/native', import.meta.url));
const hosts = join(native, 'tests/hosts');

/** The vendor's images, fetched at set-up. */
export const firmware = fileURLToPath(new URL('../../.deps/firmware/avr', import.meta.url));

/** Starts a fast virtual board that keeps its state in the folder; resolves when it is ready. */
export async function startBoard(folder, ...options) {
  const link = join(folder, 'tty');
  const parameters = ['--pty', link, '--state', folder, '--time', 'fast', ...options];
  const child = spawn(join(hosts, 'virtual-board'), parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => undefined); // the board has ended; next() reports it
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('virtual-board ended');
    return value;
  };
  if ((await next()) !== 'ready') throw new Error('virtual-board is not ready');
  /** Sends a line to the board's control, and returns the answer. */
  const control = async (line) => {
    child.stdin.write(`${line}\n`);
    return JSON.parse(await next());
  };
  /** Ends the board. Returns its exit code, or the signal that had ended it before. */
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    return child.exitCode ?? child.signalCode;
  };
  return { link, control, stop, child };
}

/** Runs a host to its end. `onEvent` gets each event of `provision` and the process, which it may end. */
export function run(host, { environment = {}, onEvent }, ...parameters) {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, ...environment };
    const child = execFile(
      join(hosts, host),
      parameters,
      { env, timeout: 120000 },
      (error, stdout, stderr) => {
        if (error && typeof error.code === 'string') reject(error);
        else resolve({ code: child.exitCode, stdout, stderr });
      },
    );
    if (onEvent) createInterface(child.stdout).on('line', (line) => onEvent(JSON.parse(line), child));
  });
}

/** Runs `provision` and parses its events. */
export async function provision(context, ...parameters) {
  const { code, stdout, stderr } = await run('provision', context, ...parameters);
  const lines = stdout.trim().split('\n').filter(Boolean);
  const events = lines.map((line) => JSON.parse(line));
  return { code, events, last: events.at(-1), stderr };
}

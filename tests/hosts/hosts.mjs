// The native hosts as processes: `virtual-board`, and `provision` run to its end.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const native =
  process.env.PROVISIONER_NATIVE ?? fileURLToPath(new URL('../../build/native', import.meta.url));
const hosts = join(native, 'tests/hosts');

/** The vendor's images, as set-up brings them. */
export const firmware = fileURLToPath(new URL('../../.deps/firmware/avr', import.meta.url));

/** A fast virtual board that keeps its state in the folder, ready. */
export async function startBoard(folder, ...options) {
  const link = join(folder, 'tty');
  const parameters = ['--pty', link, '--state', folder, '--time', 'fast', ...options];
  const child = spawn(join(hosts, 'virtual-board'), parameters, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => undefined); // of a board that has ended, which next() tells
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('virtual-board ended');
    return value;
  };
  if ((await next()) !== 'ready') throw new Error('virtual-board is not ready');
  /** One line of its control, answered. */
  const control = async (line) => {
    child.stdin.write(`${line}\n`);
    return JSON.parse(await next());
  };
  /** Its exit code after SIGTERM, or the signal that had ended it. */
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    return child.exitCode ?? child.signalCode;
  };
  return { link, control, stop, child };
}

/** A host, run to its end: `run(name, …)`; `onEvent` may look at each event of `provision` and stop the process. */
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

/** `provision`, with its events. */
export async function provision(context, ...parameters) {
  const { code, stdout, stderr } = await run('provision', context, ...parameters);
  const lines = stdout.trim().split('\n').filter(Boolean);
  const events = lines.map((line) => JSON.parse(line));
  return { code, events, last: events.at(-1), stderr };
}

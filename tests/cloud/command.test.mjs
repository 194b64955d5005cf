// Tests cloud.mjs as a command: it prints one line when it is ready, serves its admin port, and leaves no process or file.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { callerIdentity, send } from './testkit.mjs';

const COMMAND = fileURLToPath(new URL('cloud.mjs', import.meta.url));

const childrenOf = async (pid) => {
  const ps = spawn('ps', ['-o', 'pid=', '--ppid', String(pid)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await once(ps.stdout, 'data');
  return output.toString().trim().split(/\s+/).map(Number);
};
const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('the command prints that it is ready, answers on its admin port, and on SIGTERM ends its children and removes its files', async () => {
  const command = spawn(process.execPath, [COMMAND, '--user', '--admin-port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(command.stdout, 'data');
  const ready = JSON.parse(line.toString());
  assert.equal(ready.ready, true);
  assert.equal((await send(ready, callerIdentity(ready.user))).status, 200);
  const admin = async (name, ...args) => {
    const answer = await fetch(`http://127.0.0.1:${ready.adminPort}/${name}`, {
      method: 'POST',
      body: JSON.stringify(args),
    });
    return answer.json();
  };
  const other = await admin('createUser', { name: 'second' });
  assert.equal((await send(ready, callerIdentity(other))).status, 200);
  assert.deepEqual((await admin('inventory', { region: 'us-east-2' })).things, []);
  assert.equal((await admin('requests')).length, 2);
  assert.match((await admin('stop')).error, /no stop/);
  const [python] = await childrenOf(command.pid);
  assert.ok(isAlive(python));
  command.kill('SIGTERM');
  assert.deepEqual(await once(command, 'exit'), [0, null]);
  assert.equal(isAlive(python), false);
  assert.equal(existsSync(ready.caFile), false);
});

test('moto ends if the command is killed', async () => {
  const command = spawn(process.execPath, [COMMAND], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(command.stdout, 'data');
  const [python] = await childrenOf(command.pid);
  command.kill('SIGKILL');
  await once(command, 'exit');
  for (let i = 0; i < 50 && isAlive(python); i += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(isAlive(python), false);
});

// The archive of scripts/package, unpacked below a folder of a plain static server, as somebody who hosts the page would do it.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { launchBrowser } from '../browser.mjs';

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../scripts/package', import.meta.url));

let folder;
let server;
let address;
let browser;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
  await run(script, ['--output', folder]);
  const archive = (await readdir(folder)).find((name) => name.endsWith('.zip'));
  await run('sha256sum', ['--check', `${archive}.sha256`], { cwd: folder });
  await run('python3', ['-m', 'zipfile', '--extract', archive, join(folder, 'www/tools')], { cwd: folder });
  const served = ['-u', '-m', 'http.server', '--bind', '127.0.0.1', '--directory', join(folder, 'www'), '0'];
  server = spawn('python3', served, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(createInterface(server.stdout), 'line');
  address = `http://localhost:${/port (\d+)/.exec(line)[1]}/tools/${archive.replace(/\.zip$/, '')}/`;
  browser = await launchBrowser();
});

after(async () => {
  await browser?.close();
  server?.kill();
  await rm(folder, { recursive: true, force: true });
});

test('each file has the checksum that the archive gives', async () => {
  const [site] = await readdir(join(folder, 'www/tools'));
  await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: join(folder, 'www/tools', site) });
});

test('the page works under a sub-path of a plain static server, up to live data in the simulation', async () => {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  const wrong = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('response', (answer) => answer.ok() || wrong.push(`${answer.status()} ${answer.url()}`));
  page.on('request', (asked) => asked.url().startsWith(address) || wrong.push(asked.url()));
  await page.goto(address);
  await page.getByRole('button', { name: 'Try without a board or an account' }).click();
  await page.getByRole('button', { name: 'Use this network' }).click();
  await page.getByRole('button', { name: 'Provision this board' }).click();
  await page.getByText('Your board is live').waitFor({ timeout: 90_000 });
  assert.deepEqual(wrong, []);
});

// A virtual board that crashes is an error at once wherever tests talk to one, not a test that waits until its time is up.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { VirtualBoard } from '../e2e/support/virtual_board.mjs';
import { startBoard } from './hosts.mjs';

const kill = (child) => child.kill('SIGKILL');

test('of the hosts’ tests', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const board = await startBoard(folder);
  assert.equal((await board.control('state')).firmware, 'demo');
  kill(board.child);
  await assert.rejects(board.control('state'), /virtual-board ended/);
  assert.equal(await board.stop(), 'SIGKILL');
  rmSync(folder, { recursive: true });
});

test('of the page’s tests', async () => {
  const port = { plug: () => ({}), unplug: () => undefined };
  const board = await VirtualBoard.start({ port, hid: null, record: () => undefined });
  assert.equal((await board.control('state')).firmware, 'demo');
  kill(board.process);
  await assert.rejects(board.control('state'), /virtual-board ended \(SIGKILL\)/);
  await assert.rejects(board.control('state'), /virtual-board ended \(SIGKILL\)/);
  await board.stop();
});

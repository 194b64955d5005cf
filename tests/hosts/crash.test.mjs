// If a virtual board crashes, a test that talks to it must fail at once, instead of waiting until its
// time-out.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { VirtualBoard } from '../e2e/support/virtual_board.mjs';
import { startBoard } from './hosts.mjs';

const kill = (child) => child.kill('SIGKILL');

test('the tests of the hosts notice a virtual board that crashes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const board = await startBoard(folder);
  assert.equal((await board.control('state')).firmware, 'demo');
  kill(board.child);
  await assert.rejects(board.control('state'), /virtual-board ended/);
  assert.equal(await board.stop(), 'SIGKILL');
  rmSync(folder, { recursive: true });
});

test('the tests of the page notice a virtual board that crashes', async () => {
  const port = { plug: () => ({}), unplug: () => undefined };
  const board = await VirtualBoard.start({ port, hid: null, record: () => undefined });
  assert.equal((await board.control('state')).firmware, 'demo');
  kill(board.process);
  await assert.rejects(board.control('state'), /virtual-board ended \(SIGKILL\)/);
  await assert.rejects(board.control('state'), /virtual-board ended \(SIGKILL\)/);
  await board.stop();
});

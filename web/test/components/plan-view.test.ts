// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { Plan } from '../../../wasm/provisioner';
import '../../src/components/plan-view';
import { text } from '../../src/text/catalogue';
import { settled, words } from '../drawn';

async function read(board: Plan['board']): Promise<string> {
  const view = document.createElement('plan-view');
  view.plan = { board, aws: [], complete: false, expectedMilliseconds: 0, warnings: [] };
  document.body.append(view);
  await settled();
  return words(view.renderRoot);
}

test('a plan for a board that was not read says what a new board gets', async () => {
  const item = { what: 'certificate', params: {} } as const;
  expect(await read([{ ...item, action: 'check' }])).toContain(text.provision.plans.unread);
  expect(await read([{ ...item, action: 'write' }])).not.toContain(text.provision.plans.unread);
});

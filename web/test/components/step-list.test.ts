// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { JobState } from '../../../wasm/provisioner';
import '../../src/components/step-list';
import { error, job, steps } from '../scene_parts';

async function classes(shown: JobState): Promise<Record<string, string>> {
  const list = document.createElement('step-list');
  list.job = shown;
  document.body.append(list);
  await list.updateComplete;
  const items = [...list.renderRoot.querySelectorAll('li')];
  return Object.fromEntries(shown.steps.map(({ name }, index) => [name, items[index]?.className ?? '']));
}

afterEach(() => document.body.replaceChildren());

const refused = error('aws.not_permitted', { action: 'iot:GetPolicy', step: 'check_account' });

test('marks the step that AWS refused, also if the step was done before', async () => {
  for (const done of [1, 2, 4]) {
    const shown = await classes(job({ status: 'failed', error: refused, steps: steps(done) }));
    expect(shown.check_account).toBe('failed');
    expect(Object.values(shown).filter((status) => status === 'failed')).toHaveLength(1);
  }
});

test('marks no step of a job that continues', async () => {
  const shown = await classes(job({ status: 'running', error: refused, steps: steps(4) }));
  expect(Object.values(shown)).not.toContain('failed');
});

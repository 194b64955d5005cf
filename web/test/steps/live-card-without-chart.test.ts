// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { Enquiries } from '../../src/app/view';
import '../../src/steps/live-card';
import { account, live } from '../scene_parts';
import { series, view } from '../scenes';

vi.mock('../../src/components/data-chart', () => {
  throw new TypeError('offline');
});

test('if the chart cannot be loaded, the card shows an error with a retry button, and the values stay', async () => {
  const card = document.createElement('live-card');
  card.ask = { series } as unknown as Enquiries;
  card.view = view({}, { account, live });
  document.body.append(card);
  const data = await vi.waitUntil(() => card.renderRoot.querySelector('live-data'));
  const part = await vi.waitUntil(() => data.renderRoot.querySelector('.chart late-part'));
  const note = await vi.waitUntil(() => part.shadowRoot?.querySelector('error-note'));
  expect(note.error?.code).toBe('page.module_failed');
  expect(part.shadowRoot?.querySelector('button')).not.toBeNull();
  expect(data.renderRoot.querySelector('.light .number')?.textContent).toContain('812');
});

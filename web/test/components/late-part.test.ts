// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import '../../src/components/late-part';

afterEach(() => document.body.replaceChildren());
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('an error with a retry button is shown if a part cannot be loaded', async () => {
  const load = vi.fn().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValueOnce({});
  const part = document.createElement('late-part');
  part.load = load;
  document.body.append(part);
  await settle();
  expect(part.renderRoot.querySelector('error-note')?.error).toMatchObject({
    code: 'page.module_failed',
    detail: 'TypeError: offline',
  });
  part.renderRoot.querySelector('button')?.click();
  await settle();
  expect(part.renderRoot.querySelector('error-note')).toBeNull();
  expect(load).toHaveBeenCalledTimes(2);
});

// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { JobState } from '../../../wasm/provisioner';
import '../../src/components/account-offer';
import { accountFault } from '../../src/components/account-fault';
import type { AccountOffer } from '../../src/components/account-offer';

async function offer(change: Partial<AccountOffer>): Promise<AccountOffer> {
  const element = Object.assign(document.createElement('account-offer'), { fault: 'vendors' }, change);
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

const buttons = ({ shadowRoot }: AccountOffer): HTMLButtonElement[] => [
  ...(shadowRoot?.querySelectorAll('button') ?? []),
];

test('the stack is replaced only after the consequence was shown and confirmed', async () => {
  const element = await offer({});
  const sent = vi.fn();
  document.body.addEventListener('command', ({ command }) => void sent(command));
  expect(element.shadowRoot?.textContent).toContain('Python 3.9');
  buttons(element)[0]?.click();
  await element.updateComplete;
  expect(sent).not.toHaveBeenCalled();
  expect(element.shadowRoot?.textContent).toContain('The page deletes the stack');
  buttons(element)[0]?.click();
  expect(sent).toHaveBeenCalledWith({ do: 'core', name: 'replaceStack', arguments: {}, card: 'provision' });
});

test('while the stack is replaced, and afterwards, nothing is offered; after a failure it is, with the reason', async () => {
  expect(buttons(await offer({ repair: { running: true, error: null } }))).toEqual([]);
  expect(buttons(await offer({ repair: { running: false, error: null } }))).toEqual([]);
  const error = { code: 'provision.stack_failed', params: {}, detail: '' };
  const failed = await offer({ repair: { running: false, error } });
  expect(buttons(failed)).toHaveLength(1);
  expect(failed.shadowRoot?.querySelector('error-note')).not.toBeNull();
});

test.each([
  [{ error: { code: 'provision.stack_unusable', params: { state: 'failed' }, detail: '' } }, 'failed'],
  [{ plan: { aws: [{ what: 'stack', action: 'keep', params: { state: 'vendors' } }] } }, 'vendors'],
  [{ plan: { aws: [{ what: 'stack', action: 'keep', params: { state: 'current' } }] } }, undefined],
  [{ error: { code: 'provision.authority_elsewhere', params: {}, detail: '' } }, 'authority_elsewhere'],
  [{ plan: { aws: [{ what: 'policy', action: 'keep', params: {} }] } }, undefined],
])('the account’s fault in %j is %s', (job, fault) => {
  expect(accountFault(job as unknown as JobState)).toBe(fault);
});

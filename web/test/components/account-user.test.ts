// @vitest-environment happy-dom
import { initialState } from '@wasm/boundary.json';
import { afterEach, expect, test } from 'vitest';
import type { AccountState, NewUserState } from '../../../wasm/provisioner';
import type { Command } from '../../src/app/commands';
import '../../src/components/account-user';

afterEach(() => document.body.replaceChildren());

const administrator: AccountState = { ...initialState.account, status: 'good', powerful: true };

async function drawn(
  account: AccountState,
  user: NewUserState | null = null,
): Promise<HTMLElementTagNameMap['account-user']> {
  const element = document.createElement('account-user');
  Object.assign(element, { account, user });
  document.body.append(element);
  await element.updateComplete;
  return element;
}

test('a user is offered to the keys of an administrator only', async () => {
  expect((await drawn(administrator)).renderRoot.querySelector('button')).not.toBeNull();
  const limited = await drawn({ ...administrator, powerful: false });
  expect(limited.renderRoot.querySelector('button')).toBeNull();
});

test('one click makes the user, with the boundary that was given', async () => {
  const element = await drawn(administrator);
  const commands: Command[] = [];
  element.addEventListener('command', ({ command }) => commands.push(command));
  const input = element.renderRoot.querySelector('input');
  if (input) input.value = ' arn:aws:iam::111122223333:policy/limits ';
  input?.dispatchEvent(new Event('input'));
  element.renderRoot.querySelector('button')?.click();
  expect(commands).toEqual([
    {
      do: 'core',
      name: 'createUser',
      arguments: { boundary: 'arn:aws:iam::111122223333:policy/limits' },
      card: 'account',
    },
  ]);
});

test('while it is made, it cannot be asked for again', async () => {
  const element = await drawn(administrator, { creating: true, error: null });
  expect(element.renderRoot.querySelector('button')?.disabled).toBe(true);
  expect(element.renderRoot.textContent).toContain('AWS needs some seconds');
});

test('the reason of a failure is shown where the user was asked for', async () => {
  const error = { code: 'aws.not_permitted', params: { action: 'iam:CreateUser' }, detail: '' };
  const element = await drawn(administrator, { creating: false, error });
  expect(element.renderRoot.querySelector('error-note')?.error).toEqual(error);
});

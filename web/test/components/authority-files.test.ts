// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Command } from '../../src/app/commands';
import { ownPath } from '../../src/storage/own_path';
import { SealedFiles } from '../../src/storage/sealed_files';
import '../../src/components/authority-files';

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => document.body.replaceChildren());

type AuthorityFiles = HTMLElementTagNameMap['authority-files'];

function drawn(): { element: AuthorityFiles; commands: Command[] } {
  const element = document.createElement('authority-files');
  const commands: Command[] = [];
  element.addEventListener('command', ({ command }) => commands.push(command));
  document.body.append(element);
  return { element, commands };
}

function button(element: AuthorityFiles, name: string): HTMLButtonElement | undefined {
  return [...element.renderRoot.querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === name,
  );
}

test('the passphrase is generated, shown once the browser keeps the authority, and gone afterwards', async () => {
  const { element, commands } = drawn();
  await element.updateComplete;
  button(element, 'Keep it in this browser')?.click();
  const [command] = commands;
  if (command?.do !== 'keep_authority') throw new Error('no command');
  await element.updateComplete;
  expect(element.renderRoot.querySelector('copy-text')).toBeNull();
  element.kind = 'browser';
  await element.updateComplete;
  expect(element.renderRoot.querySelector('copy-text')?.value).toBe(command.passphrase);
  expect(button(element, 'Save the files (ZIP)')).toBeDefined();
  element.remove();
  document.body.append(element);
  await element.updateComplete;
  expect(element.renderRoot.querySelector('copy-text')).toBeNull();
});

test('an authority that the browser keeps is unlocked with the passphrase, and is not replaced by a new one', async () => {
  await new SealedFiles(indexedDB, ownPath()).seal('K7QF-2M9X-0ABC-DEFG', { 'root-ca.crt': 'a' });
  const { element, commands } = drawn();
  await vi.waitFor(() => expect(button(element, 'Unlock')).toBeDefined());
  expect(button(element, 'Keep it in this browser')).toBeUndefined();
  const field = element.renderRoot.querySelector('secret-field');
  await field?.updateComplete;
  if (field) field.value = 'K7QF-2M9X-0ABC-DEFG';
  button(element, 'Unlock')?.click();
  expect(commands).toEqual([{ do: 'unlock_authority', passphrase: 'K7QF-2M9X-0ABC-DEFG' }]);
  expect(field?.value).toBe('');
});

test('it is deleted only after a second click', async () => {
  const { element, commands } = drawn();
  element.kind = 'browser';
  await element.updateComplete;
  button(element, 'Delete it from this browser')?.click();
  await element.updateComplete;
  expect(commands).toEqual([]);
  button(element, 'Delete it: boards cannot be certified with it any more')?.click();
  expect(commands).toEqual([{ do: 'forget_authority' }]);
});

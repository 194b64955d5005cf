// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { en } from '../../src/text/en';
import { de as made, pseudo } from '../gallery/pseudo';

test('the pseudo-locale is longer, has accents and wide characters, and keeps placeholders', () => {
  expect(pseudo('Board')).toBe('[Böåřd 漢字wö]');
  expect(pseudo('See {url|your account}.')).toBe('[Šéé {url|your account}. 漢字wö 漢字wö]');
  expect(pseudo('')).toBe('');
});

test('the pseudo-locale is made of every English text', () => {
  const count = (part: unknown): number =>
    typeof part === 'object' && part !== null
      ? Object.values(part).reduce((sum: number, one) => sum + count(one), 0)
      : 1;
  expect(count(made.text)).toBe(count(en));
  expect(made.text.board.title).not.toBe(en.board.title);
  expect(made.text.duration(1500)).toMatch(/^\[.*\]$/);
});

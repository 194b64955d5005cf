// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import '../../src/components/board-tools';
import { tools } from '../../src/text/tools';
import { board } from '../scene_parts';

afterEach(() => document.body.replaceChildren());

test('the focus moves to the confirmation of the restore, and back', async () => {
  const drawn = document.createElement('board-tools');
  drawn.board = { ...board, status: 'ready' };
  document.body.append(drawn);
  await drawn.updateComplete;
  const words = tools.restore;
  const button = (label: string): HTMLButtonElement => {
    const found = [...drawn.renderRoot.querySelectorAll('button')].find(
      ({ textContent }) => textContent.trim() === label,
    );
    if (!found) throw new Error(`no button ${label}`);
    return found;
  };
  const focused = (): Element | null => (drawn.renderRoot as ShadowRoot).activeElement;
  button(words.button).focus();
  button(words.button).click();
  await expect.poll(() => focused()?.textContent.trim()).toBe(words.no);
  button(words.no).click();
  await expect.poll(() => focused()?.textContent.trim()).toBe(words.button);
});

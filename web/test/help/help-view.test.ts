// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import '../../src/help/help-view';
import { speak } from '../../src/text/language';
import { all, words } from '../drawn';

let help: HTMLElementTagNameMap['help-view'];

beforeEach(async () => {
  location.hash = '#/help';
  help = document.createElement('help-view');
  document.body.append(help);
  await shows('The four steps');
});

afterEach(async () => {
  document.body.replaceChildren();
  await speak('en');
});

async function shows(title: string): Promise<void> {
  await vi.waitFor(() => {
    expect(all(help.renderRoot, 'h2').map(({ textContent }) => textContent.trim())).toEqual([title]);
  });
}

async function go(fragment: string): Promise<void> {
  location.hash = fragment;
  dispatchEvent(new Event('hashchange'));
  await help.updateComplete;
}

test('each link leads to its page, and names it as the current one', async () => {
  const links = all(help.renderRoot, 'nav a');
  expect(links.map((link) => link.textContent.trim())).toHaveLength(5);
  for (const link of links) {
    await go(link.getAttribute('href') ?? '');
    const current = all(help.renderRoot, '[aria-current=page]');
    expect(current.map((one) => one.textContent.trim())).toEqual([link.textContent.trim()]);
  }
});

test('an unknown page is the first one', async () => {
  await go('#/help/nowhere');
  await shows('The four steps');
});

test('another language is fetched and shown', async () => {
  await speak('de');
  await shows('Die vier Schritte');
});

test('the handout has the address to type, without a fragment that could hold a secret', async () => {
  await go('#/help/handout?code=ABCDEFGH1');
  await shows('Your board in the cloud');
  expect(words(help.renderRoot)).not.toContain('ABCDEFGH1');
  const address = all(help.renderRoot, '.address').map(({ textContent }) => textContent.trim());
  expect(address).toEqual([location.origin + location.pathname]);
});

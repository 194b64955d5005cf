// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeOver } from '../../src/first_view/takeover';

/** An element with two buttons in its shadow root: as the page has it, or, with a style, as the first view has it. */
function host(name: string, labels: readonly string[], style: boolean): HTMLElement {
  const made = document.createElement(name);
  const root = made.attachShadow({ mode: 'open' });
  if (style) root.append(document.createElement('style'));
  for (const label of labels) {
    const button = document.createElement('button');
    button.textContent = ` ${label} `;
    root.append(button);
  }
  return made;
}

function still(language: string, labels: readonly string[]): HTMLElement {
  const made = host('demo-page-still', labels, true);
  made.toggleAttribute('data-still', true);
  made.lang = language;
  document.body.append(made);
  return made;
}

const buttonsOf = (element: HTMLElement): HTMLButtonElement[] => [
  ...(element.shadowRoot?.querySelectorAll('button') ?? []),
];

let page: HTMLElement;
let clicked: string[];

beforeEach(() => {
  document.documentElement.lang = 'en';
  clicked = [];
  window.keptClick = undefined;
  page = host('demo-page', ['Connect', 'Try'], false);
  for (const button of buttonsOf(page)) button.onclick = () => clicked.push(button.textContent.trim());
});

afterEach(() => document.body.replaceChildren());

describe('when the page replaces its first view', () => {
  test('the first views of all languages, the error note and links are removed', async () => {
    still('en', ['Connect', 'Try']);
    still('de', ['Verbinden', 'Testen']);
    document.body.append(Object.assign(document.createElement('p'), { className: 'failure' }));
    document.body.append(document.createElement('link'));
    await takeOver(page);
    expect([...document.body.children]).toEqual([page]);
    expect(clicked).toEqual([]);
  });

  test('a kept click is repeated on the same button of the page', async () => {
    const [, second] = buttonsOf(still('en', ['Connect', 'Try']));
    window.keptClick = second;
    await takeOver(page);
    expect(clicked).toEqual(['Try']);
  });

  test('a kept click is dropped if the page has another button in that place', async () => {
    const [, second] = buttonsOf(still('en', ['Connect', 'Help']));
    window.keptClick = second;
    await takeOver(page);
    expect(clicked).toEqual([]);
  });

  test('the focus stays on the same button', async () => {
    const [first] = buttonsOf(still('en', ['Connect', 'Try']));
    first?.focus();
    await takeOver(page);
    expect(page.shadowRoot?.activeElement).toBe(buttonsOf(page)[0]);
  });

  test('the page opens without a first view, too, as on the development server', async () => {
    await takeOver(page);
    expect(page.isConnected).toBe(true);
  });
});

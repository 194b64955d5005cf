// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/app/provisioner-app';
import type { Workbench } from '../../src/app/workbench';
import { rememberedLanguage } from '../../src/storage/preferences';
import { speak } from '../../src/text/language';
import { scenes, series } from '../scenes';

vi.mock('../../src/components/data-chart', () => ({})); // needs a canvas

let app: HTMLElementTagNameMap['provisioner-app'];

/** Waits until everything has rendered and all parts are fetched. */
async function settle(): Promise<void> {
  for (let round = 0; round < 5; ++round) await new Promise((resolve) => setTimeout(resolve));
}

async function draw(scene: string): Promise<void> {
  app = document.createElement('provisioner-app');
  app.workbench = {
    view: scenes[scene],
    log: [],
    policies: () => new Promise(() => undefined),
    series: () => series(),
    session: () => undefined,
  } as unknown as Workbench;
  document.body.append(app);
  await settle();
}

function find(selector: string, root: ParentNode = app.renderRoot): Element | null {
  const own = root.querySelector(selector);
  if (own) return own;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inside = shadowRoot && find(selector, shadowRoot);
    if (inside) return inside;
  }
  return null;
}

/** Finds an element inside nested shadow roots. */
function field(selector: string, inside: string): HTMLInputElement | HTMLSelectElement {
  const found = find(selector)?.shadowRoot?.querySelector<HTMLInputElement>(inside);
  if (!found) throw new Error(`no ${inside} in ${selector}`);
  return found;
}

function told(selector: string): string {
  return find(selector)?.shadowRoot?.textContent ?? '';
}

async function choose(language: string): Promise<void> {
  const select = field('language-choice', 'select');
  select.value = language;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await vi.dynamicImportSettled();
  await settle();
}

beforeEach(() => {
  localStorage.clear();
  document.body.replaceChildren();
});
afterEach(async () => {
  vi.doUnmock('../../src/text/de');
  vi.restoreAllMocks();
  await speak('en');
});

describe('the language of the page', () => {
  test('stays English with an error if another language cannot be fetched, and changes at the next attempt', async () => {
    vi.doMock('../../src/text/de', () => {
      throw new TypeError('offline');
    });
    await draw('first');
    await choose('de');
    expect(document.documentElement.lang).toBe('en');
    expect(told('main > error-note')).toContain('The language could not be loaded');
    expect(field('language-choice', 'select').value).toBe('en');
    expect(rememberedLanguage()).toBe('en');
    vi.doUnmock('../../src/text/de');
    await choose('de');
    expect(document.documentElement.lang).toBe('de');
    expect(find('main > error-note')).toBeNull();
  });

  test('changes in the open page: typed text stays, and errors are shown in the new language', async () => {
    await draw('wrong_secret');
    const id = field('key-form', '#key-id');
    const secret = field('#secret', 'input');
    [id.value, secret.value] = ['AKIAIOSFODNN7EXAMPLE', 'typed'];
    const form = find('key-form');
    expect(told('key-form error-note, error-note')).toContain('The secret key is wrong');

    await choose('de');
    expect(document.documentElement.lang).toBe('de');
    expect(document.title).toBe('Vom Board in die Cloud');
    expect(find('account-card')?.shadowRoot?.querySelector('step-card')?.heading).toBe('AWS-Konto');
    expect(told('key-form error-note, error-note')).toContain('Der geheime Schlüssel ist falsch');
    expect(find('key-form')).toBe(form);
    expect([id.isConnected, id.value, secret.value]).toEqual([true, 'AKIAIOSFODNN7EXAMPLE', 'typed']);
    expect(find('[role=group]')?.getAttribute('aria-label')).toBe('Darstellung');

    await choose('en');
    expect(document.documentElement.lang).toBe('en');
    expect(find('account-card')?.shadowRoot?.querySelector('step-card')?.heading).toBe('AWS account');
    expect(secret.value).toBe('typed');
  });

  test('is the one that the user chose, or else the browser’s', async () => {
    const prefer = vi.spyOn(navigator, 'language', 'get');
    for (const [preferred, expected] of [
      ['de-CH', 'de'],
      ['en-US', 'en'],
      ['fr', 'en'],
      ['toString', 'en'],
    ] as const) {
      prefer.mockReturnValue(preferred);
      expect(rememberedLanguage()).toBe(expected);
    }
    await draw('first');
    await choose('de');
    expect(rememberedLanguage()).toBe('de');
    await choose('en');
    prefer.mockReturnValue('de-DE');
    expect(rememberedLanguage()).toBe('en');
  });

  test('does not change the temperature unit, which depends on the browser’s country', async () => {
    vi.spyOn(navigator, 'language', 'get').mockReturnValue('en-US');
    await speak('de');
    await draw('live');
    expect(told('live-data')).toMatch(/\d,\d\s+°F/);
  });
});

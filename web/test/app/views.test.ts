// @vitest-environment happy-dom
/** Tests that the page shows the view at the address, and that nothing is lost in the views that are not shown. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/app/provisioner-app';
import type { Workbench } from '../../src/app/workbench';
import '../../src/components/account-view';
import '../../src/steps/live-card';
import { all, isShown, settled } from '../drawn';
import { live } from '../scene_parts';
import { scenes, series, view } from '../scenes';

vi.mock('../../src/components/data-chart', () => ({})); // needs a canvas

let app: HTMLElementTagNameMap['provisioner-app'];

async function show(shown: Workbench['view']): Promise<void> {
  app.workbench.view = shown;
  app.requestUpdate();
  await settled();
}

async function go(fragment: string): Promise<void> {
  location.hash = fragment;
  dispatchEvent(new Event('hashchange'));
  await settled();
}

const find = (selector: string): HTMLElement | undefined => all(app.renderRoot, selector)[0];
const isVisible = (selector: string): boolean => all(app.renderRoot, selector).some(isShown);
const tab = (address: string): string | undefined =>
  find(`a[href="${address}"]`)?.textContent.trim().replace(/\s+/g, ' ');

beforeEach(async () => {
  location.hash = '';
  app = document.createElement('provisioner-app');
  const parts = {
    log: [],
    policies: () => new Promise(() => undefined),
    series: () => series(),
    session: () => undefined,
    run: () => undefined,
  };
  app.workbench = { ...parts, view: view() } as unknown as Workbench;
  document.body.append(app);
  await settled();
});

afterEach(() => document.body.replaceChildren());

describe('the view at the address', () => {
  test('is shown, also after going back', async () => {
    expect(isVisible('board-card')).toBe(true);
    await go('#/account');
    expect([isVisible('board-card'), isVisible('account-view')]).toEqual([false, true]);
    await go('#/nowhere');
    expect([isVisible('board-card'), isVisible('account-view')]).toEqual([true, false]);
  });

  test('names the window and gets the focus, from which a screen reader and the Tab key go on', async () => {
    await go('#/live');
    expect(document.title).toBe('Live · Board to cloud');
    expect(app.shadowRoot?.activeElement?.localName).toBe('main');
    expect(find('main')?.getAttribute('aria-label')).toBe('Live');
    await go('#/setup');
    expect(document.title).toBe('Board to cloud');
  });

  test('leaves the others as they are: what was typed, the chart’s pause, the choice to remove', async () => {
    const keys = find('account-card');
    await go('#/account');
    const account = find('account-view');
    await show(scenes.live ?? view());
    const card = find('live-card');
    await go('#/live');
    await go('#/setup');
    expect(find('account-card')).toBe(keys);
    expect(find('live-card')).toBe(card);
    expect(find('account-view')).toBe(account);
    expect([isVisible('live-card'), isVisible('account-view')]).toEqual([true, false]);
  });

  test('is scrolled to where it was left', async () => {
    const scrolledTo = vi.spyOn(window, 'scrollTo').mockImplementation(() => undefined);
    Object.defineProperty(window, 'scrollY', { value: 420, configurable: true });
    await go('#/live');
    expect(scrolledTo).toHaveBeenLastCalledWith(0, 0);
    await go('#/setup');
    expect(scrolledTo).toHaveBeenLastCalledWith(0, 420);
  });
});

describe('the tab of a view that is not shown', () => {
  test('says that data have arrived, until a view that has the live card is shown', async () => {
    await go('#/account');
    expect(tab('#/live')).toBe('Live');
    await show(view({}, { live }));
    expect(tab('#/live')).toBe('Live new data');
    await go('#/live');
    expect(tab('#/live')).toBe('Live');
    await go('#/account');
    expect(tab('#/live')).toBe('Live');
    await show(view({}, { live: { ...live, messages: live.messages + 1 } }));
    expect(tab('#/live')).toBe('Live new data');
    await go('#/setup');
    expect(tab('#/live')).toBe('Live');
    await show(view({}, { live: { ...live, messages: live.messages + 2 } }));
    expect(tab('#/live')).toBe('Live');
  });

  test('says it of the first message of another thing, too', async () => {
    await show(view({}, { live }));
    await go('#/live');
    await go('#/account');
    await show(view({}, { live: { ...live, thingName: 'pump', messages: 0 } }));
    await show(view({}, { live: { ...live, thingName: 'pump', messages: 1 } }));
    expect(tab('#/live')).toBe('Live new data');
  });

  test('says that a job runs or has stopped', async () => {
    await show(scenes.running_whole ?? view());
    expect(tab('#/setup')).toBe('Set up');
    await go('#/live');
    expect(tab('#/setup')).toBe('Set up job running');
    await show(scenes.failed ?? view());
    expect(tab('#/setup')).toBe('Set up stopped');
  });
});

test('before there are data, Set up shows no empty card for them, but Live does', async () => {
  expect(isVisible('live-card')).toBe(false);
  await go('#/live');
  expect([isVisible('live-card'), isVisible('setup-preview')]).toEqual([true, false]);
});

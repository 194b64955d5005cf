// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AvailablePorts } from '../../src/devices/available_ports';
import { FirstClicks } from '../../src/first_view/first_clicks';

let choose: ReturnType<typeof vi.fn>;
let here: Promise<AvailablePorts>;
let primary: HTMLButtonElement;
let other: HTMLButtonElement;
let clicks: FirstClicks;

function activation(isActive: boolean | undefined): void {
  const value = isActive === undefined ? undefined : { isActive, hasBeenActive: true };
  Object.defineProperty(navigator, 'userActivation', { value, configurable: true });
}

function button(attribute: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.toggleAttribute(attribute, true);
  document.body.append(made);
  return made;
}

beforeEach(() => {
  choose = vi.fn(() => Promise.resolve({ ok: true, value: { port: 1 } }));
  here = Promise.resolve({ ports: { choose }, serial: null, byUsb: false } as unknown as AvailablePorts);
  primary = button('data-primary');
  other = button('data-other');
  window.keptClick = null;
  activation(true);
});

afterEach(() => {
  clicks.end();
  document.body.replaceChildren();
  activation(undefined);
});

describe('clicks on the first view', () => {
  test('a click on the primary button opens the list of ports', async () => {
    clicks = new FirstClicks(here);
    primary.click();
    expect(await clicks.choice).toEqual({ ok: true, value: { port: 1 } });
    expect(clicks.kept).toBeNull();
  });

  test('a click before the handlers existed opens the list of ports', async () => {
    window.keptClick = primary;
    clicks = new FirstClicks(here);
    await clicks.choice;
    expect(choose).toHaveBeenCalledOnce();
  });

  test('a click that is too old for the browser to open a list is kept for the page, which asks for one more', () => {
    window.keptClick = primary;
    activation(false);
    clicks = new FirstClicks(here);
    expect(clicks.choice).toBeNull();
    expect(clicks.kept).toBe(primary);
  });

  test('a second click does not open a second list', async () => {
    clicks = new FirstClicks(here);
    primary.click();
    primary.click();
    await clicks.choice;
    expect(choose).toHaveBeenCalledOnce();
  });

  test('a click on another button is kept for the page', () => {
    clicks = new FirstClicks(here);
    other.click();
    expect(clicks.kept).toBe(other);
    expect(clicks.choice).toBeNull();
  });

  test('in a browser without ports, the choice fails with the reason', async () => {
    clicks = new FirstClicks(
      Promise.resolve({ ports: null, serial: 'page.serial_unsupported', byUsb: false }),
    );
    primary.click();
    expect(await clicks.choice).toMatchObject({ ok: false, error: { code: 'page.serial_unsupported' } });
  });

  test('are left to the page once it has replaced the first view', () => {
    clicks = new FirstClicks(here);
    clicks.end();
    other.click();
    expect(clicks.kept).toBeNull();
  });
});

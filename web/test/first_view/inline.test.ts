// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const filter = { usbVendorId: 0x03eb, usbProductId: 0x2175 };
const closed = new DOMException('No port selected by the user.', 'NotFoundError');
const requestPort = vi.fn<() => Promise<object>>();
let primary: HTMLButtonElement;
let other: HTMLButtonElement;

/** A button inside a shadow root, as all of the page's are. */
function button(attribute: string): HTMLButtonElement {
  const host = document.createElement('demo-still');
  const made = document.createElement('button');
  made.toggleAttribute(attribute, true);
  made.append(document.createElement('span'));
  host.attachShadow({ mode: 'open' }).append(made);
  document.body.append(host);
  return made;
}

/** Runs the inline script in a browser that has these kinds of devices. */
async function runInline(devices: Record<string, unknown>, userAgent = 'Linux'): Promise<void> {
  for (const [name, value] of Object.entries({ serial: undefined, hid: undefined, ...devices, userAgent }))
    Object.defineProperty(navigator, name, { value, configurable: true });
  vi.resetModules();
  await import('../../src/first_view/inline');
}

/** In the test environment, events do not reach the window. */
const passOn = (event: Event): void => void window.onclick?.(event as PointerEvent);

const computer = { serial: { requestPort }, hid: {}, usb: {} };

beforeEach(() => {
  window.addEventListener('click', passOn);
  requestPort.mockReset();
  requestPort.mockReturnValue(new Promise(() => undefined));
  primary = button('data-primary');
  other = button('data-other');
});

afterEach(() => {
  window.removeEventListener('click', passOn);
  document.body.replaceChildren();
  window.onclick = null;
  window.keptClick = undefined;
  window.firstChoice = undefined;
});

describe('before the page takes over', () => {
  test('a click on the primary button opens the list of ports at once', async () => {
    const port = {};
    requestPort.mockResolvedValue(port);
    await runInline(computer);
    primary.querySelector('span')?.click();
    expect(requestPort).toHaveBeenCalledExactlyOnceWith({ filters: [filter] });
    expect(await window.firstChoice).toBe(port);
    expect(window.keptClick).toBeUndefined();
  });

  test('a second click does not open a second list', async () => {
    await runInline(computer);
    primary.click();
    primary.click();
    expect(requestPort).toHaveBeenCalledOnce();
  });

  test('a click opens the list again after the user has closed it', async () => {
    requestPort.mockRejectedValueOnce(closed);
    await runInline(computer);
    primary.click();
    await expect(window.firstChoice).rejects.toBe(closed);
    primary.click();
    expect(requestPort).toHaveBeenCalledTimes(2);
  });

  test.each([
    ['without Web Serial', { usb: {} }, 'Linux'],
    ['on Android, where Web Serial means Bluetooth', computer, 'Android'],
  ])('a click on the primary button is kept for the page %s', async (_, devices, userAgent) => {
    await runInline(devices, userAgent);
    primary.click();
    expect(requestPort).not.toHaveBeenCalled();
    expect(window.keptClick).toBe(primary);
  });

  test('a click on any other button is kept for the page', async () => {
    await runInline(computer);
    other.click();
    document.body.click(); // asks for nothing
    expect(window.keptClick).toBe(other);
    expect(window.firstChoice).toBeUndefined();
  });
});

// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest';
import '../../src/components/device-prompts';
import '../../src/components/picker-picture';
import '../../src/steps/board-invitation';
import { all, settled, words } from '../drawn';
import { view } from '../scenes';

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

async function draw(change: Parameters<typeof view>[0]): Promise<HTMLElement> {
  const invitation = document.createElement('board-invitation');
  invitation.view = view(change);
  document.body.append(invitation);
  await settled();
  const pictures = all(document.body, 'picker-picture');
  expect(pictures).toHaveLength(1);
  const [picture] = pictures;
  if (!picture) throw new Error('no picture');
  return picture;
}

describe('the picture of the browser’s list', () => {
  test.each([
    [{}, 'serial port'],
    [{ choosing: 'port' as const }, 'serial port'],
    [{ choosing: 'debugger' as const }, 'HID device'],
    [{ byUsb: true }, 'wants to connect'],
  ])('with %o is of the list that opens next', async (change, title) => {
    await draw(change);
    expect(words(document.body)).toContain(title);
  });

  test.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Curiosity Virtual COM Port'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'nEDBG CMSIS-DAP'],
    ['Mozilla/5.0 (X11; FreeBSD amd64)', 'nEDBG CMSIS-DAP'],
  ])('in %s names the port as that system does', async (userAgent, name) => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
    const picture = await draw({});
    const label = all(picture.shadowRoot ?? picture, '[role=img]')[0]?.getAttribute('aria-label');
    expect(label).toBe(`The browser’s list. Choose “${name}” in it, then “Connect”.`);
  });

  test('comes before the debugger’s list, too, if only that one opens', async () => {
    const prompts = document.createElement('device-prompts');
    prompts.hasPort = true;
    document.body.append(prompts);
    await settled();
    expect(words(document.body)).toContain('HID device');
  });
});

// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { systemOf } from '../../src/components/system-help';

const all = { usb: {}, serial: {}, hid: {} };

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64)', all, 'linux'],
  ['Mozilla/5.0 (X11; Linux x86_64)', { usb: {}, serial: {} }, 'android'], // a tablet that asks for desktop sites
  ['Mozilla/5.0 (Linux; Android 10; K)', all, 'android'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)', all, 'chromeos'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', all, 'windows'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', all, 'mac'],
  ['Mozilla/5.0 (X11; FreeBSD amd64)', all, 'other'],
])('%s with %o is %s', (userAgent, apis, system) => {
  expect(systemOf({ navigator: { userAgent, ...apis } } as unknown as Window)).toBe(system);
});

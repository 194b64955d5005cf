/** What the support file says about the browser, and the descriptors of the devices that the user has allowed this page to use. Asks the user nothing. */
import type { Outlined } from './outline';

function hex(value: number | undefined): string {
  return value === undefined ? '?' : value.toString(16).padStart(4, '0');
}

function ids(vendor: number | undefined, product: number | undefined): string {
  return `${hex(vendor)}:${hex(product)}`;
}

/** Never rejects: a browser's policy may forbid to ask. */
async function listed<T>(
  devices: Promise<readonly T[]> | undefined,
  facts: (device: T) => Outlined,
): Promise<Outlined> {
  try {
    return (await devices)?.map(facts);
  } catch (error) {
    return String(error);
  }
}

export async function deviceFacts({ serial, hid, usb }: Partial<Navigator> = navigator): Promise<Outlined> {
  return {
    serial: await listed(serial?.getPorts(), (port) => {
      const { usbVendorId, usbProductId } = port.getInfo();
      return ids(usbVendorId, usbProductId);
    }),
    hid: await listed(hid?.getDevices(), ({ vendorId, productId, productName, opened, collections }) => ({
      device: `${ids(vendorId, productId)} ${productName}`,
      open: opened,
      collections: collections.map(
        ({ usagePage, usage, inputReports, outputReports, featureReports }) =>
          `usage ${hex(usagePage)}:${hex(usage)}, reports in ${inputReports?.length ?? 0}, out ${outputReports?.length ?? 0}, feature ${featureReports?.length ?? 0}`,
      ),
    })),
    usb: await listed(usb?.getDevices(), ({ vendorId, productId, productName, opened }) => ({
      device: `${ids(vendorId, productId)} ${productName ?? ''}`,
      open: opened,
    })),
  };
}

export function browserFacts(): Outlined {
  return {
    agent: navigator.userAgent,
    languages: navigator.languages.join(', '),
    window: `${innerWidth} x ${innerHeight}, ${devicePixelRatio} pixels each`,
    'secure context': window.isSecureContext,
    'in a frame': window !== window.top,
    'Web Serial': 'serial' in navigator,
    WebHID: 'hid' in navigator,
    WebUSB: 'usb' in navigator,
    online: navigator.onLine,
    'kept for offline use': 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null,
  };
}

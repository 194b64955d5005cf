/** Files that the page hands to the user: a download without a request, and the firmware images that lie beside the page. */
import type { Answer } from '../../../wasm/provisioner';
import type { Family, Image } from '../app/view';
import { failure } from './answers';

/** For a file of some hundred KB. */
const patienceMs = 60_000;

/** As the vendor's package names them; the build puts them into `firmware/`. */
export const imageFiles: Record<Family, Record<Image, string>> = {
  'AVR-IoT': { provisioning: 'atmega4808-iot-provision-v2.hex', demo: 'atmega4808-aws-iot-demo.hex' },
  'PIC-IoT': {
    provisioning: 'pic24fj128ga705-iot-provision-v2.hex',
    demo: 'pic24fj128ga705-aws-iot-demo.hex',
  },
};

export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may still be asking where to
}

/** A file of `firmware/`, which the core checks before it uses it. */
export async function vendorFile(name: string): Promise<Answer<Uint8Array>> {
  try {
    const response = await fetch(`firmware/${name}`, {
      credentials: 'omit',
      signal: AbortSignal.timeout(patienceMs),
    });
    const content = new Uint8Array(await response.arrayBuffer());
    // A static host may answer a missing file with a page: an Intel HEX file begins with a colon.
    if (!response.ok || content[0] !== 0x3a)
      return failure('page.image_failed', new Error(`${name}: ${response.status}`));
    return { ok: true, value: content };
  } catch (error) {
    return failure('page.image_failed', error);
  }
}

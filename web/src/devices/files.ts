/** Files: saves generated content as a download, and fetches the firmware images that the page's own server provides. */
import type { Answer } from '../../../wasm/provisioner';
import type { Family, Image } from '../app/view';
import { failure } from './answers';

/** The time-out for fetching a file of a few hundred KB. */
const timeoutMs = 60_000;

/** Where the build puts the firmware images, relative to the page. */
export const imageFolder = './firmware/';

/** The file names of the vendor's package. */
export const imageFiles: Record<Family, Record<Image, string>> = {
  'AVR-IoT': { provisioning: 'atmega4808-iot-provision-v2.hex', demo: 'atmega4808-aws-iot-demo.hex' },
  'PIC-IoT': {
    provisioning: 'pic24fj128ga705-iot-provision-v2.hex',
    demo: 'pic24fj128ga705-aws-iot-demo.hex',
  },
};

/** Starts a download of `content` as a file called `name`. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may still be asking where to save the file
}

/** Decodes UTF-8, or UTF-16 as spreadsheets and PowerShell write it. The byte order mark shows which. */
export function decodeText(content: Uint8Array): string {
  const [first, second] = content;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return new TextDecoder(isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(content);
}

/** Reads a file that the user has chosen. Rejects if the file has vanished meanwhile. */
export async function textOf(file: File): Promise<string> {
  return decodeText(new Uint8Array(await file.arrayBuffer()));
}

/** Fetches a file of `firmware/`. The core checks the content before it uses it. */
export async function vendorFile(name: string): Promise<Answer<Uint8Array>> {
  try {
    const response = await fetch(`firmware/${name}`, {
      credentials: 'omit',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const content = new Uint8Array(await response.arrayBuffer());
    // A static host may answer with an HTML page if the file is missing. An Intel HEX file begins with a colon.
    if (!response.ok || content[0] !== 0x3a)
      return failure('page.image_failed', new Error(`${name}: ${response.status}`));
    return { ok: true, value: content };
  } catch (error) {
    return failure('page.image_failed', error);
  }
}

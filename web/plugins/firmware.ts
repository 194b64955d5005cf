/** Puts the vendor's firmware images, fetched at set-up into .deps, beside the page, with their licence. */
import { copyFileSync, createReadStream, existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { imageFiles } from '../src/devices/files.ts';

const licence = 'LICENSE.txt';
const served = 'firmware';
/** By the folder that set-up puts them into: what the core asks for when it programs a board of that kind. */
const images: Record<string, string[]> = {
  avr: Object.values(imageFiles),
  pic: ['pic24fj128ga705-iot-provision-v2.hex', 'pic24fj128ga705-aws-iot-demo.hex'],
};

export function firmwareImages(folder: URL): Plugin {
  const places = new Map(
    Object.entries(images).flatMap(([kind, files]) => files.map((file) => [file, `${kind}/${file}`])),
  );
  const source = (name: string): string => fileURLToPath(new URL(places.get(name) ?? name, folder));
  const names = [...places.keys(), licence];
  let output = '';
  return {
    name: 'firmware-images',
    configResolved: ({ root, build }) => {
      output = resolve(root, build.outDir, served);
    },
    writeBundle() {
      mkdirSync(output, { recursive: true });
      for (const name of names) {
        if (!existsSync(source(name)))
          this.error(
            `the firmware image ${name} is missing: run scripts/demo, or scripts/fetch-dependencies, first.`,
          );
        copyFileSync(source(name), resolve(output, name));
      }
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${served}`, (request, response, next) => {
        const name = names.find((known) => request.url === `/${known}`);
        if (name) createReadStream(source(name)).pipe(response);
        else next();
      });
    },
  };
}

/** Copies the vendor's firmware images and their licence from .deps, where the set-up put them, into the built page. */
import { copyFileSync, createReadStream, existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { imageFiles } from '../src/devices/files.ts';

const licence = 'LICENSE.txt';
const served = 'firmware';
/** The files that the core requests, by the folder that the set-up put them into. */
const images: Record<string, string[]> = {
  avr: Object.values(imageFiles['AVR-IoT']),
  pic: Object.values(imageFiles['PIC-IoT']),
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

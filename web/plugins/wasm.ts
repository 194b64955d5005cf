/** Resolves imports of `@wasm/…` to the modules that CMake builds (preset wasm). If they are missing, the error says how to build them. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const prefix = '@wasm/';

export function wasmModules(folder: URL): Plugin {
  return {
    name: 'wasm-modules',
    enforce: 'pre',
    async resolveId(id, importer, options) {
      if (!id.startsWith(prefix)) return null;
      const [path = '', query] = id.slice(prefix.length).split('?');
      const file = fileURLToPath(new URL(path, folder));
      if (!existsSync(file)) {
        this.error(
          `${path} is not built yet: run “cmake --preset wasm && cmake --build --preset wasm” first (or scripts/demo).`,
        );
      }
      return this.resolve(query === undefined ? file : `${file}?${query}`, importer, options);
    },
  };
}

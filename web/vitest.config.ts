import { pathToFileURL } from 'node:url';
import { defineConfig } from 'vitest/config';
import { wasmModules } from './plugins/wasm.ts';

const built = process.env.PROVISIONER_WASM_DIR;

export default defineConfig({
  plugins: [
    wasmModules(built ? pathToFileURL(`${built}/`) : new URL('../build/wasm/wasm/', import.meta.url)),
  ],
  test: { include: ['test/**/*.test.ts'], environment: 'node', setupFiles: ['test/setup.ts'] },
});

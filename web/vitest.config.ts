import { defineConfig } from 'vitest/config';
import { wasmModules } from './plugins/wasm.ts';

export default defineConfig({
  plugins: [wasmModules(new URL('../build/wasm/wasm/', import.meta.url))],
  test: { include: ['test/**/*.test.ts'], environment: 'node', setupFiles: ['test/setup.ts'] },
});

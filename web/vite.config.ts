import { pathToFileURL } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { compactTemplates } from './plugins/compact_templates.ts';
import { contentSecurityPolicy } from './plugins/csp.ts';
import { firstView, inlineStyle } from './plugins/first_view.ts';
import { firmwareImages } from './plugins/firmware.ts';
import { offlinePage } from './plugins/offline.ts';
import { wasmModules } from './plugins/wasm.ts';

const here = (path: string): URL => new URL(path, import.meta.url);
const built = process.env.PROVISIONER_WASM_DIR;
const modules = built ? pathToFileURL(`${built}/`) : here('../build/wasm/wasm/');
const wasm = (): Plugin => wasmModules(modules);

export default defineConfig({
  base: './',
  plugins: [
    wasm(),
    firmwareImages(here('../.deps/firmware/')),
    compactTemplates(),
    inlineStyle(),
    firstView(modules),
    contentSecurityPolicy(new URL('boundary.json', modules)),
    offlinePage(),
  ],
  worker: { format: 'es', plugins: () => [wasm()] },
  server: { host: '127.0.0.1', fs: { allow: ['..', ...(built ? [built] : [])] } },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // know light-dark(), for which older ones would get custom properties that nothing uses
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the content security policy allows no data: URLs
    reportCompressedSize: false,
    // All scripts that the page starts with are one file, because small files compress worse and each needs a request.
    rollupOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
  },
});

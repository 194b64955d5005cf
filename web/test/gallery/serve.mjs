/**
 * Serves the gallery with Vite on loopback: one page whose URL names the scene. Used by screenshots (shoot.mjs) and by browser tests.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

/** The folder of the WebAssembly modules, for boundary.json. */
const modules =
  process.env.PROVISIONER_WASM_DIR ?? fileURLToPath(new URL('../../../build/wasm/wasm', import.meta.url));

/** The names of the scenes in their order. Found by searching the source's text, because Node cannot import TypeScript. */
function sceneNames() {
  return ['../scenes.ts', '../view_scenes.ts', '../tray_scenes.ts'].flatMap((file) => {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8');
    const table = source.slice(source.indexOf('export const scenes'));
    return [...table.matchAll(/^ {2}(\w+): view\(/gm)].map(([, name]) => name);
  });
}

/** Puts the pseudo-locale in the place of German. */
const pseudoLocale = {
  name: 'pseudo-locale',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === './de' && importer?.endsWith('/src/text/language.ts')
      ? fileURLToPath(new URL('pseudo.ts', import.meta.url))
      : null,
};

/** `pseudo`: a German browser is shown the pseudo-locale. @returns {Promise<{origin: string, scenes: string[], addressOf: (scene: string) => string, close: () => Promise<void>}>} */
export async function serveGallery({ pseudo = false } = {}) {
  const server = await createServer({
    configFile: false,
    plugins: pseudo ? [pseudoLocale] : [],
    root: fileURLToPath(new URL('../..', import.meta.url)),
    resolve: { alias: { '@wasm': modules } },
    server: { host: '127.0.0.1', port: 0, fs: { allow: ['..', modules] } },
    logLevel: 'error',
    optimizeDeps: { entries: ['test/gallery/index.html'] },
  });
  await server.listen();
  const origin = `http://127.0.0.1:${server.httpServer.address().port}`;
  return {
    origin,
    scenes: sceneNames(),
    addressOf: (scene) => `${origin}/test/gallery/index.html?${scene}`,
    close: () => server.close(),
  };
}

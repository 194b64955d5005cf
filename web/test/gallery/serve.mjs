/**
 * Serves the gallery on loopback by Vite: one page, whose address names the scene. For screenshots (shoot.mjs) and for tests in a browser; knows
 * nothing of either.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

/** The scenes by name, in the order of the source, which is TypeScript and is therefore searched, not imported. */
function sceneNames() {
  const source = readFileSync(new URL('../scenes.ts', import.meta.url), 'utf8');
  const table = source.slice(source.indexOf('export const scenes'));
  return [...table.matchAll(/^ {2}(\w+): view\(/gm)].map(([, name]) => name);
}

/** @returns {Promise<{origin: string, scenes: string[], addressOf: (scene: string) => string, close: () => Promise<void>}>} */
export async function serveGallery() {
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    server: { host: '127.0.0.1', port: 0 },
    logLevel: 'error',
    optimizeDeps: { entries: ['test/gallery/index.html'] },
  });
  await server.listen();
  const origin = `http://127.0.0.1:${server.httpServer.address().port}`;
  return {
    origin,
    scenes: sceneNames(),
    addressOf: (scene) => `${origin}/test/gallery/index.html#${scene}`,
    close: () => server.close(),
  };
}

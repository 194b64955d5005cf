// Serves the built page on loopback like any static host: from a folder, without special headers.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const built = process.env.PROVISIONER_DIST ?? fileURLToPath(new URL('../../../web/dist', import.meta.url));
const folder = '/some/folder/';

const types = {
  '.css': 'text/css',
  '.hex': 'text/plain',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * @param {object} [options]
 * @param {string} [options.dist] the built page's folder
 * @param {Record<string, {type: string, body: string}>} [options.others] what the server has outside that folder, by path
 * @returns {Promise<{server: import('node:http').Server, origin: string, url: string, folder: URL, requests: string[], stop: () => Promise<void>}>}
 */
export async function startSite({ dist = built, others = {} } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    requests.push(pathname);
    const other = others[pathname];
    if (other) {
      response.writeHead(200, { 'content-type': other.type }).end(other.body);
      return;
    }
    const name = normalize(pathname.slice(folder.length) || 'index.html');
    try {
      if (!pathname.startsWith(folder) || name.startsWith('..')) throw new Error('outside');
      const body = await readFile(join(dist, name));
      response
        .writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' })
        .end(body);
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${server.address().port}`;
  return {
    server,
    origin,
    url: origin + folder,
    /** The served folder on disk. */
    folder: pathToFileURL(`${dist}/`),
    requests,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// Serves folders on loopback as a typical static host does: compressed, over HTTP/1.1. Allows no caching. The first part of a URL's path names the folder.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** @param {Record<string, string>} folders paths of folders by name; for a name that ends in .html, the text of that page */
export async function serveCompressed(folders) {
  const ready = new Map(); // compressed once, so that no request waits for it

  async function content(path) {
    const [, name, ...rest] = normalize(path).split('/');
    const file = rest.join('/') || 'index.html';
    const page = folders[`${name}/${file}`];
    return page ?? readFile(join(folders[name], file));
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    try {
      if (!ready.has(pathname)) ready.set(pathname, gzipSync(await content(pathname), { level: 9 }));
      const type = types[extname(pathname)] ?? types['.html'];
      response
        .writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-store' })
        .end(ready.get(pathname));
    } catch {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    addressOf: (name) => `http://localhost:${server.address().port}/${name}/`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

// Searches for secrets wherever a page can leave them: stores, the document with its shadow roots, caches, addresses, console,
// downloads. Searches for several encodings: plain, percent-encoded, Base64, hexadecimal.

import { Buffer } from 'node:buffer';

/** @param {string} secret */
function forms(secret) {
  const bytes = Buffer.from(secret);
  // Base64 of a text inside a longer one: three alignments, without the characters that its neighbours share.
  const aligned = [0, 1, 2].map((lead) =>
    Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(lead === 0 ? 0 : lead + 1, -2),
  );
  const encoded = encodeURIComponent(secret);
  return [...new Set([secret, encoded, encoded.toLowerCase(), bytes.toString('hex'), ...aligned])];
}

/** The places that contain one of the secrets. @param {Record<string, string>} places text by place @param {string[]} secrets */
export function findSecrets(places, secrets) {
  const found = [];
  for (const [place, text] of Object.entries(places)) {
    for (const secret of secrets) {
      if (forms(secret).some((form) => text.includes(form)))
        found.push({ place, secret: `${secret.slice(0, 4)}…` });
    }
  }
  return found;
}

/** Everything that a page stores or shows, as text by place. @param {import('playwright-core').Page} page */
export async function contentOf(page) {
  const inPage = await page.evaluate(async () => {
    const plain = (value) =>
      JSON.stringify(value, (_, part) => {
        if (part instanceof ArrayBuffer) part = new Uint8Array(part);
        return ArrayBuffer.isView(part) ? new TextDecoder('latin1').decode(part) : part;
      }) ?? '';
    const document_ = (root) => {
      let text = root instanceof Document ? root.documentElement.outerHTML : root.innerHTML;
      for (const element of root.querySelectorAll('*')) {
        if ('value' in element && typeof element.value === 'string') text += `\n${element.value}`;
        if (element.shadowRoot) text += `\n${document_(element.shadowRoot)}`;
      }
      return text;
    };
    const databases = async () => {
      const dumps = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        for (const store of database.objectStoreNames) {
          const all = database.transaction(store).objectStore(store);
          const answers = [all.getAll(), all.getAllKeys()].map(
            (request) =>
              new Promise((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
              }),
          );
          dumps.push(`${name}/${store}: ${plain(await Promise.all(answers))}`);
        }
        database.close();
      }
      return dumps.join('\n');
    };
    const cached = async () => {
      const texts = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          texts.push(request.url, await (await cache.match(request)).text());
        }
      }
      return texts.join('\n');
    };
    return {
      document: document_(document),
      localStorage: plain({ ...localStorage }),
      sessionStorage: plain({ ...sessionStorage }),
      indexedDB: await databases(),
      caches: await cached(),
      cookies: document.cookie,
      history: plain([location.href, history.state, window.name]),
    };
  });
  return inPage;
}

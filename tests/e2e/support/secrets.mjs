// Searches for secrets wherever a page can leave them: storage, the document with its shadow roots, caches, URLs, console,
// downloads. Finds them plain, percent-encoded, in Base64 and in hexadecimal.

import { Buffer } from 'node:buffer';

/** The secret in all encodings. @param {string} secret */
function encodingsOf(secret) {
  const bytes = Buffer.from(secret);
  // Base64 encodes three bytes as four characters, so a secret inside a longer text has three possible encodings, depending on its
  // position. The first and last characters also depend on the neighbouring bytes and are left out.
  const aligned = [0, 1, 2].map((lead) =>
    Buffer.concat([Buffer.alloc(lead), bytes])
      .toString('base64')
      .replace(/=+$/, '')
      .slice(lead === 0 ? 0 : lead + 1, -2),
  );
  const encoded = encodeURIComponent(secret);
  return [...new Set([secret, encoded, encoded.toLowerCase(), bytes.toString('hex'), ...aligned])];
}

/** The places that contain one of the secrets. @param {Record<string, string>} places texts by the name of the place @param {string[]} secrets */
export function findSecrets(places, secrets) {
  const found = [];
  for (const [place, text] of Object.entries(places)) {
    for (const secret of secrets) {
      if (encodingsOf(secret).some((encoding) => text.includes(encoding)))
        found.push({ place, secret: `${secret.slice(0, 4)}…` });
    }
  }
  return found;
}

/** Everything that a page stores or shows, as texts by the name of the place. @param {import('playwright-core').Page} page */
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

/** The core's HTTP client over fetch(), without credentials, cache, redirects or referrer. Knows nothing about AWS. */
import { limits } from '@wasm/boundary.json';
import type { Answer, HttpCall, HttpExchange, Platform } from '../../../wasm/provisioner';
import { failure } from './answers';

const plain: RequestInit = {
  credentials: 'omit',
  cache: 'no-store',
  redirect: 'error',
  referrerPolicy: 'no-referrer',
};

/** The body as text; null if it is larger than limits.httpBodyBytes. */
async function readBody(response: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let body = '';
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return body + decoder.decode();
    size += part.value.byteLength;
    if (size > limits.httpBodyBytes) {
      void reader?.cancel();
      return null;
    }
    body += decoder.decode(part.value, { stream: true });
  }
}

/** Sends one request for the core. Fails with http.unreachable without an answer, and with http.too_large. */
export const http: Platform['http'] = async (
  call: HttpCall,
  signal: AbortSignal,
): Promise<Answer<HttpExchange>> => {
  try {
    const body = call.body === '' ? null : call.body;
    const response = await fetch(call.url, {
      ...plain,
      method: call.method,
      headers: call.headers,
      body,
      signal,
    });
    const text = await readBody(response);
    if (text === null) return failure('http.too_large');
    return { ok: true, value: { status: response.status, headers: [...response.headers], body: text } };
  } catch (error) {
    return failure('http.unreachable', error);
  }
};

/** True if any server answers at `url`, whatever the answer is (and even if CORS hides it from the page). */
export const probe: Platform['probe'] = async (url, signal) => {
  try {
    await fetch(url, { ...plain, mode: 'no-cors', redirect: 'follow', signal });
    return { ok: true, value: true };
  } catch {
    return { ok: true, value: false };
  }
};

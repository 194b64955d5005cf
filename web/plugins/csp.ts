/**
 * Writes the page's content security policy. It names the exact hosts that the core connects to, which come from the core's own tables
 * (boundary.json), so that a new region has to be added only there.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import type { Facts } from '@wasm/boundary.json';

/** The hashes of the page's inline scripts or inline styles (CSP 3, section 6.7.3.3), so that the policy allows these and no others. */
export function inlineHashes(html: string, element: 'script' | 'style'): string[] {
  const found = html.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'));
  const hashes = [...found].map(([, text = '']) => createHash('sha256').update(text).digest('base64'));
  return [...new Set(hashes)].map((hash) => `'sha256-${hash}'`);
}

/** `hosts`: as sources of the policy. */
export function policy(hosts: readonly string[], html = ''): string {
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...inlineHashes(html, 'script')].join(' '),
    ["style-src 'self'", ...inlineHashes(html, 'style')].join(' '),
    "worker-src 'self'", // the simulation's, and the service worker
    "manifest-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${hosts.join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html service-worker simulation-worker',
  ].join('; ');
}

export function contentSecurityPolicy(boundary: URL): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // Replaces the comment that index.html has in the policy's place. The character set comes before it, because browsers look for that in the first 1024 bytes only.
      handler: (html) => {
        const { hosts } = JSON.parse(readFileSync(boundary, 'utf8')) as Facts;
        const content = policy(hosts, html);
        return html.replace(
          '<!-- The content security policy -->',
          `<meta http-equiv="Content-Security-Policy" content="${content}">`,
        );
      },
    },
  };
}

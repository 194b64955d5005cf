/**
 * The page's content security policy: exact hosts, each service in each region that the boards support. The regions are read from the core's own
 * list, so a region that the core learns is one that the page may reach. Never *.amazonaws.com: anybody's bucket answers under it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const regional = ['iot', 'sts', 'cloudformation', 'lambda'];

export function regions(regionSource: string): string[] {
  const table = /\bregion_names\{([^}]*)\}/.exec(regionSource)?.[1] ?? '';
  const found = [...table.matchAll(/"([a-z]{2}-[a-z]+-\d)"/g)].map(([, name]) => name ?? '');
  if (found.length === 0)
    throw new Error('no regions found in core/aws/region.cpp: has its table another form now?');
  return found;
}

export function hosts(regionNames: string[]): string[] {
  const list = regionNames.flatMap((region) => {
    const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    const services = regional.map((service) => `https://${service}.${region}.${suffix}`);
    // The part before .iot. is the account's own.
    return [...services, `wss://*.iot.${region}.${suffix}`];
  });
  return [...list, 'https://iam.amazonaws.com', 'https://iam.cn-north-1.amazonaws.com.cn'];
}

/** CSP 3, section 6.7.3.3: the hashes that admit the inline scripts or the inline styles of a page, and nothing else inline. */
export function inlineHashes(html: string, element: 'script' | 'style'): string[] {
  const found = html.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'));
  const hashes = [...found].map(([, text = '']) => createHash('sha256').update(text).digest('base64'));
  return [...new Set(hashes)].map((hash) => `'sha256-${hash}'`);
}

export function policy(regionNames: string[], html = ''): string {
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...inlineHashes(html, 'script')].join(' '),
    ["style-src 'self'", ...inlineHashes(html, 'style')].join(' '),
    "img-src 'self'",
    `connect-src 'self' ${hosts(regionNames).join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
}

export function contentSecurityPolicy(regionFile: URL): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // In the place of its comment, behind the character set: a browser looks for that in the first 1024 bytes only.
      handler: (html) => {
        const content = policy(regions(readFileSync(regionFile, 'utf8')), html);
        return html.replace(
          '<!-- The content security policy -->',
          `<meta http-equiv="Content-Security-Policy" content="${content}">`,
        );
      },
    },
  };
}

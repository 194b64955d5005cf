/**
 * Writes the page's content security policy, which names exact hosts: each AWS service in each region that the boards support. Reads the regions from
 * the core's list, so that a new region has to be added only there. Never allows *.amazonaws.com, because anyone can create a bucket under that name.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const regional = ['iot', 'sts', 'cloudformation', 'lambda'];

export function regions(regionSource: string): string[] {
  const table = /\bregion_names\{([^}]*)\}/.exec(regionSource)?.[1] ?? '';
  const found = [...table.matchAll(/"([a-z]{2}-[a-z]+-\d)"/g)].map(([, name]) => name ?? '');
  if (found.length === 0)
    throw new Error('no regions found in core/aws/region.cpp: has the form of its table changed?');
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

/** The hashes of the page's inline scripts or inline styles (CSP 3, section 6.7.3.3), so that the policy allows these and no others. */
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
    "worker-src 'self'", // the simulation's
    "img-src 'self'",
    `connect-src 'self' ${hosts(regionNames).join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html simulation-worker',
  ].join('; ');
}

export function contentSecurityPolicy(regionFile: URL): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // Replaces the comment that index.html has in the policy's place. The character set comes before it, because browsers look for that in the first 1024 bytes only.
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

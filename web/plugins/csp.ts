/**
 * The page's content security policy: exact hosts, each service in each region that the boards support. The regions are read from the core's own
 * list, so a region that the core learns is one that the page may reach. Never *.amazonaws.com: anybody's bucket answers under it.
 */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const regional = ['iot', 'sts', 'cloudformation', 'lambda'];

export function regions(regionSource: string): string[] {
  const found = [...regionSource.matchAll(/\{"([a-z]{2}-[a-z]+-\d)", "[^"]+"\}/g)].map(
    ([, name]) => name ?? '',
  );
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

export function policy(regionNames: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
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
      handler: (html) => ({
        html: html.replace(/\s*<!-- The content security policy[^>]*-->/, ''),
        tags: [
          {
            tag: 'meta',
            attrs: {
              'http-equiv': 'Content-Security-Policy',
              content: policy(regions(readFileSync(regionFile, 'utf8'))),
            },
            injectTo: 'head-prepend',
          },
        ],
      }),
    },
  };
}

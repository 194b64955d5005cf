import { hosts } from '@wasm/boundary.json';
import { describe, expect, test } from 'vitest';
import { inlineHashes, policy } from '../../plugins/csp.ts';

const directives = new Map(
  policy(hosts)
    .split('; ')
    .map((directive): [string, string[]] => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values];
    }),
);
const connect = directives.get('connect-src') ?? [];

describe('the content security policy', () => {
  test('names the exact host of each service in each region, with China’s own suffix', () => {
    expect(connect).toContain('https://iot.eu-west-2.amazonaws.com');
    expect(connect).toContain('https://sts.us-east-1.amazonaws.com');
    expect(connect).toContain('wss://*.iot.ap-southeast-2.amazonaws.com');
    expect(connect).toContain('https://sts.cn-north-1.amazonaws.com.cn');
    expect(connect).toContain('wss://*.iot.cn-north-1.amazonaws.com.cn');
    expect(connect).toContain('https://iam.cn-north-1.amazonaws.com.cn');
    expect(connect).not.toContain('https://sts.cn-north-1.amazonaws.com');
    expect(connect).toHaveLength(1 + 11 * 6 + 2);
  });

  test('has a wildcard only in place of the name of the account’s own data endpoint', () => {
    const wild = connect.filter((host) => host.includes('*'));
    expect(
      wild.every((host) => /^wss:\/\/\*\.iot\.[a-z]+-[a-z]+-\d\.amazonaws\.com(\.cn)?$/.test(host)),
    ).toBe(true);
  });

  test('allows the page’s inline script and styles by their hashes, each once', () => {
    // Of 'a' and 'b', by an independent tool: printf a | openssl dgst -sha256 -binary | base64
    const a = "'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='";
    const b = "'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='";
    const html =
      '<style>a</style><script type="module" src="x.js"></script><script>b</script><style>a</style>';
    expect(inlineHashes(html, 'style')).toEqual([a]);
    expect(inlineHashes(html, 'script')).toEqual([b]);
    expect(policy(hosts, html)).toContain(
      `script-src 'self' 'wasm-unsafe-eval' ${b}; style-src 'self' ${a};`,
    );
  });

  test('allows nothing else: no inline code or style, no eval, no frames, forms, plugins or other bases', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directives.get('style-src')).toEqual(["'self'"]);
    for (const name of ['object-src', 'base-uri', 'form-action'])
      expect(directives.get(name)).toEqual(["'none'"]);
    expect(directives.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(directives.get('trusted-types')).toEqual(['lit-html', 'service-worker', 'simulation-worker']);
    expect(directives.get('worker-src')).toEqual(["'self'"]);
  });
});

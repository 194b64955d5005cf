// Launches a real Chromium like a visitor's: by default the program in PROVISIONER_CHROMIUM, which scripts/test sets to the one that it finds.

import { chromium } from 'playwright-core';

/**
 * If `cloud` is given, AWS's host names resolve to it.
 * @param {{hostResolverRules?: string, spki?: string} | undefined} [cloud]
 * @param {string[]} [more] arguments of the browser
 */
export async function launchBrowser(
  cloud,
  more = [],
  executablePath = process.env.PROVISIONER_CHROMIUM ?? '/usr/bin/chromium',
) {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...more,
  ];
  if (cloud) {
    args.push(`--host-resolver-rules=${cloud.hostResolverRules}`);
    args.push(`--ignore-certificate-errors-spki-list=${cloud.spki}`);
  }
  return withoutWorkers(await chromium.launch({ executablePath, args }));
}

/** Lets contexts have service workers only if they ask for them, because page.route() does not see what a worker answers. */
function withoutWorkers(browser) {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = (options) => newContext({ serviceWorkers: 'block', ...options });
  return browser;
}

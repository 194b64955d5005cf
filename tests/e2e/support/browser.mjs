// A real Chromium, as a visitor has it, with AWS's names leading to the local cloud.

import { chromium } from 'playwright-core';

/** @param {{hostResolverRules?: string, spki?: string} | undefined} [cloud] */
export function launchBrowser(cloud) {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  if (cloud) {
    args.push(`--host-resolver-rules=${cloud.hostResolverRules}`);
    args.push(`--ignore-certificate-errors-spki-list=${cloud.spki}`);
  }
  const executablePath = process.env.PROVISIONER_CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args });
}

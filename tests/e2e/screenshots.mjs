#!/usr/bin/env node
// Takes the README's screenshots of the built page with a virtual board and the local cloud, at 1280 and 360 px, light and dark.
// Usage: node tests/e2e/screenshots.mjs [FOLDER]; the default is the folder that the README shows.

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectSoon } from './support/soon.mjs';
import { Environment, wifi } from './support/scenario.mjs';
import { chartShows, signIn } from './support/flow.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('screenshots/', import.meta.url));
const largest = 200 * 1024;
const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
/** What the pictures are about; scrolled to where it may be out of sight. */
const subjects = { plan: 'provision-card', running: 'run-panel', live: 'live-card' };

const environment = await Environment.open();
try {
  mkdirSync(folder, { recursive: true });
  for (const viewport of sizes) await picture(viewport);
} finally {
  await environment.close();
}

/** Takes the pictures of one size in both themes: at the start, with the plan, during the job, and with a minute of data. */
async function picture(viewport) {
  const scenario = await environment.scenario({ viewport });
  try {
    await scenario.open();
    const { person } = scenario;
    await shoot(scenario, 'start');
    const board = await scenario.board({ firmware: 'demo' });
    await person.connectBoard();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scenario, await limitedUser(scenario));
    await person.useWifi(wifi);
    await person.button('Provision', 'Show the plan first').click();
    await person.sees('Provision', 'Nothing written yet', 30_000);
    await shoot(scenario, 'plan');
    await person.provision();
    const running = person.card('Provision').locator('[aria-current=step]');
    await running.filter({ hasText: 'Read back and compare the firmware' }).waitFor({ timeout: 120_000 });
    await shoot(scenario, 'running');
    await person.sees('Provision', 'Provisioned', 300_000);
    scenario.startSending(board);
    await person.sees('Live data', 'Your board is live', 30_000);
    await chartShows(scenario, 55, 120_000);
    await shoot(scenario, 'live');
  } finally {
    await scenario.close();
  }
}

/** Not an administrator, because the page would show a warning. */
function limitedUser(scenario) {
  const statement = (actions) => ({ Effect: 'Allow', Action: actions, Resource: '*' });
  const policies = { work: { Version: '2012-10-17', Statement: [statement(['iot:*'])] } };
  return scenario.cloud.createUser({ account: scenario.account, name: 'workshop', policies });
}

async function shoot({ page }, name) {
  const { width } = page.viewportSize();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme);
    await page.evaluate(() => document.activeElement?.blur());
    await page.evaluate(() => scrollTo(0, 0));
    if (name === 'plan' || (width < 640 && name !== 'start'))
      await page.locator(subjects[name]).evaluate((subject) => subject.scrollIntoView());
    const path = join(folder, `${name}-${width}-${colorScheme}.png`);
    await expectSoon(async () => {
      await page.screenshot({ path });
      const { size } = statSync(path);
      return { holds: size > 5_000 && size <= largest, seen: size };
    }, `${path} of a decent size`);
    console.log(path);
  }
}

#!/usr/bin/env node
// The README's pictures: the built page with a virtual board on its (stand-in) serial port and the local cloud, at 1280
// and 360 px, light and dark. node tests/e2e/screenshots.mjs [FOLDER], by default the folder that the README shows.

import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectSoon } from './support/soon.mjs';
import { Theatre, wifi } from './support/stage.mjs';
import { chartHas, signIn } from './support/story.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('screenshots/', import.meta.url));
const largest = 200 * 1024;
const sizes = [
  { width: 1280, height: 1000 },
  { width: 360, height: 780 },
];

const theatre = await Theatre.open();
try {
  mkdirSync(folder, { recursive: true });
  for (const viewport of sizes) await picture(viewport);
} finally {
  await theatre.close();
}

/** One run gives the pictures of both themes: at the start, at the plan, midway, and when a minute of data is there. */
async function picture(viewport) {
  const scene = await theatre.scene({ viewport });
  try {
    await scene.open();
    const { person } = scene;
    await shoot(scene, 'start');
    const board = await scene.board({ firmware: 'demo' });
    await person.connectBoard();
    await person.sees('Board', 'Ready', 30_000);
    await signIn(scene, await limitedUser(scene));
    await person.useWifi(wifi);
    await person.button('Provision', 'Show the plan first').click();
    await person.sees('Provision', 'Nothing written yet', 30_000);
    await shoot(scene, 'plan');
    await person.provision();
    const running = person.card('Provision').locator('[aria-current=step]');
    await running.filter({ hasText: 'Read back and compare the firmware' }).waitFor({ timeout: 120_000 });
    await shoot(scene, 'running');
    await person.sees('Provision', 'Provisioned', 300_000);
    scene.send(board);
    await person.sees('Live data', 'Your board is live', 30_000);
    await chartHas(scene, 55, 120_000);
    await shoot(scene, 'live');
  } finally {
    await scene.close();
  }
}

/** No administrator: the page would say so. */
function limitedUser(scene) {
  const statement = (actions) => ({ Effect: 'Allow', Action: actions, Resource: '*' });
  const policies = { work: { Version: '2012-10-17', Statement: [statement(['iot:*'])] } };
  return scene.cloud.createUser({ account: scene.account, name: 'workshop', policies });
}

async function shoot({ page }, name) {
  const { width } = page.viewportSize();
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => document.activeElement?.blur());
    await page.evaluate(() => scrollTo(0, 0));
    if (width < 640 && name === 'live')
      await page.locator('live-card').evaluate((card) => card.scrollIntoView());
    const path = join(folder, `${name}-${width}-${colorScheme}.png`);
    await expectSoon(async () => {
      await page.screenshot({ path });
      const { size } = statSync(path);
      return { holds: size > 5_000 && size <= largest, seen: size };
    }, `${path} of a decent size`);
    console.log(path);
  }
}

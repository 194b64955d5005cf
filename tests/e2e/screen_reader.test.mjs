// The main flow as a screen reader tells it, in the simulation: what is announced at each step, and where the focus is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { runScenario, Environment } from './support/scenario.mjs';
import { expectSoon } from './support/soon.mjs';

/** How long no element may have the focus after an action, ms: a few frames, until the page has drawn its outcome. */
const longestLossMs = 400;

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

/**
 * Runs in the page. Collects in `announced` each text that a live region changes to, as a screen reader would say it, and in `lost` how long the
 * focus was on no element.
 */
function listen() {
  const last = new Map();
  const regions = (root) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches('[role=status], [role=alert]') && element.checkVisibility() ? [element] : []),
      ...(element.shadowRoot ? regions(element.shadowRoot) : []),
    ]);
  const changes = () => {
    const shown = regions(document);
    const texts = shown.map((region) => [region, region.textContent.replace(/\s+/g, ' ').trim()]);
    const changed = texts.filter(([region, text]) => text !== '' && last.get(region) !== text);
    last.clear();
    for (const [region, text] of texts) last.set(region, text);
    return changed.map(([, text]) => text);
  };
  changes();
  globalThis.announced = [];
  globalThis.lost = [];
  let lostSince = null;
  setInterval(() => {
    globalThis.announced.push(...changes());
    const isLost = document.activeElement === document.body;
    if (isLost) lostSince ??= performance.now();
    else if (lostSince !== null) {
      globalThis.lost.push(performance.now() - lostSince);
      lostSince = null;
    }
  }, 20);
}

/** What was announced since the last call. */
const announced = (page) => page.evaluate(() => globalThis.announced.splice(0));

/** Waits until this is announced. Returns all announcements up to then. */
async function hears(page, words, timeout = 90_000) {
  const heard = [];
  await expectSoon(
    async () => {
      heard.push(...(await announced(page)));
      return { holds: heard.includes(words), seen: heard };
    },
    `“${words}” is announced`,
    timeout,
  );
  return heard;
}

test('from the simulation’s start to live data, each step is announced once, with the card that it is about, and the focus is never lost', () =>
  runScenario(environment, { hid: false }, async ({ page, person }) => {
    await page.getByRole('button', { name: 'Try without a board or an account' }).focus();
    await page.evaluate(listen);
    await page.keyboard.press('Enter');
    const start = await hears(page, 'Provision: Needs the Wi-Fi settings');
    for (const words of ['AWS account: Connected', 'Board: Ready', 'Wi-Fi: Choose a network'])
      assert.equal(start.filter((text) => text === words).length, 1, `${words} in ${start.join(' | ')}`);
    assert.ok(!start.some((text) => text.includes('Needs the provisioning firmware')), start.join(' | '));
    await person.expectFocus('Network name');

    await page.keyboard.press('Enter');
    await person.expectFocus('Provision this board');
    await hears(page, 'Provision: Ready');
    await page.keyboard.press('Enter');
    const job = await hears(page, 'Provision: Provisioned');
    for (const group of ['Board', 'Demo firmware'])
      assert.ok(job.includes(`Provisioning the board: ${group}`), `${group} in ${job.join(' | ')}`);
    assert.equal(new Set(job).size, job.length, `nothing is said twice: ${job.join(' | ')}`);

    const live = [...job, ...(await hears(page, 'Your board is live'))];
    assert.ok(
      !live.some((text) => text.startsWith('Live: ')),
      'the data are in view, so the tab says nothing',
    );
    await hears(page, 'Yellow light, the board reports: off');
    const lost = await page.evaluate(() => globalThis.lost);
    assert.ok(Math.max(0, ...lost) < longestLossMs, `the focus was lost for ${lost.map(Math.round)} ms`);
  }));

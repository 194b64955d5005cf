// Around the work: where the focus goes, the network, the appearance, help, and a part of the page that does not come.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { looksFine } from './support/look.mjs';
import { play, region, Theatre } from './support/stage.mjs';

let theatre;
before(async () => {
  theatre = await Theatre.open();
});
after(() => theatre?.close());

test('the focus is never lost with what was pressed: it returns, or goes on to what is next', () =>
  play(theatre, { hid: false }, async (scene) => {
    const { page, person } = scene;
    const { keyboard } = page;
    // The account first. With no board, what is next stays the same all the while.
    await person.typeKeys({ ...scene.user, accessKeyId: 'AKIAIOSFODNN7NOTHERE' }, region);
    await person.fails('AWS account', 'aws.unknown_key');
    await person.isAt('Connect account');
    await person.typeKeys(scene.user, region);
    await person.sees('AWS account', 'Connected');
    await person.isAt('Connect a board');
    await scene.board({ firmware: 'provisioning' });
    await keyboard.press('Enter');
    await person.isAt('Show the plan');
    await keyboard.press('Enter');
    await person.isAt('Provision this board');
    await page.evaluate(() => {
      globalThis.headings = [];
      addEventListener('focusin', (event) => {
        const [element] = event.composedPath();
        if (element.localName === 'h2') globalThis.headings.push(element.textContent);
      });
    });
    await keyboard.press('Enter');
    await person.isAt('Download the demo image for AVR-IoT');
    assert.deepEqual(await page.evaluate(() => globalThis.headings), ['Provision'], 'while it worked');
  }));

test('that there is no network is told for as long as it is so', () =>
  play(theatre, { hid: false }, async ({ context, page }) => {
    const note = page.getByText('You are offline', { exact: true });
    assert.equal(await note.count(), 0);
    await context.setOffline(true);
    await note.waitFor();
    await context.setOffline(false);
    await note.waitFor({ state: 'detached' });
  }));

test('the appearance is the system’s until another one is chosen, and that is kept', () =>
  play(theatre, { hid: false, colorScheme: 'dark' }, async (scene) => {
    const { page } = scene;
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    const choice = (name) => page.getByRole('button', { name, exact: true });
    const isChosen = async (name) => (await choice(name).getAttribute('aria-pressed')) === 'true';
    assert.deepEqual([await theme(), await isChosen('System')], ['dark', true]);
    await choice('Light').click();
    await page.locator('html[data-theme=light]').waitFor();
    await scene.reload();
    await choice('Light').waitFor();
    assert.deepEqual([await theme(), await isChosen('Light')], ['light', true]);
    await choice('Dark').click();
    await page.locator('html[data-theme=dark]').waitFor();
    await page.emulateMedia({ colorScheme: 'light' });
    assert.equal(await theme(), 'dark');
    await choice('System').click();
    await page.locator('html[data-theme=light]').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('html[data-theme=dark]').waitFor();
  }));

const phone = { viewport: { width: 360, height: 900 } };

test('help opens, is closed by Escape and gives the focus back', () =>
  play(theatre, phone, async ({ page, person }) => {
    const help = page.getByRole('dialog', { name: 'How it works' });
    await page.getByRole('button', { name: 'Help' }).click();
    await help.waitFor();
    await looksFine(page, 'with help open');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await person.isAt('Help');
  }));

test('nothing serious in the simulation, with its debugger and all that can be opened', () =>
  play(theatre, phone, async ({ page, person }) => {
    await page.getByRole('button', { name: 'Try without a board or an account' }).click();
    await person.sees('Board', 'Ready');
    await person.openTools();
    await person.button('Board', 'Inspect').click();
    await person.card('Board').locator('inspection-view').waitFor();
    await person.sees('Board', 'Ready');
    await looksFine(page, 'tools and a look inside');
    await person.button('Wi-Fi', 'Use this network').click();
    await person.button('Provision', 'Provision this board').click();
    await person.button('Provision', 'Stop').waitFor();
    await looksFine(page, 'running');
    await person.button('Provision', 'Stop').click();
    await person.sees('Provision', 'Stopped by you');
    const closed = page
      .locator('.fold[aria-expanded=false], main details:not([open]) > summary')
      .filter({ visible: true });
    while ((await closed.count()) > 0) await closed.first().click();
    await looksFine(page, 'stopped, with everything open');
  }));

test('on Android, where the part for USB cannot be fetched, the page appears and says so', async () => {
  const scene = await theatre.scene({ android: true });
  try {
    await scene.context.route(/usb_ports/, (route) => route.abort());
    const person = await scene.openTab();
    await person.fails('Board', 'page.serial_not_loaded');
    await person.sees('AWS account', 'No keys yet');
  } finally {
    await scene.close();
  }
});

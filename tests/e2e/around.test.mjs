// Behaviour around the main flow: focus, network, appearance, help, and a part of the page that cannot be loaded.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkAccessibility } from './support/accessibility.mjs';
import { runScenario, region, Environment } from './support/scenario.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

test('the focus is not lost after a click: it returns to the button, or moves to the next action', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { page, person } = scenario;
    const { keyboard } = page;
    // Fill in the account first. Without a board, the next action stays the same.
    await person.typeKeys({ ...scenario.user, accessKeyId: 'AKIAIOSFODNN7NOTHERE' }, region);
    await person.fails('AWS account', 'aws.unknown_key');
    await person.expectFocus('Connect account');
    await person.typeKeys(scenario.user, region);
    await person.sees('AWS account', 'Connected');
    await person.expectFocus('Connect a board');
    await scenario.board({ firmware: 'provisioning' });
    await keyboard.press('Enter');
    await person.expectFocus('Show the plan');
    await keyboard.press('Enter');
    await person.expectFocus('Provision this board');
    await page.evaluate(() => {
      globalThis.headings = [];
      addEventListener('focusin', (event) => {
        const [element] = event.composedPath();
        if (element.localName === 'h2') globalThis.headings.push(element.textContent);
      });
    });
    await keyboard.press('Enter');
    await person.expectFocus('Download the demo image for AVR-IoT');
    assert.deepEqual(await page.evaluate(() => globalThis.headings), ['Provision'], 'while the job ran');
  }));

test('the page says that it is offline, until it is online again', () =>
  runScenario(environment, { hid: false }, async ({ context, page }) => {
    const note = page.getByText('You are offline', { exact: true });
    assert.equal(await note.count(), 0);
    await context.setOffline(true);
    await note.waitFor();
    await context.setOffline(false);
    await note.waitFor({ state: 'detached' });
  }));

test('the appearance follows the system until the user chooses one, and the choice is kept', () =>
  runScenario(environment, { hid: false, colorScheme: 'dark' }, async (scenario) => {
    const { page } = scenario;
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    const choice = (name) => page.getByRole('button', { name, exact: true });
    const isChosen = async (name) => (await choice(name).getAttribute('aria-pressed')) === 'true';
    assert.deepEqual([await theme(), await isChosen('System')], ['dark', true]);
    await choice('Light').click();
    await page.locator('html[data-theme=light]').waitFor();
    await scenario.reload();
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

test('help opens, closes with Escape and returns the focus', () =>
  runScenario(environment, phone, async ({ page, person }) => {
    const help = page.getByRole('dialog', { name: 'How it works' });
    await page.getByRole('button', { name: 'Help' }).click();
    await help.waitFor();
    await checkAccessibility(page, 'with help open');
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await person.expectFocus('Help');
  }));

test('the simulation has no serious accessibility findings, with everything unfolded', () =>
  runScenario(environment, phone, async ({ page, person }) => {
    await page.getByRole('button', { name: 'Try without a board or an account' }).click();
    await person.sees('Board', 'Ready');
    await person.openTools();
    await person.button('Board', 'Inspect').click();
    await person.card('Board').locator('inspection-view').waitFor({ timeout: 120_000 }); // programs the board twice
    await person.sees('Board', 'Ready', 120_000);
    await checkAccessibility(page, 'tools and inspection');
    await person.button('Wi-Fi', 'Use this network').click();
    await person.button('Provision', 'Provision this board').click();
    await person.button('Provision', 'Stop').waitFor();
    await checkAccessibility(page, 'running');
    await person.button('Provision', 'Stop').click();
    await person.sees('Provision', 'Stopped by you');
    const closed = page
      .locator('.fold[aria-expanded=false], main details:not([open]) > summary')
      .filter({ visible: true });
    while ((await closed.count()) > 0) await closed.first().click();
    await checkAccessibility(page, 'stopped, with everything open');
  }));

test('on Android, the page says if the part for USB cannot be loaded', async () => {
  const scenario = await environment.scenario({ android: true });
  try {
    await scenario.context.route(/usb_ports/, (route) => route.abort());
    const person = await scenario.openTab();
    await person.fails('Board', 'page.serial_not_loaded');
    await person.sees('AWS account', 'No keys yet');
  } finally {
    await scenario.close();
  }
});

// The three views: by tab, by address and by the browser's own keys; what goes on in a view that is not shown.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkAccessibility } from './support/accessibility.mjs';
import { prepareOneClick } from './support/flow.mjs';
import { tabTo } from './support/keyboard.mjs';
import { runScenario, Environment } from './support/scenario.mjs';

const programming = 120_000;
const part = { Live: /live-card[^/]*\.js$/, Account: /account-view[^/]*\.js$/ };

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const tab = (page, name) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true });
const isShown = (page, view) => page.getByRole('main', { name: view, exact: true }).waitFor();

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]) {
  test(`at ${viewport.width}x${viewport.height}, each view opens by keyboard, has no accessibility findings, and is fetched then`, () =>
    runScenario(environment, { hid: false, viewport }, async ({ page, person, requests }) => {
      for (const [view, file] of Object.entries(part)) {
        assert.ok(!requests.some(({ url }) => file.test(url)), `${view} is fetched before it is opened`);
        await page.locator('body').focus();
        await tabTo(person, view);
        await page.keyboard.press('Enter');
        await isShown(page, view);
        await page
          .locator(view === 'Live' ? 'live-card' : 'account-view')
          .getByRole('heading')
          .waitFor();
        assert.ok(
          requests.some(({ url }) => file.test(url)),
          view,
        );
        await checkAccessibility(page, view);
      }
    }));
}

test('an address opens its view, back and forward go between views, an unknown one is Set up', () =>
  runScenario(environment, { hid: false }, async ({ page, site }) => {
    await page.goto(`${site.url}#/account`);
    await isShown(page, 'Account');
    await page.reload();
    await isShown(page, 'Account');
    await page.getByRole('link', { name: 'Go to Set up' }).click();
    await isShown(page, 'Set up');
    await tab(page, 'Live').click();
    await isShown(page, 'Live');
    await page.goBack();
    await isShown(page, 'Set up');
    await page.goBack();
    await isShown(page, 'Account');
    await page.goForward();
    await isShown(page, 'Set up');
    await page.goto(`${site.url}#/nowhere`);
    await isShown(page, 'Set up');
    await page.goto(`${site.url}#/setup?region=eu-west-1`);
    await isShown(page, 'Set up');
  }));

test('a link proposes region and title, and the page keeps them while another view is shown', () =>
  runScenario(environment, { hid: false }, async ({ page, person, site }) => {
    await page.goto(`${site.url}#/setup?region=ap-northeast-1&title=IoT+day%2C+%3Cb%3Eroom+7`);
    await page.getByText('IoT day, <b>room 7').waitFor();
    await person.show('Live');
    await person.show('Set up');
    await page.getByText('IoT day, <b>room 7').waitFor();
    await person.unfold('AWS account');
    const region = person.card('AWS account').getByLabel('Region');
    assert.equal(await region.inputValue(), 'ap-northeast-1');
    await person.reads('AWS account', 'The link to this page proposes the region below.');
  }));

test('a job goes on while another view is shown, and its tab says so; then the Live tab says that data have arrived', () =>
  runScenario(environment, {}, async (scenario) => {
    const { page, person } = scenario;
    const board = await prepareOneClick(scenario);
    await person.provision();
    await person.show('Account');
    await tab(page, 'Set up job running').waitFor();
    await tab(page, 'Set up').waitFor({ timeout: programming });
    scenario.startSending(board);
    await tab(page, 'Live new data').waitFor({ timeout: 30_000 });
    await tab(page, 'Live new data').click();
    await person.sees('Live data', 'Your board is live');
    assert.equal(await tab(page, 'Live').getAttribute('aria-current'), 'page');
    await person.button('Live data', 'Pause').click();
    await person.show('Set up');
    await person.sees('Provision', 'Provisioned');
    await person.button('Live data', 'Resume').waitFor(); // the same card, as it was left
  }));

test('what was typed stays while another view is shown', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    await person.unfold('AWS account');
    const id = person.card('AWS account').getByLabel('Access key ID', { exact: true });
    await id.fill('AKIAIOSFODNN7EXAMPLE');
    await person.show('Live');
    await person.show('Set up');
    assert.equal(await id.inputValue(), 'AKIAIOSFODNN7EXAMPLE');
  }));

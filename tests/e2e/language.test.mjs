// The page in another language: how the user chooses it, and what changes in an open page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tabTo } from './support/keyboard.mjs';
import { checkAccessibility } from './support/accessibility.mjs';
import { expectSoon } from './support/soon.mjs';
import { runScenario, Environment } from './support/scenario.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const german = /\/de-[^/]*\.js$/;
const headings = {
  en: ['Board', 'AWS account', 'Wi-Fi', 'Provision'],
  de: ['Board', 'AWS-Konto', 'WLAN', 'Provisionieren'],
};

async function speaks(page, language) {
  await expectSoon(
    async () => {
      const seen = {
        lang: await page.evaluate(() => document.documentElement.lang),
        headings: await page.getByRole('heading', { level: 2 }).allInnerTexts(),
      };
      const holds =
        seen.lang === language && headings[language].every((words) => seen.headings.includes(words));
      return { holds, seen: JSON.stringify(seen) };
    },
    `the page in ${language}`,
    10_000,
  );
}

const choice = (page) => page.locator('language-choice select');

test('German is chosen with the keyboard in the open page and is kept; typed text stays', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { page, person, requests } = scenario;
    await speaks(page, 'en');
    assert.ok(!requests.some(({ url }) => german.test(url)), 'German is not fetched before it is chosen');
    await person.unfold('AWS account');
    await person
      .card('AWS account')
      .getByLabel('Access key ID', { exact: true })
      .fill('AKIAIOSFODNN7EXAMPLE');
    await person
      .card('AWS account')
      .getByLabel('Secret access key', { exact: true })
      .fill('not-yet-all-of-it');
    await person.card('AWS account').getByLabel('Region').selectOption('eu-west-1');
    await tabTo(person, 'Language');
    await page.keyboard.type('D');
    await speaks(page, 'de');
    assert.equal(await page.title(), 'Vom Board in die Cloud');
    assert.ok(await choice(page).evaluate((select) => select.matches(':focus')));
    const account = page.locator('account-card');
    const typed = (label) => account.getByLabel(label, { exact: true }).inputValue();
    assert.equal(await typed('Zugriffsschlüssel-ID'), 'AKIAIOSFODNN7EXAMPLE');
    assert.equal(await typed('Geheimer Zugriffsschlüssel'), 'not-yet-all-of-it');
    // The error is now explained in the other language.
    await account.getByRole('button', { name: 'Konto verbinden' }).click();
    await account.getByText('Das ist kein gültiger Schlüssel').waitFor();
    await choice(page).selectOption('English');
    await account.getByText('This is not a valid key').waitFor();
    await choice(page).selectOption('Deutsch');
    await speaks(page, 'de');
    await scenario.reload();
    await speaks(page, 'de');
    assert.deepEqual(await scenario.context.cookies(), []);
    await choice(page).selectOption('English');
    await speaks(page, 'en');
  }));

test('a language that cannot be downloaded is reported, and the page stays as it is', () =>
  runScenario(environment, { hid: false }, async ({ page, person }) => {
    await page.route(german, (route) => route.abort());
    await choice(page).selectOption('Deutsch');
    await page.getByText('The language could not be loaded').waitFor();
    await speaks(page, 'en');
    assert.equal(await choice(page).inputValue(), 'en');
    await page.unroute(german);
    await person.button('Board', 'Connect a board').click({ trial: true });
  }));

test('a German browser starts in German, which fits a phone up to live data; the chart continues after a change to English', () =>
  runScenario(
    environment,
    { hid: false, locale: 'de-DE', viewport: { width: 360, height: 900 } },
    async ({ page }) => {
      const look = (state) => checkAccessibility(page, state);
      await speaks(page, 'de');
      await look('at first');
      await page.getByRole('button', { name: 'Hilfe' }).click();
      await look('the help');
      await page.getByRole('button', { name: 'Schließen' }).click();
      await page.getByRole('button', { name: 'Ohne Board und Konto ausprobieren' }).click();
      const wifi = page.locator('wifi-card').getByRole('button', { name: 'Dieses Netz nutzen' });
      await wifi.waitFor();
      await look('simulated');
      await wifi.click();
      const provision = page.locator('provision-card');
      await provision.getByRole('button', { name: 'Zuerst den Plan anzeigen' }).click();
      await provision.getByText('Noch nichts geschrieben').waitFor();
      await look('the plan');
      await provision.getByRole('button', { name: 'Board provisionieren' }).click();
      await page.getByText('Ihr Board ist live').waitFor({ timeout: 120_000 });
      const live = page.locator('live-card');
      await live.getByText(/^\d+,\d °C$/).waitFor();
      await look('live');
      const messages = async (words) => {
        const text = await live.getByText(words).first().innerText();
        return Number(words.exec(text)?.[1]);
      };
      const before = await messages(/(\d+) Nachricht(en)?\b(?! pro)/);
      await choice(page).selectOption('English');
      await live.getByText(/^\d+\.\d °C$/).waitFor();
      await expectSoon(
        async () => {
          const seen = await messages(/(\d+) messages?\b(?! per minute)/);
          return { holds: seen > before, seen };
        },
        'more messages',
        20_000,
      );
      await page.getByRole('img', { name: /^Temperature: between \d+\.\d and \d+\.\d °C/ }).waitFor();
    },
  ));

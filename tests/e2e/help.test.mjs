// The help: each page by its address and without accessibility findings, in both languages; the handout on one sheet of paper.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkAccessibility } from './support/accessibility.mjs';
import { Environment, runScenario } from './support/scenario.mjs';

const pages = { guide: 4, security: 5, workshop: 5, troubles: 6 };

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]) {
  test(`at ${viewport.width}x${viewport.height}, the help leads to its pages, and each has no accessibility findings`, () =>
    runScenario(environment, { hid: false, viewport }, async ({ page, site }) => {
      await page.getByRole('button', { name: 'Help', exact: true }).click();
      await page.getByRole('link', { name: 'Guide, security, workshops, troubles' }).click();
      await page.getByRole('main', { name: 'Help' }).waitFor();
      await page.getByRole('heading', { name: 'The four steps' }).waitFor();
      for (const [name, parts] of Object.entries(pages)) {
        await page.goto(`${site.url}#/help/${name}`);
        const article = page.locator('help-view article');
        await article.waitFor();
        assert.equal(await article.locator('h3').count(), parts, name);
        await checkAccessibility(page, name);
      }
    }));
}

test('a German browser fetches the German help only', () =>
  runScenario(environment, { hid: false, locale: 'de-DE' }, async ({ page, site, requests }) => {
    await page.goto(`${site.url}#/help/security`);
    await page.getByRole('heading', { name: 'So prüfen Sie es nach' }).waitFor();
    assert.equal(requests.filter(({ url }) => /\/docs[^/]*\.js$/.test(url)).length, 1);
    await page.goto(`${site.url}#/setup`);
    await page.getByRole('main', { name: 'Einrichten' }).waitFor();
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('en');
    await page.getByRole('main', { name: 'Set up' }).waitFor();
  }));

test('the handout is one page of A4, with the address and without the frame of the page', () =>
  runScenario(environment, { hid: false }, async ({ page, site }) => {
    await page.goto(`${site.url}#/help/handout`);
    await page.getByRole('heading', { name: 'Your board in the cloud' }).waitFor();
    await page.getByText(new URL(site.url).origin, { exact: false }).waitFor();
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const ink = (selector) =>
      page
        .locator(selector)
        .first()
        .evaluate((one) => getComputedStyle(one).color);
    assert.equal(
      await ink('help-view .address'),
      'rgb(0, 0, 0)',
      'dark on white paper in the dark theme, too',
    );
    assert.equal(await ink('help-view h3'), 'rgb(0, 0, 0)');
    for (const frame of ['page-header', 'view-tabs', 'log-drawer', 'help-view nav'])
      assert.ok(!(await page.locator(frame).isVisible()), frame);
    await page.getByText('Plug the board into your computer').waitFor();
    await page.emulateMedia({ media: null });
  }));

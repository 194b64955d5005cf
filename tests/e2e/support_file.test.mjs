// The support file: shown, then saved, with nothing in it that tells whose board, account and network it is about.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkAccessibility } from './support/accessibility.mjs';
import { prepareOneClick } from './support/flow.mjs';
import { Environment, region, runScenario, wifi } from './support/scenario.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

const content = (page) => page.getByLabel('Content of the support file');

test('the log leads to the file, which tells what happened, and not whose it is', () =>
  runScenario(environment, {}, async (scenario) => {
    const { page, person, account, user } = scenario;
    const board = await prepareOneClick(scenario);
    await person.provision();
    await person.sees('Provision', 'Provisioned', 120_000);
    const thing = await person.result('Thing');
    const endpoint = await person.result('Endpoint');
    const { secureElement } = await board.control('state');

    await page.getByRole('button', { name: 'Log', exact: true }).click();
    await page.getByRole('link', { name: 'Make a support file' }).click();
    await page.getByRole('main', { name: 'Support file' }).waitFor();
    await content(page).getByText('## Log').waitFor();
    const shown = await content(page).innerText();
    for (const fact of [
      /version: \d+\.\d+/,
      /agent: Mozilla/,
      /device: 03eb:2175 nEDBG CMSIS-DAP/,
      /program_provisioning: done, \d+ ms/,
      /send_wifi: done/,
      `region: ${region}`,
      /user: arn:aws:iam::account-1:user\/user-1/,
      /endpoint-1-ats\.iot\./,
      /name: network-1/,
    ])
      assert.match(shown, typeof fact === 'string' ? new RegExp(fact) : fact);
    const { secretAccessKey, accessKeyId } = user;
    for (const value of [
      ...[account, thing, endpoint.split('-ats')[0], secureElement, wifi.ssid, wifi.passphrase],
      ...[secretAccessKey, accessKeyId],
    ])
      assert.ok(!shown.toLowerCase().includes(value.toLowerCase()), value);
    assert.doesNotMatch(shown.split('## Log')[1], /(?<![\w-])wifi(?![\w-])/i);
    await checkAccessibility(page, 'support file');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the file' }).click(),
    ]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString().trim(), shown.trim());
  }));

test('an error leads to the file, which has the error', () =>
  runScenario(environment, {}, async (scenario) => {
    const { page, person } = scenario;
    scenario.bus.choose = () => null;
    await person.connectBoard();
    await person.fails('Board', 'page.picker_closed');
    await person.card('Board').getByText('Technical detail').click();
    await person.card('Board').getByRole('link', { name: 'Make a support file' }).click();
    await content(page).getByText('code: page.picker_closed').waitFor();
    await page.goBack();
    await person.fails('Board', 'page.picker_closed');
  }));

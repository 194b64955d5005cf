// Wi-Fi: the limits of the module, explained while typing, and the diagnosis when no message arrives.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectSoon } from './support/soon.mjs';
import { runScenario, Environment, wifi } from './support/scenario.mjs';
import { connectProvisioningBoard, prepareOneClick } from './support/flow.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

test('the limits of the module are explained while typing, each with a remedy', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person } = scenario;
    await connectProvisioningBoard(scenario);
    await person.unfold('Wi-Fi');
    await person.button('Wi-Fi', 'Change the network').click();
    const card = person.card('Wi-Fi');
    await person.reads('Wi-Fi', /2\.4 GHz/);
    const typed = async (ssid, security, passphrase) => {
      await card.getByLabel('Network name').fill(ssid);
      await card.getByLabel('Security').selectOption(security);
      if (security !== 'Open')
        await card.getByLabel('Passphrase', { exact: true }).pressSequentially(passphrase);
    };
    const clear = () => card.getByLabel('Passphrase', { exact: true }).fill('');
    const notes = [
      ['MyWifi ', 'Open', '', /name begins or ends with a space/],
      ['Home 5GHz', 'Open', '', /name of a 5 GHz network.*a 2\.4 GHz network/],
      ['Smith, Family', 'Open', '', /does not allow commas.*such as a phone’s hotspot/],
      ['ü'.repeat(17), 'Open', '', /1 to 32 bytes; this one has 34/],
      [wifi.ssid, 'WPA / WPA2', 'Grüße an alle', /plain ASCII characters only/],
      [
        'n'.repeat(28),
        'WPA / WPA2',
        'one, two, three',
        /with a comma fits if the network name has at most 27/,
      ],
      [wifi.ssid, 'WPA / WPA2', 'x'.repeat(65), /8 to 63 characters.*this one has 65/],
      [wifi.ssid, 'WEP', '123456789012', /WEP 10 or 26 hexadecimal digits; this one has 12/],
      [wifi.ssid, 'WEP', 'not hex at', /A WEP key.*digits 0 to 9 and the letters A to F/],
    ];
    for (const [ssid, security, passphrase, words] of notes) {
      await typed(ssid, security, passphrase);
      await person.reads('Wi-Fi', words);
      if (security !== 'Open') await clear();
    }
    const objections = card.locator('p.objection');
    for (const [security, key] of [
      ['WEP', '0123456789'],
      ['WPA / WPA2', 'one, two, three'],
      ['WPA / WPA2', wifi.passphrase],
    ]) {
      await typed(wifi.ssid, security, key);
      await expectSoon(async () => {
        const seen = (await objections.allInnerTexts()).join();
        return { holds: seen === '', seen };
      }, `no objection to ${security}`);
      if (key !== wifi.passphrase) await clear();
    }
    // The button does not send settings that the module cannot take.
    await card.getByLabel('Passphrase', { exact: true }).fill('short');
    await person.button('Wi-Fi', 'Use this network').click();
    await person.reads('Wi-Fi', /8 to 63 characters/);
    assert.equal(await card.getByLabel('Network name').inputValue(), wifi.ssid, 'the form stays');
  }));

test('when a board does not join its Wi-Fi network, the page diagnoses it and explains the lights', () =>
  runScenario(environment, { clock: true }, async (scenario) => {
    const { person, page } = scenario;
    const network = { ...wifi, passphrase: 'not what was typed' };
    const board = await prepareOneClick(scenario, { firmware: 'provisioning', network });
    await person.provision();
    await person.sees('Provision', 'Provisioned', 120_000);
    await person.sees('Live data', 'Waiting for the first message');
    await person.reads('Live data', /blinks while joining the Wi-Fi network, steady when joined/);
    await expectSoon(async () => {
      const { leds } = await board.control('leds');
      return { holds: leds.wifi, seen: leds };
    }, 'the blue light blinks');
    // A minute without messages, then the time for the board's start and a second attempt.
    const note = person.card('Live data').locator('diagnosis-note error-note');
    await expectSoon(
      async () => {
        await page.clock.fastForward(1_000);
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { holds: await note.isVisible(), seen: 'no diagnosis yet' };
      },
      'the diagnosis starts by itself',
      60_000,
    );
    const text = await person.fails('Live data', 'diagnosis.not_connected');
    assert.match(text, /does not report over USB whether it joins the Wi-Fi network/);
    await person.button('Live data', 'Blue blinks').click();
    await person.reads('Live data', /does not get into the Wi-Fi network/);
    await person.card('Live data').getByText('What was checked').click();
    for (const finding of ['The board answers', 'The certificate has the policy', 'The board publishes'])
      await person.reads('Live data', finding);
    // The remedy is the right passphrase.
    await person.unfold('Wi-Fi');
    await person.useWifi(network);
    await person.sees('Wi-Fi', 'Sent to the board');
    scenario.startSending(board);
    await person.sees('Live data', 'Your board is live', 20_000);
  }));

// The hardware check with virtual boards: a person answers its questions, and its report says what the board was given.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkAccessibility } from './support/accessibility.mjs';
import { connectWithDebugger, prepareOneClick } from './support/flow.mjs';
import { Environment, runScenario, wifi } from './support/scenario.mjs';

/** A check programs two images. */
const whole = 180_000;

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

async function open({ page, site }) {
  await page.goto(`${site.url}#/check`);
  await page.getByRole('main', { name: 'Hardware check' }).waitFor();
}

/** Answers a question of the check once it is asked. */
async function answer(page, question, reply) {
  await page.getByRole('heading', { name: question }).waitFor({ timeout: whole });
  await page.locator('check-view').getByRole('button', { name: reply, exact: true }).click();
}

/** Answers as somebody whose board does what it should. @returns {Promise<string>} the report */
async function runCheck(page, { kit = 'AVR-IoT WG', lights = 'Yes', demo = true } = {}) {
  await page.getByRole('button', { name: 'Start the check' }).click();
  await answer(page, 'Which name is printed on the board?', kit);
  await answer(page, /^Did the lights of the board blink/, lights);
  if (demo) await answer(page, 'What do the lights do now?', 'Blue and green blink');
  return reportOf(page);
}

async function reportOf(page) {
  const report = page.locator('check-view').getByLabel('Report', { exact: true });
  await report.waitFor({ timeout: whole });
  return report.innerText();
}

const rowOf = (report, part) => report.split('\n').find((line) => line.startsWith(`| ${part} |`));

test('a board in order: every part that can be checked without an account passes, and the board is as before', () =>
  runScenario(environment, {}, async (scenario) => {
    const { page } = scenario;
    const board = await connectWithDebugger(scenario);
    const flash = await board.flash();
    const { secureElement, kitSerial } = await board.control('state');
    await open(scenario);
    await checkAccessibility(page, 'before the check');
    const report = await runCheck(page);
    assert.match(report, /^# Hardware check: AVR-IoT WG\n/);
    assert.match(report, /10 passed, 0 failed, 2 not checked/);
    for (const part of [
      ...['Port and firmware', 'Debugger', 'Printed name', 'Lights blink', 'Programming'],
      ...['Commands of the provisioning firmware', 'Secure element', 'Wi-Fi module'],
      ...['Demo firmware put back', 'Lights of the demo firmware'],
    ])
      assert.match(rowOf(report, part), /\| passed \|/, part);
    assert.match(rowOf(report, 'Wi-Fi module'), /firmware 19\.7\.7/);
    assert.match(report, /browser: Mozilla/);
    for (const serial of [secureElement, kitSerial].filter(Boolean))
      assert.ok(!report.includes(serial), 'serial numbers are pseudonyms');
    assert.ok(flash.equals(await board.flash()), 'the flash of the Wi-Fi module is unchanged');
    assert.equal((await board.control('state')).firmware, 'demo');
    await checkAccessibility(page, 'after the check');

    await page.getByLabel('What else did you see?').fill('The red light flickers.');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the report' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'hardware-check.md');
    assert.match(await reportOf(page), /## Remarks\nThe red light flickers\./);
  }));

for (const [what, fault, part, code] of [
  ['a worn page of the program memory', 'worn@flash:0x380', 'Programming', 'debugger.verify_failed'],
  [
    'a secure element that does not answer',
    'status@cmd:MC+ECC+SERIAL=0x1F4',
    'Secure element',
    'board.secure_element_failed',
  ],
  ['a Wi-Fi module that does not start', 'dead@module:3000', 'Wi-Fi module', 'board.module_'],
]) {
  test(`${what} is named by the report`, () =>
    runScenario(environment, {}, async (scenario) => {
      await connectWithDebugger(scenario, { fault });
      await open(scenario);
      const { page } = scenario;
      const report = await runCheck(page, { demo: fault !== 'worn@flash:0x380' });
      assert.match(rowOf(report, part), /\*\*failed\*\*/);
      assert.ok(rowOf(report, part).includes(code), rowOf(report, part));
      assert.match(report, new RegExp(`## Failures\n${part}:\n {2}code: ${code}`));
      const failed = report.split('\n').filter((line) => line.includes('**failed**'));
      assert.deepEqual(failed, [rowOf(report, part)]);
    }));
}

test('what the person sees counts: another name is printed, and no light blinks', () =>
  runScenario(environment, {}, async (scenario) => {
    await connectWithDebugger(scenario);
    await open(scenario);
    const report = await runCheck(scenario.page, { kit: 'PIC-IoT WA', lights: 'No' });
    assert.match(rowOf(report, 'Printed name'), /\*\*failed\*\*.*printed: PIC-IoT WA; reported: AVR-IoT WG/);
    assert.match(rowOf(report, 'Lights blink'), /\*\*failed\*\*/);
  }));

test('a board that sends: the sensors are checked, and the delivered state is restored if it was chosen', () =>
  runScenario(environment, {}, async (scenario) => {
    const { page, person } = scenario;
    const board = await prepareOneClick(scenario);
    await person.provision();
    await person.sees('Provision', 'Provisioned', 120_000);
    scenario.startSending(board);
    await person.sees('Live data', 'Your board is live', 30_000);
    await open(scenario);
    await page.getByLabel('Also restore the delivered state at the end').check();
    await page.getByRole('button', { name: 'Start the check' }).click();
    await answer(page, 'Which name is printed on the board?', 'AVR-IoT WG');
    await answer(page, /^Did the lights/, 'Show it again');
    await answer(page, /^Did the lights/, 'Yes');
    await answer(page, 'What do the lights do now?', 'Green is on, yellow blinks');
    await page.getByRole('heading', { name: /^Cover the light sensor/ }).waitFor({ timeout: whole });
    await page.getByText(/Temp \d+.* Light \d+/).waitFor();
    await answer(page, /^Cover the light sensor/, 'Yes');
    const report = await reportOf(page);
    assert.match(report, /12 passed, 0 failed, 0 not checked/);
    assert.match(rowOf(report, 'Sensors'), /before: Temp .*Light .*after: Temp/);
    for (const secret of [wifi.ssid, wifi.passphrase, scenario.account])
      assert.ok(!report.includes(secret), secret);
    await page.goto(`${scenario.site.url}#/setup`);
    await person.card('Board').waitFor();
  }));

test('the check can be stopped; what was not reached says so', () =>
  runScenario(environment, {}, async (scenario) => {
    const { page } = scenario;
    await connectWithDebugger(scenario);
    await open(scenario);
    await page.getByRole('button', { name: 'Start the check' }).click();
    await page.getByRole('heading', { name: 'Which name is printed on the board?' }).waitFor();
    await page.getByRole('button', { name: 'Stop the check' }).click();
    const report = await reportOf(page);
    assert.match(report, /2 passed, 0 failed, 10 not checked/);
    assert.match(rowOf(report, 'Sensors'), /skipped \|.*not reached/);
  }));

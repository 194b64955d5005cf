// The tray: many boards of all kits at once, in the simulation, whose AWS IoT admits ten requests a second of each kind.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkAccessibility } from './support/accessibility.mjs';
import { boardsOf, enter, seesBoards } from './support/fleet.mjs';
import { Environment, runScenario } from './support/scenario.mjs';
import { expectSoon } from './support/soon.mjs';

const allTheTime = 300_000;
/**
 * Tells side by side from one after the other, whatever else the machine does. That many boards take at most twice the time of one is held on virtual
 * time, by the native test Fleet.OfThirty….
 */
const limit = 4;
const part = /board-tray[^/]*\.js$/;

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

/** What the tray says of each board. */
function trayOf(page) {
  return page.evaluate(() => {
    const { tray, jobs } = document.querySelector('provisioner-app').workbench.view.state;
    return (tray?.boards ?? []).map(({ board, status }) => {
      const steps = jobs.find((job) => job.board === board)?.steps ?? [];
      return { board, status, step: steps.find((step) => step.status === 'running')?.name };
    });
  });
}

function seesTray(page, holds, words, timeout = allTheTime) {
  return expectSoon(
    async () => {
      const boards = await trayOf(page);
      return { holds: holds(boards), seen: boards };
    },
    words,
    timeout,
  );
}

const are = (status, ids) => (boards) =>
  boards.filter(({ board }) => ids.includes(board)).every((one) => one.status === status) &&
  ids.every((id) => boards.some(({ board }) => board === id));

/** The row of a board, by its place in the list. */
const row = (page, place) => page.locator('tray-row').nth(place);

/** Plugs in virtual boards at the same moment, and waits until the page knows them. Returns their ids. */
async function plug(page, count) {
  const before = (await boardsOf(page)).map(({ id }) => id);
  await page.evaluate((many) => {
    const { workbench } = document.querySelector('provisioner-app');
    for (let i = 0; i < many; i++) workbench.run({ do: 'simulated_plug' });
  }, count);
  await seesBoards(page, (boards) => boards.length === before.length + count, `${count} more boards`);
  return (await boardsOf(page)).map(({ id }) => id).filter((id) => !before.includes(id));
}

/** Pulls the cable of one board, or puts it back, without looking at its cards. */
function handle(page, command, id) {
  return page.evaluate(
    ([what, board]) => {
      const { workbench } = document.querySelector('provisioner-app');
      workbench.run({ do: 'select_board', id: board });
      workbench.run({ do: what });
    },
    [command, id],
  );
}

/** Gives the page a file of its own to write to, in place of the browser's dialog, which a test cannot use. */
function offerFile(page) {
  return page.evaluate(() => {
    window.showSaveFilePicker = async ({ suggestedName }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
  });
}

function contentOfFile(page, name) {
  return page.evaluate(async (file) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle(file);
    return (await handle.getFile()).text();
  }, name);
}

async function openTray(page) {
  await page.evaluate(() => (location.hash = '#/tray'));
  await page.getByRole('heading', { name: 'Many boards' }).waitFor();
}

/** Opens the tray in the simulation, whose first board is plugged in, with a network for all boards. */
async function prepare(scenario) {
  const { page } = scenario;
  await enter(scenario);
  await openTray(page);
  await page.getByRole('button', { name: 'Use this network' }).click();
  await page.locator('tray-wifi').getByText('Any network').waitFor();
}

test('an armed tray takes ten boards of all kits from plugging in to live side by side; one that fails continues when it is plugged in again', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { page, requests } = scenario;
    assert.ok(!requests.some(({ url }) => part.test(url)), 'the tray is fetched when it is opened');
    await prepare(scenario);
    const [{ id: there }] = await boardsOf(page);
    await seesTray(page, are('ready', [there]), 'the first board is ready');
    await offerFile(page);
    await page.getByRole('button', { name: 'Write to a CSV file…' }).click();
    await page.getByText('Written to simulated-boards.csv').waitFor();

    await page.getByRole('button', { name: 'Start boards as they are plugged in…' }).click();
    await page.getByText(/each delivered board that you plug in is erased/).waitFor();
    await page.getByRole('button', { name: 'Yes, start them as they come' }).click();
    await page.getByText(/^Armed\./).waitFor();

    let began = Date.now();
    const single = await plug(page, 1);
    await seesTray(page, are('passed', single), 'one board passed');
    const one = Date.now() - began;

    began = Date.now();
    const ten = await plug(page, 10);
    const [failing, ...others] = ten;
    const programs = (boards) =>
      boards.some(({ board, step }) => board === failing && step === 'verify_provisioning');
    await seesTray(page, programs, 'the board that will fail is at work');
    await handle(page, 'simulated_unplug', failing);
    await seesTray(page, are('failed', [failing]), 'its cable is pulled');
    await seesTray(page, are('passed', others), 'the others passed');
    const all = Date.now() - began;
    console.log(`one board took ${one} ms, ten took ${all} ms`);
    assert.ok(all <= limit * one, `one board took ${one} ms, ten took ${all} ms`);
    const kits = (await boardsOf(page)).filter(({ id }) => others.includes(id)).map(({ kit }) => kit);
    assert.equal(new Set(kits).size, 4, kits.join());

    const [place] = (await trayOf(page)).flatMap(({ board }, index) => (board === failing ? [index] : []));
    await row(page, place).getByText('FAIL', { exact: true }).waitFor();
    await row(page, place).getByText('The board was unplugged').waitFor();
    await handle(page, 'simulated_replug', failing);
    await seesTray(page, are('passed', ten), 'the board that failed passed');
    assert.ok(are('ready', [there])(await trayOf(page)), 'a board that was there before is not started');

    const results = await page.evaluate(() => {
      const { jobs } = document.querySelector('provisioner-app').workbench.view.state;
      return jobs.map(({ result }) => [result.thingName, result.certificateId]);
    });
    const written = async () => {
      const [header, ...lines] = (await contentOfFile(page, 'simulated-boards.csv')).trim().split('\r\n');
      const seen = lines.map((line) => line.split(','));
      return { holds: seen.length === 11 && header.startsWith('thing_name,serial_number,'), seen };
    };
    const lines = await expectSoon(written, 'a line for each board that passed');
    assert.deepEqual(lines.map((line) => [line[0], line[4]]).sort(), results.sort());
    await checkAccessibility(page, 'tray');
  }));

test('one button starts all boards that are ready; they get the same network, and each row can be found, stopped and continued', () =>
  runScenario(environment, { hid: false, viewport: { width: 360, height: 740 } }, async (scenario) => {
    const { page, person } = scenario;
    await prepare(scenario);
    await plug(page, 1);
    const ids = (await boardsOf(page)).map(({ id }) => id);
    await seesTray(page, are('ready', ids), 'both boards are ready');
    await page.getByRole('button', { name: 'Provision all 2 boards' }).click();
    await row(page, 0).getByRole('progressbar').waitFor();
    await row(page, 0).getByRole('button', { name: /^Stop/ }).click();
    await seesTray(page, are('stopped', [ids[0]]), 'the first board is stopped');
    await row(page, 0).getByText('Stopped by you').waitFor();
    await row(page, 0)
      .getByRole('button', { name: /^Continue/ })
      .click();
    await seesTray(page, are('passed', ids), 'both boards passed');
    for (const place of [0, 1]) await row(page, place).getByText('PASS', { exact: true }).waitFor();
    await checkAccessibility(page, 'tray on a phone');
    await row(page, 1).getByRole('button', { name: /^Find/ }).click();
    await seesBoards(
      page,
      (boards) => boards[1].status === 'busy',
      'the second board restarts, which its LEDs show',
    );
    await seesBoards(page, (boards) => boards[1].status === 'ready', 'the second board is ready again');
    await row(page, 1).getByRole('button', { name: /^Open/ }).click();
    await person.sees('Wi-Fi', 'Sent to the board');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .evaluate(() => (location.hash = '#/tray'))
        .then(() => page.getByRole('button', { name: 'Download as CSV' }).click()),
    ]);
    assert.equal(download.suggestedFilename(), 'simulated-boards.csv');
  }));

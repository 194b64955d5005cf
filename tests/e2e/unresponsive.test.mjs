// Browsers that never answer, ports that fail without an event, and a core that crashes: each time the page shows an error and how to continue.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connectProvisioningBoard } from './support/flow.mjs';
import { Environment, runScenario } from './support/scenario.mjs';
import { expectSoon } from './support/soon.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

/** A board that is replaced by a port that never opens. plug() brings the real port back. */
async function boardThatNeverOpens(scenario) {
  const { bus } = scenario;
  const board = await scenario.board({ firmware: 'provisioning' });
  bus.unplug(board.port);
  const silent = { open: () => new Promise(() => {}), write: async () => {}, close() {} };
  return { board, silent: bus.plug(silent, { name: board.name }) };
}

/** Waits until the only board that the page shows is ready. */
async function isReadyAlone({ person }) {
  await person.sees('Board', 'Ready', 30_000);
  const list = person.card('Board').getByRole('list', { name: 'Boards', exact: true });
  assert.equal(await list.count(), 0, 'the list is shown for several boards');
}

test('a port that the browser never opens is explained, and its board comes back when it is replugged', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, bus } = scenario;
    const { board, silent } = await boardThatNeverOpens(scenario);
    await person.connectBoard();
    await person.fails('Board', 'serial.unresponsive', 30_000);
    assert.ok(await person.button('Board', 'Try again').isEnabled());
    bus.unplug(silent);
    await person.sees('Board', 'Unplugged');
    board.plug();
    await isReadyAlone(scenario);
  }));

test('a port that is unplugged while the browser still opens it belongs to the same board afterwards', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, bus } = scenario;
    const { board, silent } = await boardThatNeverOpens(scenario);
    await person.connectBoard();
    await person.sees('Board', /^Checking/);
    bus.unplug(silent);
    await person.sees('Board', 'Unplugged', 5_000);
    board.plug();
    await isReadyAlone(scenario);
  }));

test('a port that the browser never closes frees its board when the cable is pulled', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page } = scenario;
    const board = await connectProvisioningBoard(scenario);
    await page.evaluate(async () => {
      const [port] = await navigator.serial.getPorts();
      globalThis.closing = new Promise((resolve) => {
        port.close = () => new Promise(() => resolve());
      });
    });
    await person.openTools();
    await person.button('Board', 'Inspect').click();
    await page.evaluate(() => globalThis.closing);
    await board.unplug();
    await person.sees('Board', 'Unplugged', 10_000);
    await board.replug();
    await isReadyAlone(scenario);
  }));

test('a port that fails without an event is tried again by itself', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, bus } = scenario;
    await scenario.board({ firmware: 'demo' });
    const [port] = bus.plugged.values();
    await person.connectBoard();
    await expectSoon(async () => ({ holds: port.inbox !== null, seen: port.inbox }), 'the port is open');
    bus.disturb(port.id, 'NetworkError');
    await person.sees('Board', 'Unplugged', 10_000);
    await expectSoon(
      async () => {
        const region = person.page.getByRole('region', { name: 'Board', exact: true });
        const seen = (await region.getByRole('status').first().textContent()).trim();
        return { holds: !seen.endsWith('Unplugged'), seen };
      },
      'the port is tried again',
      10_000,
    );
  }));

test('a core that traps is explained, and the page works again when it is reloaded', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { person, page, context } = scenario;
    await context.addInitScript(() => {
      const { instantiate } = WebAssembly;
      const trapping =
        (call) =>
        (...values) => {
          if (globalThis.traps) throw new WebAssembly.RuntimeError('memory access out of bounds');
          return call(...values);
        };
      WebAssembly.instantiate = async (...values) => {
        const made = await instantiate(...values);
        const exports = {};
        for (const [each, value] of Object.entries((made.instance ?? made).exports))
          exports[each] = typeof value === 'function' ? trapping(value) : value;
        return made.instance ? { instance: { exports } } : { exports }; // of bytes, or of a compiled module
      };
    });
    await scenario.reload();
    await scenario.board({ firmware: 'provisioning' });
    await person.button('Board', 'Connect a board').waitFor();
    await page.getByText(/^Version \d/).waitFor(); // the core is there
    // Crash the core after the click, because the page hides the button as soon as the core has crashed.
    await page.evaluate(() =>
      addEventListener('click', () => (globalThis.traps = true), { capture: true, once: true }),
    );
    await person.connectBoard();
    const note = page.locator('provisioner-app error-note').first();
    await note.getByText('A part of this page has stopped').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Reload the page' }).click();
    await person.sees('Board', 'Ready', 30_000);
  }));

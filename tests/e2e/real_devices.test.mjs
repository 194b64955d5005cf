// The built page with Chromium's own WebHID and Web Serial, on boards that are devices of this system (support/real_devices.mjs).
// Needs root on Linux; elsewhere the tests are skipped.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { boardsOf, seesBoards } from './support/fleet.mjs';
import { checkAccount, signIn } from './support/flow.mjs';
import { whyNoNamespace } from './support/real_devices.mjs';
import { Environment, runScenario, wifi } from './support/scenario.mjs';
import { expectSoon } from './support/soon.mjs';

const skip = whyNoNamespace();
const identifying = 60_000; // how long it may take until a board is ready, ms
const provisioning = 150_000; // with both images programmed; 30 s on an idle machine

let environment;
before(async () => {
  if (!skip) environment = await Environment.open({ realDevices: 'privileged' });
});
after(() => environment?.close());

/** A test whose browser may use every board, so that no device list opens. */
function deviceTest(name, body) {
  test(name, { skip }, () => runScenario(environment, {}, body));
}

for (const kit of ['avr-iot-wg', 'pic-iot-wg']) {
  deviceTest(`one click takes a new ${kit} to its first message`, async (scenario) => {
    const { person } = scenario;
    const board = await scenario.board({ kit });
    await person.sees('Board', 'Ready', identifying);
    await signIn(scenario);
    await person.useWifi(wifi);
    await person.provision();
    await person.sees('Provision', 'Provisioned', provisioning);
    await checkAccount(scenario, await person.result('Thing'), await person.result('Certificate'));
    scenario.startSending(board);
    await person.sees('Live data', 'Your board is live', 60_000);
  });
}

deviceTest('a board that is unplugged and plugged in again is used again', async (scenario) => {
  const { person } = scenario;
  const board = await scenario.board();
  await person.sees('Board', 'Ready', identifying);
  const [{ id }] = await boardsOf(scenario.page);
  await board.unplug();
  await person.sees('Board', 'Unplugged');
  await board.replug();
  await person.sees('Board', 'Ready', identifying);
  assert.deepEqual(
    (await boardsOf(scenario.page)).map((one) => one.id),
    [id],
  );
});

deviceTest('ports and debuggers of two boards are paired, and one may leave', async (scenario) => {
  const { page } = scenario;
  const boards = [await scenario.board({ kit: 'avr-iot-wg' }), await scenario.board({ kit: 'pic-iot-wg' })];
  const kits = (found) => found.map(({ kit }) => kit).sort();
  const paired = (found) => kits(found).join() === 'AVR-IoT WG,PIC-IoT WG';
  const ready = (found) => found.every(({ status }) => status === 'ready');
  await seesBoards(page, (found) => paired(found) && ready(found), 'both boards ready');
  await boards[0].unplug();
  const isLeft = ({ kit, status }) => status === (kit === 'PIC-IoT WG' ? 'ready' : 'gone');
  await seesBoards(page, (found) => paired(found) && found.every(isLeft), 'one board unplugged');
});

deviceTest(
  'a board that vanishes without an event while it is programmed stops the job',
  async (scenario) => {
    const { person } = scenario;
    const board = await scenario.board();
    await person.sees('Board', 'Ready', identifying);
    await signIn(scenario);
    await person.useWifi(wifi);
    const before = await board.program();
    await person.provision();
    await expectSoon(async () => {
      const program = await board.program();
      return { holds: !program.equals(before), seen: program.length };
    }, 'the board is being programmed');
    await board.control('unplug'); // its nodes in /dev stay, and nothing is announced
    await person.fails('Provision', /(hid|debugger)\.\w+/, identifying);
    await person.sees('Provision', 'Stopped');
    await board.replug();
    await person.sees('Board', 'Unknown firmware', identifying); // half an image
    await person.button('Provision', 'Continue').click();
    await person.sees('Provision', 'Provisioned', provisioning);
  },
);

test('a port that another process holds exclusively is reported', { skip }, async () => {
  const ordinary = await Environment.open({ realDevices: 'ordinary' });
  try {
    await runScenario(ordinary, {}, async (scenario) => {
      const { person } = scenario;
      ordinary.devices.holdNext();
      await scenario.board();
      await person.fails('Board', 'serial.port_busy', identifying);
    });
  } finally {
    await ordinary.close();
  }
});

// The parts of the main flow, in the order in which a person does them, for scenarios to combine.

import assert from 'node:assert/strict';
import { expectSoon } from './soon.mjs';
import { wifi } from './scenario.mjs';

/** Connects a board that runs the provisioning firmware, by its serial port. */
export async function connectProvisioningBoard(scenario, options) {
  const board = await scenario.board({ firmware: 'provisioning', ...options });
  await scenario.person.connectBoard();
  await scenario.person.sees('Board', 'Ready');
  return board;
}

/** Connects a board as delivered, by its serial port and its debugger; one click opens both lists. */
export async function connectWithDebugger(scenario, options) {
  const board = await scenario.board(options);
  await scenario.person.connectBoard();
  await scenario.person.sees('Board', 'Ready', 30_000);
  return board;
}

/** Does everything that comes before the one click: board, keys, Wi-Fi. */
export async function prepareOneClick(scenario, options) {
  const board = await connectWithDebugger(scenario, options);
  await signIn(scenario);
  await scenario.person.useWifi(wifi);
  return board;
}

export async function signIn(scenario, user = scenario.user) {
  await scenario.person.typeKeys(user, scenario.region);
  await scenario.person.sees('AWS account', 'Connected');
}

/** Chooses just-in-time registration and saves the authority, which it needs. */
export async function chooseJitr({ person }) {
  await person.chooseMethod('at its first connection (JITR)');
  await person.download('Provision', 'Save the files (ZIP)');
}

/** Shows the plan, provisions, and waits for the result. */
export async function provision(scenario) {
  await scenario.person.showPlan();
  await scenario.person.provision();
  await scenario.person.sees('Provision', 'Provisioned', 60_000);
}

/** Loads the demo firmware, sends the Wi-Fi settings, and lets an independent parser of the board's flash send data as the board would. */
export async function goLive(scenario, board) {
  const { person } = scenario;
  await person.button('Board', 'Download the demo image for AVR-IoT').waitFor();
  await board.drop('demo');
  await person.reads('Wi-Fi', 'Network name', 40_000);
  await person.useWifi(wifi);
  await person.sees('Wi-Fi', 'Sent to the board', 40_000);
  const sender = scenario.startSending(board);
  await person.sees('Live data', 'Your board is live', 20_000);
  return sender;
}

/** Waits until the chart has this many points, and checks that it drew them. */
export async function chartShows(scenario, points, timeout = 30_000) {
  await expectSoon(
    async () => {
      const seen = await scenario.person.messages();
      return { holds: seen >= points, seen };
    },
    `${points} messages`,
    timeout,
  );
  for (const quantity of ['Temperature', 'Light']) {
    const figure = scenario.page.getByRole('img', { name: new RegExp(`^${quantity}: between`) });
    await figure.waitFor();
    const inked = await figure.locator('canvas').evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value !== 0);
    });
    assert.ok(inked, `${quantity} is drawn`);
  }
}

/** Checks that the account has exactly the items of one provisioned board. */
export async function checkAccount(scenario, thingName, certificateId) {
  const { things, certificates, policies, policyAttachments, thingPrincipals } = await scenario.inventory();
  assert.deepEqual(
    things.map((thing) => thing.thingName),
    [thingName],
  );
  assert.deepEqual(
    certificates.map(({ certificateId: id, status }) => [id, status]),
    [[certificateId, 'ACTIVE']],
  );
  assert.deepEqual(
    policies.map(({ name }) => name),
    ['zt_policy'],
  );
  const [{ arn }] = certificates;
  assert.deepEqual(policyAttachments, [{ target: arn, policy: 'zt_policy' }]);
  assert.deepEqual(thingPrincipals, [{ principal: arn, thing: thingName }]);
}

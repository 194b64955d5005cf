// The parts of the main job as a person goes through them, for the scenarios to put together.

import assert from 'node:assert/strict';
import { expectSoon } from './soon.mjs';
import { region, wifi } from './stage.mjs';

/** A new board, as it comes out of its box: the page finds it, and it runs what it has to run. */
export async function plugInAndPrepare(scene, options) {
  const board = await scene.board({ firmware: 'provisioning', ...options });
  await scene.person.connectBoard();
  await scene.person.sees('Board', 'Ready');
  return board;
}

/** A board as it comes, with its debugger: one click opens both lists. */
export async function plugInWhole(scene, options) {
  const board = await scene.board(options);
  await scene.person.connectBoard();
  await scene.person.sees('Board', 'Ready', 30_000);
  return board;
}

/** All that a person gives before the one click that does everything. */
export async function prepareWhole(scene, options) {
  const board = await plugInWhole(scene, options);
  await signIn(scene);
  await scene.person.useWifi(wifi);
  return board;
}

export async function signIn(scene, user = scene.user) {
  await scene.person.typeKeys(user, region);
  await scene.person.sees('AWS account', 'Connected');
}

/** From the plan to the result. */
export async function provision(scene) {
  await scene.person.showPlan();
  await scene.person.provision();
  await scene.person.sees('Provision', 'Provisioned', 60_000);
}

/** Demo firmware, Wi-Fi, and the board as an independent parser of its flash plays it, until it is seen sending. */
export async function bringToLife(scene, board) {
  const { person } = scene;
  await person.button('Board', 'Download the demo image for AVR-IoT').waitFor();
  await board.drop('demo');
  await person.reads('Wi-Fi', 'Network name', 40_000);
  await person.useWifi(wifi);
  await person.sees('Wi-Fi', 'Sent to the board', 40_000);
  const sender = scene.send(board);
  await person.sees('Live data', 'Your board is live', 20_000);
  return sender;
}

/** The chart holds so many points and has drawn them. */
export async function chartHas(scene, points, timeout = 30_000) {
  await expectSoon(
    async () => {
      const seen = await scene.person.messages();
      return { holds: seen >= points, seen };
    },
    `${points} messages`,
    timeout,
  );
  for (const quantity of ['Temperature', 'Light']) {
    const figure = scene.page.getByRole('img', { name: new RegExp(`^${quantity}: between`) });
    await figure.waitFor();
    const inked = await figure.locator('canvas').evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value !== 0);
    });
    assert.ok(inked, `${quantity} is drawn`);
  }
}

/** What the account must hold for one board, and nothing else. */
export async function checkAccount(scene, thingName, certificateId) {
  const { things, certificates, policies, policyAttachments, thingPrincipals } = await scene.inventory();
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

// Several boards that are provisioned at the same time through the page.
import { wifi } from './scenario.mjs';
import { expectSoon } from './soon.mjs';

/** What the page has of each board: with `kit`, its debugger is paired with its port. */
export function boardsOf(page) {
  return page.evaluate(() => {
    const { boards, jobs } = document.querySelector('provisioner-app').workbench.view.state;
    return boards.map(({ id, status, kit, simulated }) => {
      const job = jobs.find(({ board }) => board === id);
      const first = job?.steps.find(({ name }) => name === 'first_message');
      return { id, status, kit, simulated, job: job?.status, firstMessage: first?.status };
    });
  });
}

/** Waits until the boards are as described. */
export function seesBoards(page, holds, words, timeout = 90_000) {
  return expectSoon(
    async () => {
      const boards = await boardsOf(page);
      return { holds: holds(boards), seen: boards };
    },
    words,
    timeout,
  );
}

export const isReady = ({ status, simulated, kit }) => status === 'ready' && simulated && kit !== '';

/** Gives each board its Wi-Fi network and provisions it by its buttons, without waiting for the others. */
export async function provisionAll({ page, person }, giveWifi = () => person.useWifi(wifi)) {
  for (const [row, { id }] of (await boardsOf(page)).entries()) {
    await person.card('Board').locator('board-list .choice').nth(row).click();
    await giveWifi();
    await person.provision();
    await seesBoards(page, (boards) => boards.some((one) => one.id === id && one.job), `board ${id} at work`);
  }
}

/** Enters the simulation with its first board. */
export async function enter({ page, person }) {
  await page.getByRole('button', { name: 'Try without a board or an account' }).click();
  await person.sees('Board', 'Ready');
  await person.sees('AWS account', 'Connected');
}

/** In the simulation: plugs in further boards until there are `count`, and provisions all. */
export async function provisionFleet(scenario, count) {
  const { page, person } = scenario;
  await person.unfold('Board');
  for (let i = 1; i < count; i++) await person.button('Board', 'Plug in another virtual board').click();
  const all = (holds) => (boards) => boards.length === count && boards.every(holds);
  await seesBoards(page, all(isReady), `${count} boards ready`, 180_000);
  await provisionAll(scenario, () => person.button('Wi-Fi', 'Use this network').click());
  await seesBoards(
    page,
    all(({ job, firstMessage }) => job === 'done' && firstMessage === 'done'),
    `${count} boards provisioned and live`,
    300_000,
  );
}

// The stage beside the cards on the main flow: what is in the window while a board is provisioned, and when its first message arrives.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { prepareOneClick } from './support/flow.mjs';
import { runScenario, Environment } from './support/scenario.mjs';
import { expectSoon } from './support/soon.mjs';

const programming = 120_000;

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

/**
 * Runs in the page. Looks at the window ten times a second. `steps`: for each look during the job, whether the name of a running step could be read.
 * `arrival`: how long after the first message its values could be read, ms.
 */
function watchWindow() {
  const app = document.querySelector('provisioner-app');
  const found = (root, selector) =>
    [...root.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? found(element.shadowRoot, selector) : []),
    ]);
  /** True if all of the element is in the window, and nothing covers its middle. */
  const canBeRead = (element) => {
    const { top, bottom, left, right, height } = element.getBoundingClientRect();
    if (height === 0 || top < 0 || bottom > innerHeight) return false;
    let hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    while (hit?.shadowRoot) {
      const inside = hit.shadowRoot.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (!inside || inside === hit) break;
      hit = inside;
    }
    return element.contains(hit) || hit?.contains(element);
  };
  globalThis.seen = { steps: [], arrival: null };
  let arrived = null;
  setInterval(() => {
    const { state } = app.workbench.view;
    const job = state.jobs.find(({ board }) => board === state.selected);
    if (job?.status === 'running' && job.steps.some(({ status }) => status === 'running'))
      globalThis.seen.steps.push(found(app.shadowRoot, '[aria-current=step] .step, .now').some(canBeRead));
    if (state.live.messages === 0) return;
    arrived ??= performance.now();
    const values = found(app.shadowRoot, '.value .number');
    if (globalThis.seen.arrival === null && values.length > 1 && values.every(canBeRead))
      globalThis.seen.arrival = performance.now() - arrived;
  }, 100);
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]) {
  test(`at ${viewport.width}x${viewport.height}, the running step is in view in every sample, and the first message within a second`, () =>
    runScenario(environment, { viewport }, async (scenario) => {
      const { page, person } = scenario;
      const board = await prepareOneClick(scenario);
      await page.evaluate(watchWindow);
      await person.provision();
      await person.sees('Provision', 'Provisioned', programming);
      scenario.startSending(board);
      await person.sees('Live data', 'Your board is live', 30_000);
      const arrival = await expectSoon(async () => {
        const seen = await page.evaluate(() => globalThis.seen.arrival);
        return { holds: seen !== null, seen };
      }, 'the values in the window');
      const steps = await page.evaluate(() => globalThis.seen.steps);
      assert.ok(steps.length > 20, `${steps.length} samples`);
      assert.deepEqual(
        steps.filter((isInView) => !isInView),
        [],
        `of ${steps.length} samples`,
      );
      assert.ok(arrival < 1_000, `after ${arrival} ms`);
    }));
}

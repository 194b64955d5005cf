// Shows 200 boards at one message a second for ten minutes, against a gateway that enforces AWS's limits of a connection: counts every
// message, the page's long tasks once the list is drawn, and its memory after a garbage collection at minute 3 and at the end. Fails unless the
// counts are exact, no task takes longer than 100 ms and the memory at the end is at most 1.1 times that of minute 3. The page must be built
// (scripts/demo). For an idle machine:
//   node tests/bench/many-boards/many-boards.mjs [--minutes 10] [--boards 200]
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Class } from '../../e2e/support/class.mjs';
import { Environment } from '../../e2e/support/scenario.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, boards: { type: 'string', default: '200' } },
});
const minutes = Number(values.minutes);
const boards = Number(values.boards);
const limits = { longTaskMs: 100, growth: 1.1 };

/** Runs in the page: collects the long tasks from now on. */
function watchTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: 'longtask' });
}

/** The page's memory after a garbage collection: JavaScript's objects, and the memory that belongs to its buffers (WebAssembly, typed arrays). */
async function memoryOf(devtools) {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await devtools.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}

const environment = await Environment.open();
const scenario = await environment.scenario({ hid: false });
try {
  await scenario.open();
  const room = new Class(scenario, boards);
  await room.open();
  await room.watch();
  const devtools = await scenario.context.newCDPSession(scenario.page);
  const memory = {};
  await room.publish(10); // everything is drawn once
  await scenario.page.evaluate(watchTasks);
  for (let minute = 1; minute <= minutes; minute += 1) {
    await room.publish(60);
    room.published.length = 0; // the bench itself must not fill the machine
    const tasks = await scenario.page.evaluate(() => globalThis.longTasks);
    console.log(
      `minute ${minute}: ${tasks.length} long tasks, the longest ${Math.round(Math.max(0, ...tasks))} ms`,
    );
    if (minute === Math.min(3, minutes) || minute === minutes) {
      memory[minute] = await memoryOf(devtools);
      console.log(`minute ${minute}: memory ${(memory[minute] / 1e6).toFixed(1)} MB`);
    }
  }
  await sleep(1500);
  const expected = boards * (10 + minutes * 60);
  const shown = (await scenario.page.locator('live-view .counts').textContent()).replace(/\s+/g, ' ').trim();
  const counted = Number(/([\d,]+) messages/.exec(shown)[1].replaceAll(',', ''));
  const longest = Math.max(0, ...(await scenario.page.evaluate(() => globalThis.longTasks)));
  const growth = memory[minutes] / memory[Math.min(3, minutes)];
  console.log(`counted ${counted} of ${expected}; gateway discarded ${environment.cloud.discardedMessages}`);
  console.log(`longest task ${Math.round(longest)} ms; memory grew by a factor of ${growth.toFixed(3)}`);
  const held = counted === expected && longest <= limits.longTaskMs && growth <= limits.growth;
  console.log(held ? 'holds' : 'FAILS');
  process.exitCode = held ? 0 : 1;
} finally {
  await scenario.close();
  await environment.close();
}

// Lists what keeps Chromium's main thread busy while boards of the simulation are provisioned at the same time: the longest turns of the core, measured
// around each call of its exports, and the browser's own long tasks. Fails if a turn of the core takes more than 50 ms, so run it on an idle machine:
//   node tests/bench/turns/turns.mjs [--boards 10]
// The page must be built (scripts/demo).
import { parseArgs } from 'node:util';
import { Environment } from '../../e2e/support/scenario.mjs';
import { enter, provisionFleet } from '../../e2e/support/fleet.mjs';

const { values: options } = parseArgs({ options: { boards: { type: 'string', default: '10' } } });
const limit = 50; // ms; browsers call longer tasks long

/** Runs in the page before its scripts. */
function observe() {
  const seen = { calls: 0, total: 0, turns: [], longTasks: [] };
  window.seen = seen;
  let inTurn = false;
  const timed = (name, exported) => {
    if (typeof exported !== 'function') return exported;
    return (...all) => {
      if (inTurn) return exported(...all);
      inTurn = true;
      const start = performance.now();
      try {
        return exported(...all);
      } finally {
        inTurn = false;
        const duration = performance.now() - start;
        seen.calls += 1;
        seen.total += duration;
        if (duration >= 4) seen.turns.push({ name, start, duration });
      }
    };
  };
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...all) => {
    const { exports } = await instantiate.apply(WebAssembly, all);
    return {
      exports: Object.fromEntries(
        Object.entries(exports).map(([name, exported]) => [name, timed(name, exported)]),
      ),
    };
  };
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      seen.longTasks.push({ start: startTime, duration });
  });
  observer.observe({ type: 'longtask', buffered: true });
}

const round = (milliseconds) => Math.round(milliseconds);
const environment = await Environment.open();
const scenario = await environment.scenario({ hid: false });
await scenario.context.addInitScript(observe);
await scenario.open();
const started = Date.now();
await enter(scenario);
await provisionFleet(scenario, Number(options.boards));
const seconds = (Date.now() - started) / 1000;
const { calls, total, turns, longTasks } = await scenario.page.evaluate(() => window.seen);
await scenario.close();
await environment.close();

const longest = turns.toSorted((a, b) => b.duration - a.duration).slice(0, 10);
console.log(
  `${options.boards} boards in ${round(seconds)} s; ${calls} calls of the core, ${round(total)} ms in all`,
);
console.log('longest turns:');
for (const { name, start, duration } of longest)
  console.log(`  ${round(duration)} ms at ${round(start)} ms: ${name}`);
console.log('long tasks:');
for (const { start, duration } of longTasks) {
  const within = turns.filter((turn) => turn.start >= start && turn.start < start + duration);
  const core = within.reduce((sum, turn) => sum + turn.duration, 0);
  console.log(`  ${round(duration)} ms at ${round(start)} ms, ${round(core)} ms of it in the core`);
}
if (calls === 0 || longest[0]?.duration > limit) {
  console.log(calls === 0 ? 'no call of the core was seen' : `a turn of the core took more than ${limit} ms`);
  process.exitCode = 1;
}

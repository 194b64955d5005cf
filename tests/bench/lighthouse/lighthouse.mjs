// Runs Lighthouse on the built page with its preset for phones. Prints the median score of each category over several runs, and every audit that
// lowered a score.
// Lighthouse depends on many packages, so it has its own package file and is not part of scripts/test:
//   npm ci --prefix tests/bench/lighthouse && node tests/bench/lighthouse/lighthouse.mjs [--runs 5]
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { launchBrowser } from '../../browser.mjs';
import { serveCompressed } from '../support/compressing_site.mjs';

const { values: options } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const minimumScores = { performance: 95, accessibility: 100, 'best-practices': 100 };

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The audits that lowered the score of a category. */
function losses({ categories, audits }, category) {
  return categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id} ${audits[id].displayValue ?? audits[id].score}`);
}

const site = await serveCompressed({ page: fileURLToPath(new URL('../../../web/dist', import.meta.url)) });
const port = await freePort();
const browser = await launchBrowser(undefined, [`--remote-debugging-port=${port}`]);
const reports = [];
for (let run = 0; run < Number(options.runs); ++run) {
  const result = await lighthouse(site.addressOf('page'), {
    port,
    onlyCategories: Object.keys(minimumScores),
  });
  if (!result || result.lhr.runtimeError) throw new Error(result?.lhr.runtimeError?.message ?? 'no report');
  reports.push(result.lhr);
}
await browser.close();
await site.stop();

let passed = true;
for (const [category, minimum] of Object.entries(minimumScores)) {
  const scores = reports.map(({ categories }) => Math.round(categories[category].score * 100));
  console.log(`${category}: ${scores.join(' ')}, median ${median(scores)}, at least ${minimum}`);
  for (const loss of new Set(reports.flatMap((report) => losses(report, category)))) console.log(`  ${loss}`);
  passed &&= median(scores) >= minimum;
}
console.log(passed ? 'passed' : 'FAILED');
process.exitCode = passed ? 0 : 1;

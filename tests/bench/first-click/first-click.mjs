// Measures the time from the start of the navigation until a click on the primary button is handled, that is, until the page opens the browser's list
// of serial ports. Compares our page with ESP Web Tools: both are built and served in the same way, and nothing is cached. The script clicks where the
// button will be, again and again from the start on, and asks the page nothing meanwhile. The two pages are measured in pairs, one right after the other, so that other load on the machine affects both; the median of the
// ratios is the result. Measures with full speed, and with a four times slower processor and "Fast 3G" as Chromium's developer tools define them.
//   node tests/bench/first-click/first-click.mjs [--pairs 10] [--only plain|slow]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../browser.mjs';
import { serveCompressed } from '../support/compressing_site.mjs';

const { values: options } = parseArgs({
  options: { pairs: { type: 'string', default: '10' }, only: { type: 'string' } },
});
const pairs = Number(options.pairs);
const claim = 1.2;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The HTML that ESP Web Tools' documentation recommends to sites. */
const theirPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>ESP Web Tools</title>
    <script type="module" src="./install-button.js"></script>
  </head>
  <body>
    <esp-web-install-button manifest="manifest.json"></esp-web-install-button>
  </body>
</html>`;

const contenders = {
  ours: 'button[data-primary]',
  theirs: 'esp-web-install-button button',
};

const fast3G = { offline: false, latency: 562.5, downloadThroughput: 188_743, uploadThroughput: 86_400 };
const conditions = {
  plain: async () => undefined,
  slow: async (client) => {
    await client.send('Network.enable');
    await client.send('Network.emulateNetworkConditions', fast3G);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  },
};

/** Runs in the page before its own scripts. Tells when the page opens the list of ports. The user never chooses. */
function tellFirstList() {
  globalThis.Serial.prototype.requestPort = () => {
    globalThis.handled(performance.now());
    return new Promise(() => undefined);
  };
}

/** Returns where the button is when the page has come to rest. */
async function findButton(name) {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.goto(site.addressOf(name), { waitUntil: 'networkidle' });
  const box = await page.locator(contenders[name]).filter({ visible: true }).first().boundingBox();
  await page.close();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Returns the time from the start of the navigation until the click is handled, in milliseconds. */
async function measure(name, slowDown) {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    let handledAt;
    await page.exposeFunction('handled', (time) => (handledAt ??= time));
    await page.addInitScript(tellFirstList);
    await slowDown(await context.newCDPSession(page));
    await page.goto(site.addressOf(name), { waitUntil: 'commit' });
    while (handledAt === undefined) await page.mouse.click(...places[name]);
    return handledAt;
  } finally {
    await context.close();
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function row(name, cells) {
  console.log(name.padEnd(16) + cells.map((cell) => `${cell}`.padStart(8)).join(''));
}

async function holds(condition) {
  const times = { ours: [], theirs: [] };
  for (let pair = -1; pair < pairs; ++pair) {
    for (const name of Object.keys(contenders)) {
      const time = await measure(name, conditions[condition]);
      if (pair >= 0) times[name].push(time); // the first pair warms up
    }
  }
  const ratios = times.ours.map((time, pair) => time / times.theirs[pair]);
  console.log(`${condition}: milliseconds until a click is handled, ${pairs} pairs`);
  row('', [...ratios.map((_, pair) => `pair ${pair + 1}`), 'median']);
  for (const [name, values] of Object.entries(times)) row(name, [...values, median(values)].map(Math.round));
  row(
    'ours / theirs',
    [...ratios, median(ratios)].map((ratio) => ratio.toFixed(2)),
  );
  return median(ratios) <= claim;
}

const site = await serveCompressed({
  ours: here('../../../web/dist'),
  theirs: here('../../node_modules/esp-web-tools/dist/web'),
  'theirs/index.html': theirPage,
});
const browser = await launchBrowser();
const places = { ours: await findButton('ours'), theirs: await findButton('theirs') };
let held = true;
for (const condition of Object.keys(conditions).filter((name) => !options.only || name === options.only))
  held = (await holds(condition)) && held;
await browser.close();
await site.stop();
console.log(`claimed: at most ${claim.toFixed(2)} of ESP Web Tools; ${held ? 'holds' : 'FAILS'}`);
process.exitCode = held ? 0 : 1;

// For the tests of the stand-ins themselves: an empty page on a secure origin, with one stand-in in it and one granted device.

import { createServer } from 'node:http';
import { after, before, beforeEach } from 'node:test';
import { launchBrowser } from '../../browser.mjs';

/** How a promise in the page ended: by its error's name. */
function inPage() {
  globalThis.nameOf = (promise) => promise.then(() => 'fulfilled').catch((error) => error.name);
}

/**
 * A fresh page for each test of a file.
 * @param {() => import('./device_bus.mjs').DeviceBus} makeBus
 * @param {() => object} makeDevice
 * @param {() => void} [script] runs in the page before each of its loads
 * @returns {any} bus, page, device and its id, as of the test that runs
 */
export function eachOnABench(makeBus, makeDevice, script = () => {}) {
  const bench = {};
  let server, browser, context;
  before(async () => {
    server = createServer((_, response) =>
      response.end('<!doctype html><title>A bench</title><button>Go</button>'),
    );
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext();
    bench.bus = makeBus();
    bench.device = makeDevice();
    await bench.bus.installIn(context, server);
    await context.addInitScript(inPage);
    await context.addInitScript(script);
    bench.open = async () => {
      const page = await context.newPage();
      await page.goto(`http://localhost:${server.address().port}/`);
      return page;
    };
    bench.page = await bench.open();
    bench.bus.grant('echo');
    bench.id = bench.bus.plug(bench.device, { name: 'echo' });
  });
  return bench;
}

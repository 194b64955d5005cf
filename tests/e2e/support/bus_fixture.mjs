// Fixture for tests of the stand-ins themselves: an empty page on a secure origin, with one stand-in and one granted device.

import { createServer } from 'node:http';
import { after, before, beforeEach } from 'node:test';
import { launchBrowser } from '../../browser.mjs';

/** Adds nameOf() to the page: the name of the error that a promise rejects with, or 'fulfilled'. */
function inPage() {
  globalThis.nameOf = (promise) => promise.then(() => 'fulfilled').catch((error) => error.name);
}

/**
 * A fresh page for each test of a file.
 * @param {() => import('./device_bus.mjs').DeviceBus} makeBus
 * @param {() => object} makeDevice
 * @param {() => void} [script] runs in the page before each of its loads
 * @returns {any} bus, page, device and its id of the current test
 */
export function withFreshPage(makeBus, makeDevice, script = () => {}) {
  const fixture = {};
  let server, browser, context;
  before(async () => {
    server = createServer((_, response) =>
      response.end('<!doctype html><title>An empty page</title><button>Go</button>'),
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
    fixture.bus = makeBus();
    fixture.device = makeDevice();
    await fixture.bus.installIn(context, server);
    await context.addInitScript(inPage);
    await context.addInitScript(script);
    fixture.open = async () => {
      const page = await context.newPage();
      await page.goto(`http://localhost:${server.address().port}/`);
      return page;
    };
    fixture.page = await fixture.open();
    fixture.bus.grant('echo');
    fixture.id = fixture.bus.plug(fixture.device, { name: 'echo' });
  });
  return fixture;
}

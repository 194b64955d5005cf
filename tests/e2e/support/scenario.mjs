// The environment of an end-to-end test file (the local cloud, the built page on a static host, a Chromium that resolves AWS's names to
// that cloud), and its scenarios: one browser profile, one AWS account, and virtual boards each. At the end of every scenario it checks
// what the page must never do: requests to third parties, policy violations, errors on the console, secrets left behind.

import assert from 'node:assert/strict';
import { CreateThingCommand, IoTClient } from '@aws-sdk/client-iot';
import { Board } from '../../cloud/board.mjs';
import { startCloud } from '../../cloud/cloud.mjs';
import { agentFor, sdkOptions } from '../../cloud/testkit.mjs';
import { launchBrowser } from '../../browser.mjs';
import { busFolder } from './device_bus.mjs';
import { HidBus } from './hid_bus.mjs';
import { Person } from './person.mjs';
import { RealDevices } from './real_devices.mjs';
import { contentOf, findSecrets } from './secrets.mjs';
import { SerialBus } from './serial_bus.mjs';
import { startSite } from './site.mjs';
import { UsbBus } from './usb_bus.mjs';
import { VirtualBoard } from './virtual_board.mjs';

export const region = 'eu-west-1';
export const wifi = { ssid: 'Workshop 2.4', passphrase: 'correct-horse-battery' };

const chromeOnAndroid =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

/** Console lines for refusals by AWS. The browser reports them as failed resources, but they are not errors of the page. */
const expectedNoise =
  /^Failed to load resource|^WebSocket connection to 'wss:\/\/[^/]*\.iot\.|blocked by CORS policy/;

/** @param {boolean} usb true to keep WebUSB, which the page uses for the serial port where WebHID is missing */
function withoutHid(usb) {
  Reflect.deleteProperty(Navigator.prototype, 'hid');
  if (!usb) Reflect.deleteProperty(Navigator.prototype, 'usb');
}

export class Environment {
  #accounts = 0;

  /** With `realDevices`, boards are devices of this system instead of objects in the page; it says what Chromium runs as. */
  static async open({ realDevices } = {}) {
    const environment = new Environment();
    try {
      [environment.cloud, environment.site] = await Promise.all([startCloud(), startSite()]);
      if (realDevices) environment.devices = await RealDevices.start(environment.site.origin, realDevices);
      environment.browser = await launchBrowser(environment.cloud, [], environment.devices?.executable);
    } catch (error) {
      await environment.close();
      throw error;
    }
    return environment;
  }

  /** A new scenario: a new browser profile and an empty account. */
  async scenario(options = {}) {
    this.#accounts += 1;
    this.cloud.clearFaults();
    return Scenario.open(this, String(100_000_000_000 + this.#accounts), options);
  }

  async close() {
    await this.browser?.close();
    this.devices?.stop();
    await Promise.all([this.site?.stop(), this.cloud?.stop()]);
  }
}

export class Scenario {
  boards = [];
  senders = [];
  requests = [];
  console = [];
  /** Bytes on the ports of all boards, in both directions. */
  traffic = [];
  /** Secrets that must not be found anywhere at the end. */
  secrets = [];

  static async open(
    environment,
    account,
    {
      viewport = { width: 1280, height: 900 },
      user = {},
      region: chosenRegion = region,
      colorScheme,
      locale,
      hid = true,
      android = false,
      clock = false,
    } = {},
  ) {
    const scenario = new Scenario();
    Object.assign(scenario, { environment, account, cloud: environment.cloud, site: environment.site });
    scenario.region = chosenRegion;
    scenario.partition = chosenRegion.startsWith('cn-') ? 'aws-cn' : 'aws';
    scenario.user = await environment.cloud.createUser({ account, partition: scenario.partition, ...user });
    scenario.addSecrets(scenario.user);
    scenario.bus = environment.devices?.serial ?? (android ? new UsbBus() : new SerialBus());
    scenario.hid = environment.devices?.hid ?? (hid && !android ? new HidBus() : null);
    const userAgent = android ? chromeOnAndroid : undefined;
    scenario.context = await environment.browser.newContext({
      viewport,
      colorScheme,
      locale,
      userAgent,
      acceptDownloads: true,
    });
    await scenario.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: environment.site.origin,
    });
    await scenario.bus.installIn(scenario.context, environment.site.server);
    // Without WebHID: a browser, or an administrator's policy, that allows serial ports only.
    if (scenario.hid) await scenario.hid.installIn(scenario.context, environment.site.server);
    else await scenario.context.addInitScript(withoutHid, android);
    // The clock runs as usual, and the test can advance it.
    if (clock) await scenario.context.clock.install();
    scenario.context.on('request', (request) => scenario.#sent(request));
    return scenario;
  }

  async open() {
    this.person = await this.openTab();
    this.page = this.person.page;
    await this.person.card('Board').locator('button[data-primary]').click({ trial: true }); // in any language
  }

  /** Opens another tab of the same browser. */
  async openTab() {
    const page = await this.context.newPage();
    page.on('console', (message) => this.console.push({ type: message.type(), text: message.text() }));
    page.on('pageerror', (error) => this.console.push({ type: 'error', text: `uncaught ${error}` }));
    page.on('websocket', (socket) => {
      const { host, pathname } = new URL(socket.url());
      const isBus = host === new URL(this.site.origin).host && pathname.startsWith(busFolder);
      if (!isBus) this.requests.push({ url: socket.url(), headers: '', body: '' });
    });
    const answer = await page.goto(this.site.url);
    assert.equal(answer.status(), 200, `${this.site.url}: the page is not built (npm run build in web)`);
    return new Person(page);
  }

  #sent(request) {
    const headers = request.headers();
    delete headers['x-amz-security-token'];
    this.requests.push({
      url: request.url(),
      headers: JSON.stringify(headers),
      body: request.postData() ?? '',
    });
  }

  /** Adds the secrets of these keys to those that must not be found at the end. */
  addSecrets({ secretAccessKey, sessionToken }) {
    this.secrets.push(secretAccessKey);
    if (sessionToken) this.secrets.push(sessionToken);
  }

  /** Plugs in a new virtual board. */
  async board(options) {
    const record = (name, from, bytes) => this.traffic.push({ name, from, bytes: Buffer.from(bytes) });
    const board = await VirtualBoard.start({ port: this.bus, hid: this.hid, record }, options);
    this.boards.push(board);
    return board;
  }

  /** Publishes as the board's demo firmware does: an independent parser reads the board's flash and opens the mutual-TLS connection that it describes. */
  startSending(board) {
    const { mqttsPort, caFile } = this.cloud;
    const sender = new Board({ state: board.state, mqttsPort, caFile });
    sender.events = [];
    for (const name of ['waiting', 'connected', 'disconnected', 'toggle'])
      sender.on(name, (details) => sender.events.push({ name, ...details }));
    this.senders.push(sender);
    return sender.start();
  }

  /** The bytes that pages sent to boards. */
  sent() {
    const sent = this.traffic.filter(({ from }) => from === 'page').map(({ bytes }) => bytes);
    return Buffer.concat(sent).toString('latin1');
  }

  /** The number of times that the page sent this command to a board. */
  countCommand(command) {
    return this.sent().split(command).length - 1;
  }

  /** Creates things as another person in the account would, with an administrator's keys. */
  async createThing(...names) {
    const administrator = await this.cloud.createUser({ account: this.account });
    const agent = agentFor(this.cloud);
    const client = new IoTClient(sdkOptions(this.cloud, administrator, region, agent));
    for (const thingName of names) await client.send(new CreateThingCommand({ thingName }));
    client.destroy();
    agent.destroy();
  }

  inventory() {
    return this.cloud.inventory({ account: this.account, region: this.region });
  }

  /** Returns when the page has replaced its first view. */
  async reload() {
    await this.page.reload();
    await this.page.locator('view-tabs').waitFor();
  }

  /** Checks what must hold at the end of every scenario. */
  async check() {
    const { origin } = this.site;
    const allowed = new RegExp(
      `^(${origin.replace(/[/.]/g, '\\$&')}/|blob:${origin.replace(/[/.]/g, '\\$&')}/|` +
        'https://(iot|sts|cloudformation|lambda|logs)\\.[a-z]+-[a-z]+-\\d\\.amazonaws\\.com(\\.cn)?/|' +
        'https://iam\\.(cn-north-1\\.amazonaws\\.com\\.cn|amazonaws\\.com)/|' +
        'wss://[a-z0-9.-]+\\.iot\\.[a-z]+-[a-z]+-\\d\\.amazonaws\\.com(\\.cn)?/mqtt\\?)',
    );
    const thirdParty = this.requests.map(({ url }) => url).filter((url) => !allowed.test(url));
    assert.deepEqual(thirdParty, [], 'requests to third parties');
    const errors = this.console.filter(({ type, text }) => type === 'error' && !expectedNoise.test(text));
    assert.deepEqual(errors, [], 'errors on the console');
    assert.deepEqual(await this.leftovers(), [], 'secrets left behind');
  }

  /** The places where secrets of this scenario are found. */
  async leftovers() {
    const places = {
      ...(await contentOf(this.page)),
      log: await this.person.downloadLog(),
      console: this.console.map(({ text }) => text).join('\n'),
      // A presigned URL has the session token in its query, which only AWS's gateway gets.
      urls: this.requests
        .map(({ url }) => (url.startsWith('wss:') ? url.split('&X-Amz-Security-Token')[0] : url))
        .join('\n'),
      requests: this.requests.map(({ headers, body }) => headers + body).join('\n'),
    };
    const found = findSecrets(places, [...this.secrets, wifi.passphrase]);
    return [...found, ...findSecrets({ serial: this.sent() }, this.secrets)];
  }

  async close() {
    await Promise.all(this.senders.map((sender) => sender.stop()));
    await this.context.close();
    await Promise.all(this.boards.map((board) => board.stop()));
  }
}

/** Runs `body` in a new scenario and checks what must hold at its end. A failure shows what was on the page. */
export async function runScenario(environment, options, body) {
  const scenario = await environment.scenario(options);
  try {
    await scenario.open();
    await body(scenario);
    await scenario.check();
  } catch (error) {
    const seen = `\n--- the page\n${await pageText(scenario.page)}\n--- requests\n${recent(scenario)}`;
    throw new Error(error.message + seen, { cause: error });
  } finally {
    await scenario.close();
  }
}

async function pageText(page) {
  try {
    return await page.locator('body').ariaSnapshot({ timeout: 2000 });
  } catch (error) {
    return error.message;
  }
}

const recent = ({ cloud, console: lines, traffic }) =>
  [
    ...cloud.requests
      .slice(-15)
      .map(({ method, path, operation, status, refusal }) =>
        [method, operation ?? path, status, refusal].join(' '),
      ),
    ...lines.slice(-10).map(({ type, text }) => `${type}: ${text}`),
    ...traffic.slice(-12).map(({ from, bytes }) => `${from}: ${JSON.stringify(bytes.toString('latin1'))}`),
  ].join('\n');

// Everything that a scenario plays on: the local cloud, the built page on a static host, a Chromium in which AWS's names
// lead to that cloud, boards on a serial bus. What the page must never do is watched in every scenario: requests to
// strangers, policy violations, errors on the console, secrets left behind.

import assert from 'node:assert/strict';
import { CreateThingCommand, IoTClient } from '@aws-sdk/client-iot';
import { Board } from '../../cloud/board.mjs';
import { startCloud } from '../../cloud/cloud.mjs';
import { agentFor, sdkOptions } from '../../cloud/testkit.mjs';
import { launchBrowser } from '../../browser.mjs';
import { busFolder } from './device_bus.mjs';
import { HidBus } from './hid_bus.mjs';
import { Person } from './person.mjs';
import { contentOf, findSecrets } from './secrets.mjs';
import { SerialBus } from './serial_bus.mjs';
import { startSite } from './site.mjs';
import { UsbBus } from './usb_bus.mjs';
import { VirtualBoard } from './virtual_board.mjs';

export const region = 'eu-west-1';
export const wifi = { ssid: 'Workshop 2.4', passphrase: 'correct-horse-battery' };

const chromeOnAndroid =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

/** What AWS answers when asked, which a browser reports as a failed resource, is no error of the page. */
const expectedNoise =
  /^Failed to load resource|^WebSocket connection to 'wss:\/\/[^/]*\.iot\.|blocked by CORS policy/;

/** @param {boolean} usb whether there is WebUSB, which takes the serial port's place where there is no HID */
function withoutHid(usb) {
  Reflect.deleteProperty(Navigator.prototype, 'hid');
  if (!usb) Reflect.deleteProperty(Navigator.prototype, 'usb');
}

export class Theatre {
  #accounts = 0;

  static async open() {
    const theatre = new Theatre();
    try {
      [theatre.cloud, theatre.site] = await Promise.all([startCloud(), startSite()]);
      theatre.browser = await launchBrowser(theatre.cloud);
    } catch (error) {
      await theatre.close();
      throw error;
    }
    return theatre;
  }

  /** A scene of its own: a fresh browser profile, an empty account. */
  async scene(options = {}) {
    this.#accounts += 1;
    this.cloud.clearFaults();
    return Scene.open(this, String(100_000_000_000 + this.#accounts), options);
  }

  async close() {
    await this.browser?.close();
    await Promise.all([this.site?.stop(), this.cloud?.stop()]);
  }
}

export class Scene {
  boards = [];
  senders = [];
  requests = [];
  console = [];
  /** Bytes on the ports of all boards, in both directions. */
  traffic = [];
  /** Secrets of this scene: nothing of them may be left anywhere. */
  secrets = [];

  static async open(
    theatre,
    account,
    {
      viewport = { width: 1280, height: 900 },
      user = {},
      colorScheme,
      locale,
      hid = true,
      android = false,
      clock = false,
    } = {},
  ) {
    const scene = new Scene();
    Object.assign(scene, { theatre, account, cloud: theatre.cloud, site: theatre.site });
    scene.user = await theatre.cloud.createUser({ account, ...user });
    scene.keep(scene.user);
    scene.bus = android ? new UsbBus() : new SerialBus();
    scene.hid = hid && !android ? new HidBus() : null;
    const userAgent = android ? chromeOnAndroid : undefined;
    scene.context = await theatre.browser.newContext({
      viewport,
      colorScheme,
      locale,
      userAgent,
      acceptDownloads: true,
    });
    await scene.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: theatre.site.origin,
    });
    await scene.bus.installIn(scene.context, theatre.site.server);
    // Without it: a browser, or an administrator's policy, that has the serial port only.
    if (scene.hid) await scene.hid.installIn(scene.context, theatre.site.server);
    else await scene.context.addInitScript(withoutHid, android);
    // Time goes on as ever, and can be pushed forward.
    if (clock) await scene.context.clock.install();
    scene.context.on('request', (request) => scene.#sent(request));
    return scene;
  }

  async open() {
    this.person = await this.openTab();
    this.page = this.person.page;
    await this.person.card('Board').locator('button[data-primary]').click({ trial: true }); // in any language
  }

  /** Another tab of the same browser; whoever sits in front of it. */
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

  keep({ secretAccessKey, sessionToken }) {
    this.secrets.push(secretAccessKey);
    if (sessionToken) this.secrets.push(sessionToken);
  }

  /** A board that is plugged in. */
  async board(options) {
    const record = (name, from, bytes) => this.traffic.push({ name, from, bytes: Buffer.from(bytes) });
    const board = await VirtualBoard.start({ port: this.bus, hid: this.hid, record }, options);
    this.boards.push(board);
    return board;
  }

  /** The board's demo firmware as an independent parser plays it: from the flash to the real mutual-TLS connection. */
  send(board) {
    const { mqttsPort, caFile } = this.cloud;
    const sender = new Board({ state: board.state, mqttsPort, caFile });
    sender.said = [];
    for (const name of ['waiting', 'connected', 'disconnected', 'toggle'])
      sender.on(name, (details) => sender.said.push({ name, ...details }));
    this.senders.push(sender);
    return sender.start();
  }

  /** What pages have sent to boards. */
  sent() {
    const sent = this.traffic.filter(({ from }) => from === 'page').map(({ bytes }) => bytes);
    return Buffer.concat(sent).toString('latin1');
  }

  /** How often the page has sent this command to a board. */
  written(command) {
    return this.sent().split(command).length - 1;
  }

  /** As somebody else of the account would, with an administrator's keys. */
  async createThing(name) {
    const administrator = await this.cloud.createUser({ account: this.account });
    const agent = agentFor(this.cloud);
    const client = new IoTClient(sdkOptions(this.cloud, administrator, region, agent));
    await client.send(new CreateThingCommand({ thingName: name }));
    client.destroy();
    agent.destroy();
  }

  inventory() {
    return this.cloud.inventory({ account: this.account, region });
  }

  async reload() {
    await this.page.reload();
  }

  /** What must hold at the end of every scenario. */
  async check() {
    const { origin } = this.site;
    const allowed = new RegExp(
      `^(${origin.replace(/[/.]/g, '\\$&')}/|blob:${origin.replace(/[/.]/g, '\\$&')}/|` +
        'https://(iot|sts|cloudformation|lambda)\\.[a-z]+-[a-z]+-\\d\\.amazonaws\\.com(\\.cn)?/|' +
        'https://iam\\.(cn-north-1\\.amazonaws\\.com\\.cn|amazonaws\\.com)/|' +
        'wss://[a-z0-9-]+\\.iot\\.[a-z]+-[a-z]+-\\d\\.amazonaws\\.com(\\.cn)?/mqtt\\?)',
    );
    const strangers = this.requests.map(({ url }) => url).filter((url) => !allowed.test(url));
    assert.deepEqual(strangers, [], 'requests to third parties');
    const errors = this.console.filter(({ type, text }) => type === 'error' && !expectedNoise.test(text));
    assert.deepEqual(errors, [], 'errors on the console');
    assert.deepEqual(await this.leftovers(), [], 'secrets left behind');
  }

  /** Where secrets of this scene are found. */
  async leftovers() {
    const places = {
      ...(await contentOf(this.page)),
      log: await this.person.downloadLog(),
      console: this.console.map(({ text }) => text).join('\n'),
      // The session token of a presigned URL goes to AWS's gateway in its query, and only there.
      addresses: this.requests
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

/** Runs a scenario in a scene of its own; its end is checked, and a failure shows what was to be seen. */
export async function play(theatre, options, scenario) {
  const scene = await theatre.scene(options);
  try {
    await scene.open();
    await scenario(scene);
    await scene.check();
  } catch (error) {
    const seen = `\n--- the page\n${await pageText(scene.page)}\n--- requests\n${recent(scene)}`;
    throw new Error(error.message + seen, { cause: error });
  } finally {
    await scene.close();
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

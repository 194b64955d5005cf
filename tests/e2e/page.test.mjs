// The built page under its real content security policy: what it cannot reach, accessibility, and the simulation.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../browser.mjs';
import { tabTo } from './support/keyboard.mjs';
import { checkAccessibility } from './support/accessibility.mjs';
import { Person } from './support/person.mjs';
import { expectSoon } from './support/soon.mjs';
import { runScenario, region, Environment } from './support/scenario.mjs';
import { goLive, chartShows, connectProvisioningBoard, signIn } from './support/flow.mjs';

let environment;
before(async () => {
  environment = await Environment.open();
});
after(() => environment?.close());

test('the policy blocks requests to other people’s hosts under AWS’s domain', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { page, cloud } = scenario;
    const strangers = [
      'https://strangers-bucket.s3.eu-west-1.amazonaws.com/',
      'https://strangers-bucket.s3.amazonaws.com/',
      'https://s3.amazonaws.com/strangers-bucket/',
      'https://x.execute-api.eu-west-1.amazonaws.com/',
      'https://iot.eu-west-3.amazonaws.com/',
      'https://a.iot.eu-west-1.amazonaws.com/',
    ];
    const before = cloud.requests.length;
    const outcomes = await page.evaluate(async (urls) => {
      const blocked = [];
      document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
        blocked.push(`${effectiveDirective} ${blockedURI}`),
      );
      const answers = [];
      for (const url of urls) {
        answers.push(
          await fetch(url, { method: 'POST', mode: 'no-cors', body: 'secret' }).then(
            () => 'sent',
            (e) => e.name,
          ),
        );
      }
      const socket = new Promise((resolve) => {
        try {
          const opened = new WebSocket('wss://strangers.amazonaws.com/mqtt');
          opened.onopen = () => resolve('open');
          opened.onerror = () => resolve('refused');
        } catch (error) {
          resolve(error.name);
        }
      });
      answers.push(await socket);
      const image = new Image();
      image.src = `${urls[0]}pixel.png`;
      await new Promise((resolve) => (image.onerror = resolve));
      return { answers, blocked };
    }, strangers);
    assert.deepEqual(
      outcomes.answers.slice(0, -1),
      strangers.map(() => 'TypeError'),
    );
    assert.notEqual(outcomes.answers.at(-1), 'open');
    assert.equal(outcomes.blocked.length, strangers.length + 2, outcomes.blocked.join('\n'));
    assert.equal(cloud.requests.length, before, 'the cloud under those names was not asked');
    const allowed = await page.evaluate(
      (url) => fetch(url, { mode: 'no-cors' }).then(({ type }) => type),
      `https://iot.${region}.amazonaws.com/`,
    );
    assert.equal(allowed, 'opaque');
    // The test itself caused these violations. The end of the scenario must see only those that the page caused.
    scenario.requests.length = 0;
    scenario.console.length = 0;
  }));

test('trusted types refuse markup from a string', () =>
  runScenario(environment, { hid: false }, async ({ page, console: lines }) => {
    const names = await page.evaluate(async () => {
      const attempts = [
        () => (document.createElement('div').innerHTML = '<b>x</b>'),
        () => (document.createElement('script').src = 'data:text/javascript,1'),
        () => new Function('return 1')(),
      ];
      // In a timer, because the browser does not restrict the code of its own debugger.
      const tried = (attempt) =>
        new Promise((resolve) =>
          setTimeout(() => {
            try {
              attempt();
              resolve('done');
            } catch (error) {
              resolve(error.name);
            }
          }),
        );
      return Promise.all(attempts.map(tried));
    });
    assert.deepEqual(names, ['TypeError', 'TypeError', 'EvalError']);
    lines.length = 0;
  }));

test('the search for secrets finds a secret in every place and every encoding', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { page } = scenario;
    const secret = scenario.user.secretAccessKey;
    await page.evaluate(async (left) => {
      localStorage.setItem('x', JSON.stringify({ key: left }));
      sessionStorage.setItem('x', btoa(`a${left}`));
      document.cookie = `x=${encodeURIComponent(left)}`;
      document.body.append(Object.assign(document.createElement('input'), { value: left }));
      await new Promise((resolve) => {
        const request = indexedDB.open('leak', 1);
        request.onupgradeneeded = () =>
          request.result.createObjectStore('s').add(new TextEncoder().encode(left), 1);
        request.onsuccess = () => resolve(request.result.close());
      });
      console.log(left);
    }, secret);
    const places = (await scenario.leftovers()).map(({ place }) => place).sort();
    assert.deepEqual(places, [
      'console',
      'cookies',
      'document',
      'indexedDB',
      'localStorage',
      'sessionStorage',
    ]);
    await page.evaluate(async () => {
      localStorage.removeItem('x');
      sessionStorage.removeItem('x');
      document.cookie = 'x=; max-age=0';
      document.body.lastElementChild.remove();
      await new Promise((resolve) => (indexedDB.deleteDatabase('leak').onsuccess = resolve));
    });
    scenario.console.length = 0;
  }));

test('the page takes no keys in another site’s frame', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const framing = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(
        `<!doctype html><iframe title="page" src="${scenario.site.url}" width="900" height="900"></iframe>`,
      );
    });
    await new Promise((resolve) => framing.listen(0, '127.0.0.1', resolve));
    const page = await scenario.context.newPage();
    try {
      await page.goto(`http://127.0.0.1:${framing.address().port}/`);
      const frame = page.frameLocator('iframe');
      const account = frame.locator('account-card');
      await account.getByRole('alert').waitFor();
      assert.equal(await account.getByLabel('Secret access key', { exact: true }).count(), 0);
    } finally {
      await page.close();
      framing.close();
    }
    scenario.requests = scenario.requests.filter(({ url }) => !url.startsWith('http://127.0.0.1'));
  }));

for (const width of [1280, 360]) {
  test(`axe-core has no serious accessibility findings in either theme: ${width} px`, () =>
    runScenario(environment, { hid: false, viewport: { width, height: 900 } }, async (scenario) => {
      const { person, page } = scenario;
      const look = async (state) => {
        for (const colorScheme of ['dark', 'light']) {
          await page.emulateMedia({ colorScheme });
          await checkAccessibility(page, `${state}, ${colorScheme}`);
        }
      };
      await look('at first');
      await person.typeKeys({ ...scenario.user, accessKeyId: 'AKIAIOSFODNN7NOTHERE' }, region);
      await person.fails('AWS account', 'aws.unknown_key');
      await look('refused keys');
      const board = await connectProvisioningBoard(scenario);
      await signIn(scenario);
      await person.showPlan();
      await look('the plan');
      await person.provision();
      await person.sees('Provision', 'Provisioned', 120_000);
      await look('waiting for the first message');
      await goLive(scenario, board);
      await chartShows(scenario, 2);
      await look('live');
      await page.getByRole('button', { name: 'Log', exact: true }).click();
      await look('with the log open');
      await page.getByRole('button', { name: 'Log', exact: true }).click();
    }));
}

test('the whole flow works with the keyboard only', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const { page, person } = scenario;
    const { keyboard } = page;
    await scenario.board({ firmware: 'provisioning' });
    await tabTo(person, 'Connect a board');
    // Closing the list leaves the focus where it was.
    scenario.bus.choose = () => null;
    await keyboard.press('Enter');
    await person.fails('Board', 'page.picker_closed');
    await person.expectFocus('Connect a board');
    scenario.bus.choose = ([port]) => port.id;
    await keyboard.press('Enter');
    await person.sees('Board', 'Ready', 30_000);
    await tabTo(person, 'Access key ID');
    await keyboard.type(scenario.user.accessKeyId);
    await tabTo(person, 'Secret access key');
    await keyboard.type(scenario.user.secretAccessKey);
    await tabTo(person, 'Region');
    await keyboard.type(region);
    await tabTo(person, 'Connect account');
    await keyboard.press('Enter');
    await person.sees('AWS account', 'Connected');
    await tabTo(person, 'Show the plan');
    await keyboard.press('Enter');
    await person.sees('Provision', 'Nothing written yet');
    await tabTo(person, 'Provision this board');
    await keyboard.press('Enter');
    await person.sees('Provision', 'Provisioned', 120_000);
    await tabTo(person, 'Log');
    await keyboard.press('Enter');
    await tabTo(person, 'Download the log');
    await tabTo(person, 'Log');
    await keyboard.press('Enter');
  }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
]) {
  const size = `${viewport.width}x${viewport.height}`;
  test(`“Try without a board” leads to a live chart at ${size} that is marked as simulated, without a request to AWS`, () =>
    runScenario(environment, { hid: false, viewport }, async (scenario) => {
      const { person, page, cloud } = scenario;
      const before = cloud.requests.length;
      await page.getByRole('button', { name: 'Try without a board or an account' }).click();
      await page.getByRole('complementary', { name: 'Simulation' }).waitFor();
      // Then only the page's primary button, which is always the next action.
      await expectSoon(
        async () => {
          if (await person.card('Live data').getByText('Your board is live').isVisible())
            return { holds: true, seen: 'live' };
          const next = page.locator('button.primary[data-primary]:enabled').first();
          const seen = await next.innerText({ timeout: 500 });
          await next.click({ timeout: 1000 });
          return { holds: false, seen };
        },
        'a live chart by the primary button alone',
        90_000,
      );
      await firstMessageIsInView(scenario);
      await chartShows(scenario, 3);
      for (const end of [0, 1e6]) {
        await page.evaluate((y) => scrollTo(0, y), end);
        const top = await page
          .getByRole('complementary', { name: 'Simulation' })
          .evaluate((banner) => banner.getBoundingClientRect().top);
        assert.ok(top >= 0 && top < viewport.height / 4, `the mark is always in view; at ${end}: ${top}`);
      }
      assert.equal(cloud.requests.length, before);
      await page.getByRole('button', { name: 'Leave the simulation' }).click();
      await person.sees('Board', 'Not connected');
    }));
}

/** Waits until the status and the values of the Live data card are in the window, below the banner. */
async function firstMessageIsInView({ page }) {
  await expectSoon(async () => {
    const seen = await page.evaluate(() => {
      const box = (element) => element.getBoundingClientRect();
      const app = document.querySelector('provisioner-app').shadowRoot;
      const card = app.querySelector('live-card').shadowRoot;
      return {
        top: box(card.querySelector('.head')).top - box(app.querySelector('.simulation')).bottom,
        below: innerHeight - box(card.querySelector('live-data').shadowRoot.querySelector('.values')).bottom,
      };
    });
    return { holds: seen.top >= 0 && seen.below >= 0, seen };
  }, 'the first message in view');
}

test('after unplugging the virtual board during programming, “Continue” leads to a live chart, and no error is left', () =>
  runScenario(environment, { hid: false }, async ({ person, page }) => {
    await page.getByRole('button', { name: 'Try without a board or an account' }).click();
    await person.button('Wi-Fi', 'Use this network').click();
    await person.button('Provision', 'Provision this board').click();
    const running = person.card('Provision').locator('li.running');
    await running.filter({ hasText: 'Program the provisioning firmware' }).waitFor();
    const share = running.locator('.time').first();
    await expectSoon(
      async () => {
        const seen = await share.innerText();
        return { holds: /^[2-7]\d%$/.test(seen), seen };
      },
      'the middle of the image',
      20_000,
    );
    await person.button('Board', 'Unplug the cable').click();
    await person.fails('Provision', /(hid|serial)\.disconnected/); // whichever device is reported first
    await person.button('Board', 'Plug in the cable').click();
    await person.button('Provision', 'Continue').click();
    await person.sees('Live data', 'Your board is live', 120_000);
    await person.sees('Board', 'Ready');
    assert.equal(await page.getByRole('alert').count(), 0);
  }));

test('the simulation and the MQTT module are not part of the first load', () =>
  runScenario(environment, { hid: false }, async (scenario) => {
    const names = scenario.requests.map(({ url }) => url);
    assert.ok(names.some((url) => /provisioner[^/]*\.wasm$/.test(url)));
    assert.deepEqual(
      names.filter((url) => /simulation|mqtt[^/]*\.wasm/.test(url)),
      [],
    );
  }));

test('at an insecure address the page takes no keys, and the simulation works', async () => {
  const { cloud, site } = environment;
  const name = 'board.example';
  const hostResolverRules = `${cloud.hostResolverRules}, MAP ${name} 127.0.0.1`;
  const browser = await launchBrowser({ hostResolverRules, spki: cloud.spki });
  try {
    const page = await browser.newPage();
    const uncaught = [];
    page.on('pageerror', (error) => uncaught.push(error.message));
    await page.goto(site.url.replace('localhost', name));
    const person = new Person(page);
    await person.fails('Board', 'page.serial_insecure');
    await person.fails('AWS account', 'page.keys_insecure');
    assert.equal(await person.card('AWS account').locator('input, textarea').count(), 0);
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await page.getByRole('button', { name: 'Try without a board or an account' }).click();
    await person.sees('Board', 'Ready');
    await person.sees('AWS account', 'Connected');
    await person.button('Wi-Fi', 'Use this network').click();
    await person.provision();
    await person.sees('Live data', 'Your board is live', 120_000);
    assert.deepEqual(uncaught, []);
  } finally {
    await browser.close();
  }
});

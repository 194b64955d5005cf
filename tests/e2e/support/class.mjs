// A class of boards that publish once a second, for the scenarios of the view Live; and what a person does with the list of all boards.

import { setTimeout as sleep } from 'node:timers/promises';
import { expectSoon } from './soon.mjs';
import { region } from './scenario.mjs';
import { signIn } from './flow.mjs';

export class Class {
  /** Every message that was published, in order. @type {{topic: string, payload: string}[]} */
  published = [];
  #scenario;
  #second = 0;

  constructor(scenario, size) {
    this.#scenario = scenario;
    this.things = Array.from({ length: size }, (_, board) => `board-${String(board).padStart(3, '0')}`);
  }

  /** Creates the things, signs in, and opens the view Live. */
  async open(parameters = '') {
    const { page, person } = this.#scenario;
    await this.#scenario.createThing(...this.things);
    await signIn(this.#scenario);
    await person.show('Live');
    if (parameters) await page.evaluate((given) => (location.hash = `#/live${given}`), parameters);
  }

  /** Watches all boards, and waits until all subscriptions that there is room for are granted. */
  async watch(watched = this.things.length) {
    const { page } = this.#scenario;
    await page.getByRole('button', { name: 'Watch all boards' }).click();
    const waits = () =>
      page.locator('live-view fleet-row .state').filter({ hasText: 'No message yet' }).count();
    await expectSoon(
      async () => {
        const seen = await waits();
        return { holds: seen === watched, seen };
      },
      `${watched} boards are watched`,
      90_000,
    );
  }

  say(topic, payload) {
    this.published.push({ topic, payload });
    return this.#scenario.cloud.publish({ account: this.#scenario.account, region, topic, payload });
  }

  /** Each of these boards publishes once a second (or more often), evenly. */
  async publish(seconds, { boards = this.things, rate = 1 } = {}) {
    const began = performance.now();
    for (let round = 0; round < seconds * rate; round += 1) {
      await sleep(Math.max(0, began + (round * 1000) / rate - performance.now()));
      this.#second += 1;
      for (const [board, thing] of boards.entries()) {
        await this.say(`${thing}/sensors`, JSON.stringify({ Light: board, Temp: this.#second / 4 }));
      }
    }
    await sleep(300);
  }

  /** What AWS publishes when a client connects or disconnects. */
  event(name, thing, details = {}) {
    const payload = JSON.stringify({ clientId: thing, timestamp: Date.now(), eventType: name, ...details });
    const topic = `$aws/events/presence/${name}/${thing}`;
    return this.#scenario.cloud.publish({ account: this.#scenario.account, region, topic, payload });
  }

  /** Waits until the list's head says this. @param {RegExp} words */
  async counts(words, timeout = 20_000) {
    const counts = this.#scenario.page.locator('live-view .counts');
    await expectSoon(
      async () => {
        const seen = (await counts.textContent()).replace(/\s+/g, ' ').trim();
        return { holds: words.test(seen), seen };
      },
      `the list of all boards says ${words}`,
      timeout,
    );
  }

  row(thing) {
    return this.#scenario.page.locator('live-view').getByRole('listitem').filter({ hasText: thing });
  }
}

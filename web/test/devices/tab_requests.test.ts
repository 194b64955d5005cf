// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TabRequests } from '../../src/devices/tab_requests';

let tabs: TabRequests[];

beforeEach(() => {
  tabs = [new TabRequests(), new TabRequests(), new TabRequests()];
});
afterEach(() => tabs.forEach((tab) => tab.close()));

test('a tab waits until the tab with the boards has given them up', async () => {
  const order: string[] = [];
  tabs[1]?.serve(() => Promise.resolve(false)); // has no board
  tabs[2]?.serve(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push('given up');
    return true;
  });
  await tabs[0]?.ask(5_000);
  order.push('asked');
  expect(order).toEqual(['given up', 'asked']);
});

test('a tab does not ask itself, and goes on if no other tab answers', async () => {
  let asked = 0;
  tabs[0]?.serve(() => Promise.resolve(++asked > 0));
  await tabs[0]?.ask(20);
  expect(asked).toBe(0);
});

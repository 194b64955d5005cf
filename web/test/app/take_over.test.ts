// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workbench } from '../../src/app/workbench';
import { TabRequests } from '../../src/devices/tab_requests';
import { FakeSerial } from '../devices/fake_serial';
import { job, withBoard } from '../scene_parts';
import { FakeSession } from './fake_session';
import { surroundings } from './surroundings';

let sessions: [FakeSession, FakeSession];
let tabs: [TabRequests, TabRequests];
let workbenches: [Workbench, Workbench];

function open(session: FakeSession, requests: TabRequests): Workbench {
  const parts = surroundings(session, new FakeSession(), new FakeSerial());
  return new Workbench({ ...parts, tabs: requests }, () => undefined);
}

beforeEach(async () => {
  sessions = [new FakeSession(), new FakeSession()];
  tabs = [new TabRequests(), new TabRequests()];
  workbenches = [open(sessions[0], tabs[0]), open(sessions[1], tabs[1])];
  for (const workbench of workbenches) await workbench.start();
});
afterEach(() => tabs.forEach((tab) => tab.close()));

test('a tab stops its job and disconnects its boards when another tab takes them over', async () => {
  const [first, second] = sessions;
  const [busy, taking] = workbenches;
  const running = { status: 'busy' as const, job: job({ status: 'running' }) };
  first.become({ ...first.current, ...withBoard(running), selected: 1 });
  second.become({ ...second.current, ...withBoard({ status: 'failed' }), selected: 1 });
  setTimeout(
    () => first.become({ ...first.current, ...withBoard({ job: job({ status: 'cancelled' }) }) }),
    20,
  );
  taking.run({ do: 'take_over' });
  await expect.poll(() => second.calls, { timeout: 5_000 }).toEqual(['identifyAgain 1']);
  expect(first.calls).toEqual(['cancel 1', 'forgetBoard 1']);
  expect(busy.view.errors.board?.code).toBe('page.taken_over');
});

test('a tab whose own board failed answers no other tab', async () => {
  const [first, second] = sessions;
  first.become({ ...first.current, ...withBoard({ status: 'failed' }), selected: 1 });
  second.become({ ...second.current, ...withBoard({ status: 'failed' }), selected: 1 });
  await tabs[1].ask(50);
  expect(first.calls).toEqual([]);
});

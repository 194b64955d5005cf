import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addressOf, asides, routeOf, tabs, type Route } from '../../src/app/routes';
import { signsOf } from '../../src/app/tab_signs';
import { contents } from '../account_contents';
import { error, job, live, withBoard } from '../scene_parts';
import { view } from '../scenes';

test.each([
  ['', 'setup'],
  ['#/setup', 'setup'],
  ['#/live', 'live'],
  ['#/account', 'account'],
  ['#/tray', 'tray'],
  ['#/support', 'support'],
  ['#/check', 'check'],
  ['#/help/security', 'help'],
  ['#/setup?region=eu-west-1', 'setup'],
  ['#/live?thing=pump', 'live'],
  ['#/account/', 'account'],
  ['#/lively', 'setup'],
  ['#/pass/abc', 'setup'],
  ['#live', 'setup'],
])('the address with "%s" shows the view %s', (fragment, expected) => {
  expect(routeOf(fragment)).toBe(expected);
});

test('the style sheet of the first view, which is of Set up, names the address of every other view', () => {
  const others = ([...tabs, 'tray', ...asides] as Route[]).filter((route) => route !== 'setup');
  const named = readFileSync('src/app/page.css', 'utf8').matchAll(/:root\[data-at\^='([^']+)'\]/g);
  expect([...named].map(([, address]) => address).sort()).toEqual(others.map(addressOf).sort());
});

const working = view({}, { ...withBoard({ job: job({ status: 'running' }) }), live }).state;
const failed = view({}, withBoard({ job: job({ status: 'failed' }) })).state;
const cleaning = view({}, { contents: { ...contents, status: 'cleaning', error: null } }).state;
const refused = view(
  {},
  { contents: { ...contents, status: 'listed', error: error('aws.throttled') } },
).state;

test('the tab of a view that is not shown says what goes on there', () => {
  expect(signsOf(working, 'account', 0)).toEqual({ setup: 'working', live: 'news', account: 'none' });
  expect(signsOf(failed, 'live', 0).setup).toBe('stopped');
  expect(signsOf(cleaning, 'setup', 0).account).toBe('working');
  expect(signsOf(refused, 'setup', 0).account).toBe('stopped');
});

test('a view without a tab hides no sign', () => {
  expect(signsOf(working, null, 0)).toEqual({ setup: 'working', live: 'news', account: 'none' });
});

test('the tab of the view that is shown says nothing more, nor do data that were seen', () => {
  expect(signsOf(working, 'setup', live.messages).setup).toBe('none');
  expect(signsOf(working, 'setup', live.messages).live).toBe('none');
  expect(signsOf(working, 'live', 0).live).toBe('none');
  expect(signsOf(cleaning, 'account', 0).account).toBe('none');
});

test('an inspection that failed is no reason to come back to Set up', () => {
  const inspected = view({}, withBoard({ job: job({ kind: 'inspect', status: 'failed' }) })).state;
  expect(signsOf(inspected, 'live', 0).setup).toBe('none');
});

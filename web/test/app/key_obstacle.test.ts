import { expect, test } from 'vitest';
import { keyObstacle } from '../../src/app/key_obstacle';

function windowWith(more: object): Window {
  const scope = { document: { baseURI: 'https://here.example/page/' }, navigator: {}, ...more };
  return Object.assign(scope, {
    self: scope,
    top: (more as { top?: object }).top ?? scope,
  }) as unknown as Window;
}
const controlledBy = (scriptURL: string): Window =>
  windowWith({ navigator: { serviceWorker: { controller: { scriptURL } } } });

test('a page in a tab of its own takes keys, with its own service worker or without one', () => {
  expect(keyObstacle(windowWith({}))).toBeNull();
  expect(keyObstacle(windowWith({ navigator: { serviceWorker: { controller: null } } }))).toBeNull();
  expect(keyObstacle(controlledBy('https://here.example/page/service_worker.js'))).toBeNull();
});

test('a page in a frame takes no keys', () => {
  expect(keyObstacle(windowWith({ top: {} }))).toBe('page.framed');
});

test('a page under the service worker of another folder takes no keys', () => {
  expect(keyObstacle(controlledBy('https://here.example/service_worker.js'))).toBe('page.foreign_worker');
});

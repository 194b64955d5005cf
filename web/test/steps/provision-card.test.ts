// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import type { LiveState } from '../../../wasm/provisioner';
import '../../src/steps/provision-card';
import { account, done, live, waiting, withBoard } from '../scene_parts';
import { scenes, view } from '../scenes';

let card: HTMLElementTagNameMap['provision-card'];

async function show(shown: LiveState): Promise<void> {
  card.view = view({}, { ...withBoard({ job: done }), account, live: shown });
  await card.updateComplete;
  await frame().updateComplete;
}

function frame(): HTMLElementTagNameMap['step-card'] {
  const found = card.renderRoot.querySelector('step-card');
  if (!found) throw new Error('no frame');
  return found;
}

const isOpen = (): boolean => frame().renderRoot.querySelector('slot') !== null;

beforeEach(async () => {
  document.body.replaceChildren();
  card = document.createElement('provision-card');
  card.view = view();
  document.body.append(card);
  await show(waiting);
});

describe('before a job', () => {
  test.each([
    ['first', false],
    ['keys', false],
    ['debugger_wanted', false],
    ['ready', true],
    ['paired', true],
    ['not_paired', true],
    ['live_unplanned', true],
  ])('%s: the card is open: %s', async (scene, expected) => {
    card.view = scenes[scene] ?? view();
    await card.updateComplete;
    await frame().updateComplete;
    expect(isOpen()).toBe(expected);
  });
});

test('a running job is a line, because the stage shows it', async () => {
  card.view = scenes.running_whole ?? view();
  await card.updateComplete;
  await frame().updateComplete;
  expect(isOpen()).toBe(false);
});

describe('the result of provisioning', () => {
  const later = (['silent', 'reconnecting', 'waiting', 'live'] as const).map((status) => ({
    ...live,
    status,
  }));

  test('folds at the first message and stays folded', async () => {
    expect(isOpen()).toBe(true);
    for (const shown of [live, ...later]) {
      await show(shown);
      expect(isOpen(), shown.status).toBe(false);
    }
  });

  test('stays open after the user unfolded it', async () => {
    await show(live);
    frame().renderRoot.querySelector<HTMLElement>('.fold')?.click();
    for (const shown of later) {
      await show(shown);
      expect(isOpen(), shown.status).toBe(true);
    }
  });
});

// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import type { LiveState } from '../../../wasm/provisioner';
import '../../src/steps/provision-card';
import { text } from '../../src/text/catalogue';
import { settled, words } from '../drawn';
import { account, done, live, waiting, withBoard } from '../scene_parts';
import { error, scenes, view } from '../scenes';

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

describe('a program that is not the vendor’s', () => {
  const warns = async (scene: string): Promise<boolean> => {
    card.view = scenes[scene] ?? view();
    await settled();
    return words(card.renderRoot).includes(text.provision.overwrites);
  };

  test('is named before provisioning overwrites it', async () => {
    const foreign = withBoard({
      firmware: 'unknown',
      status: 'failed',
      error: error('session.unknown_firmware'),
      job: null,
    });
    card.view = view({}, { ...foreign, account, next: 'provision' });
    await settled();
    expect(words(card.renderRoot)).toContain(text.provision.overwrites);
    expect(await warns('ready')).toBe(false);
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

// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { JobState } from '../../../wasm/provisioner';
import { stageOf } from '../../src/app/view';
import { groupsOf } from '../../src/components/step-groups';
import '../../src/steps/run-panel';
import { text } from '../../src/text/catalogue';
import { all, settled, words } from '../drawn';
import { account, error, job, steps, wholeSteps, withBoard } from '../scene_parts';
import { scenes, view } from '../scenes';

async function draw(shown: JobState, throttled = false): Promise<HTMLElementTagNameMap['run-panel']> {
  const panel = document.createElement('run-panel');
  panel.view = view({}, { ...withBoard({ job: shown }), account: { ...account, throttled } });
  document.body.append(panel);
  await settled();
  return panel;
}

function bar(panel: HTMLElement & { renderRoot: ParentNode }): HTMLProgressElement | null | undefined {
  return panel.renderRoot.querySelector('job-time')?.renderRoot.querySelector('progress');
}

const running = (milliseconds: number, expectedMilliseconds: number): JobState =>
  job({ status: 'running', steps: wholeSteps, milliseconds, expectedMilliseconds });

afterEach(() => document.body.replaceChildren());

describe('a running job', () => {
  test('says that AWS throttles, as long as it does', async () => {
    for (const throttled of [false, true]) {
      const panel = await draw(running(1, 2), throttled);
      expect(words(panel.renderRoot).includes(text.provision.throttled)).toBe(throttled);
    }
  });

  test('tells a screen reader the first group of steps that is not done, until it ends', async () => {
    const announced = (panel: HTMLElementTagNameMap['run-panel']): string =>
      panel.renderRoot.querySelector('.hidden-text[role=status]')?.textContent ?? 'no region';
    const waiting = wholeSteps.map((step) => ({ ...step, status: 'waiting' as const }));
    const begun = waiting.map((step) =>
      step.place === 'board' && step.name !== 'program_demo' ? { ...step, status: 'done' as const } : step,
    );
    const { running: title } = text.provision.stage;
    const { groups } = text.provision;
    expect(announced(await draw(job({ status: 'running', steps: begun })))).toBe(`${title}: ${groups.aws}`);
    expect(announced(await draw(job({ status: 'running', steps: waiting })))).toBe(
      `${title}: ${groups.board}`,
    );
    expect(announced(await draw(job({ status: 'planning', steps: [] })))).toBe('');
    expect(announced(await draw(job({ status: 'failed', steps: begun, error: error('serial.gone') })))).toBe(
      '',
    );
  });

  test('shows the time left, and a bar of the time', async () => {
    const panel = await draw(running(6000, 16_000));
    expect(words(panel.renderRoot)).toContain('About 10 seconds left');
    expect(bar(panel)?.getAttribute('value')).toBe('6000.00');
    expect(bar(panel)?.getAttribute('max')).toBe('16000');
  });

  test('that takes longer than usual says so, and its bar claims nothing', async () => {
    const panel = await draw(running(16_001, 16_000));
    expect(words(panel.renderRoot)).toContain('Takes longer than the usual 16 seconds');
    expect(bar(panel)?.hasAttribute('value')).toBe(false);
  });

  test('without an expected time counts its steps, in words and in the bar', async () => {
    const panel = await draw(running(6000, 0));
    expect(words(panel.renderRoot)).toContain('Step 4 of 16');
    expect(bar(panel)?.getAttribute('value')).toBe('3.40');
    expect(bar(panel)?.getAttribute('max')).toBe('16');
  });
});

describe('the board', () => {
  const lightsIn = async (panel: HTMLElementTagNameMap['run-panel']): Promise<Record<string, string>> => {
    await settled();
    return Object.fromEntries(
      all(panel.renderRoot, '[data-light]').map((one) => [
        one.dataset.light ?? '',
        ['on', 'blinking', 'off'].find((light) => one.classList.contains(light)) ?? '',
      ]),
    );
  };
  const shown = (change: Parameters<typeof view>[0], board: Parameters<typeof withBoard>[0]) => {
    const panel = document.createElement('run-panel');
    panel.view = view(change, { ...withBoard({ job: running(1, 2), ...board }), account });
    document.body.append(panel);
    return panel;
  };

  test('is drawn with its kit, its microcontroller and its LEDs as they should be', async () => {
    const lights = { wifi: 'blinking', conn: 'off', data: 'off', error: 'off', power: 'on' } as const;
    const panel = shown({}, { kit: 'PIC-IoT WA', mcu: 'PIC24FJ128GA705', lights });
    expect(await lightsIn(panel)).toEqual(lights);
    expect(words(panel.renderRoot)).toContain('PIC24FJ128GA705');
    const picture = all(panel.renderRoot, 'svg[role=img]')[0];
    expect(picture?.getAttribute('aria-label')).toBe(
      `PIC-IoT WA: ${text.lights.parts.all('PIC24FJ128GA705')}. Blue blinks, Green off, Yellow off, Red off`,
    );
  });

  test('has dark LEDs while it is not known what they show, and says nothing of them', async () => {
    const panel = shown({}, { kit: 'AVR-IoT WG', lights: null });
    expect(Object.values(await lightsIn(panel))).toEqual(Array<string>(5).fill('off'));
    expect(all(panel.renderRoot, 'svg[role=img]')[0]?.getAttribute('aria-label')).toMatch(
      /^AVR-IoT WG: .* SW0 and SW1$/,
    );
  });

  test('shows the real LEDs of a virtual board', async () => {
    const leds = { wifi: true, conn: false, data: false, error: false };
    const panel = shown({ simulated: true, leds }, { simulated: true, lights: null });
    expect(await lightsIn(panel)).toMatchObject({ wifi: 'on', conn: 'off' });
  });
});

describe('the groups of steps', () => {
  const status = (shown: JobState) =>
    Object.fromEntries(groupsOf(shown).map((group) => [group.name, group.status]));

  test('are the board, AWS, the demo firmware and Wi-Fi, each with its running step', () => {
    expect(status(running(0, 1))).toEqual({
      board: 'running',
      aws: 'waiting',
      firmware: 'waiting',
      wifi: 'waiting',
    });
    expect(groupsOf(running(0, 1))[0]?.current?.name).toBe('verify_provisioning');
  });

  test('have the group of a refused request as the failed one, also if its step was done before', () => {
    const refused = error('aws.not_permitted', { action: 'iot:GetPolicy', step: 'check_account' });
    const shown = job({ status: 'failed', error: refused, steps: steps(4) });
    expect(status(shown)).toEqual({ board: 'waiting', aws: 'failed' });
  });

  test('show no time while they wait, though some of their steps are done', async () => {
    const panel = await draw(running(0, 1));
    const rows = [
      ...(panel.renderRoot.querySelector('step-groups')?.renderRoot.querySelectorAll('li') ?? []),
    ];
    const times = rows.map((row) => [row.className, row.querySelector('.time')?.textContent.trim()]);
    expect(times).toEqual([
      ['running', '40%'],
      ['waiting', ''],
      ['waiting', ''],
      ['waiting', ''],
    ]);
  });

  test('lose no step', () => {
    const shown = running(0, 1);
    const grouped = groupsOf(shown).flatMap((group) => group.steps);
    expect(new Set(grouped)).toEqual(new Set(shown.steps));
  });
});

test.each([
  ['first', 'preview'],
  ['paired', 'preview'],
  ['running', 'job'],
  ['failed', 'job'],
  ['waiting', 'data'],
  ['live', 'data'],
  ['silent', 'data'],
  ['live_unplanned', 'data'],
])('%s: the stage shows the %s', (scene, expected) => {
  expect(stageOf(scenes[scene] ?? view())).toBe(expected);
});

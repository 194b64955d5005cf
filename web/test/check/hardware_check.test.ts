import { expect, test } from 'vitest';
import type { Answer, JobState, State, StepName } from '../../../wasm/provisioner';
import { checkReport } from '../../src/check/check_report';
import { inspectedRows, type Part, type Row } from '../../src/check/check_rows';
import { HardwareCheck } from '../../src/check/hardware_check';
import { board, error, fresh, held, inspection, job, live, thing, view, withBoard } from '../scene_parts';

const names: readonly StepName[] = [
  'program_provisioning',
  'verify_provisioning',
  'start_provisioning',
  'read_board',
  'inspect_board',
  'read_roots',
  'program_demo',
  'verify_demo',
  'restart',
];
const whole = { ...board, ...fresh, thingName: thing, inspection, debugger: held };

/** The job that inspects a board. `failed`: the step that failed; the demo firmware is loaded in any case. */
function inspected(failed: StepName | null = null, code = ''): JobState {
  const at = failed === null ? names.length : names.indexOf(failed);
  const statusOf = (index: number): 'done' | 'failed' | 'waiting' => {
    if (index === at) return 'failed';
    return index < at || (index > 5 && at > 1 && at < 6) ? 'done' : 'waiting';
  };
  const steps = names.map((name, index) => ({
    ...{ name, place: 'board' as const, status: statusOf(index), milliseconds: 100, progress: null },
  }));
  const ended = { kind: 'inspect', steps, milliseconds: 900 } as const;
  return failed ? job({ ...ended, status: 'failed', error: error(code) }) : job({ ...ended, status: 'done' });
}

const verdicts = (rows: readonly Row[]): Partial<Record<Part, string>> =>
  Object.fromEntries(rows.map(({ part, verdict }) => [part, verdict]));

test.each<[StepName, string, Part]>([
  ['verify_provisioning', 'debugger.verify_failed', 'programming'],
  ['start_provisioning', 'provision.firmware_silent', 'commands'],
  ['inspect_board', 'board.secure_element_failed', 'secure_element'],
  ['inspect_board', 'board.module_not_running', 'module'],
  ['inspect_board', 'board.garbled', 'commands'],
  ['read_roots', 'board.no_answer', 'module'],
  ['verify_demo', 'debugger.verify_failed', 'demo'],
])('a failure of the step %s by %s is that of the part %s, and of no other', (step, code, part) => {
  const rows = inspectedRows(whole, inspected(step, code), null);
  expect(rows.filter(({ verdict }) => verdict === 'failed').map((row) => row.part)).toEqual([part]);
  expect(rows.find((row) => row.part === part)?.error?.code).toBe(code);
});

test('a part whose step was not reached is not called good', () => {
  const rows = inspectedRows(whole, inspected('verify_provisioning', 'debugger.verify_failed'), null);
  expect(verdicts(rows)).toMatchObject({ secure_element: 'skipped', module: 'skipped', demo: 'skipped' });
});

test('a damaged store is the module’s failure, although the inspection was carried out', () => {
  const damaged = { ...whole, inspection: { ...inspection, warnings: [error('provision.damaged_store')] } };
  expect(verdicts(inspectedRows(damaged, inspected(), null))).toMatchObject({
    secure_element: 'passed',
    module: 'failed',
  });
});

interface Played {
  check: HardwareCheck;
  commands: string[];
}

/** Plays a person who gives these answers. */
function play(
  state: State,
  answers: Record<string, string>,
  restores = false,
  refused: Record<string, string> = {},
): Played {
  const commands: string[] = [];
  const [shown = board] = state.boards;
  const host = {
    state: () => state,
    command: (name: string): Promise<Answer<null>> => {
      commands.push(name);
      const code = refused[name];
      return Promise.resolve(code ? { ok: false, error: error(code) } : { ok: true, value: null });
    },
    changed: () => {
      const asked = check.question;
      const reply = asked && answers[asked];
      if (reply) queueMicrotask(() => check.answer(reply));
    },
    wait: () => Promise.resolve(),
  };
  const check = new HardwareCheck(host, shown, restores);
  return { check, commands };
}

const good = { label: 'AVR-IoT WG', lights: 'yes', pattern: 'joining', sensors: 'yes' };
const stateOf = (change: Partial<State>, last: JobState | null = inspected()): State =>
  view({}, { ...withBoard({ ...whole, job: last }), ...change }).state;

test('a board in order that sends passes everything; the state is restored only if that was chosen', async () => {
  const { check, commands } = play(stateOf({ live }), good);
  await check.run();
  expect(verdicts(check.rows)).toEqual({
    ...Object.fromEntries(check.rows.map(({ part }) => [part, 'passed'])),
    restore: 'skipped',
  });
  expect(commands).toEqual(['identifyAgain', 'blink', 'inspect']);
  const again = play(stateOf({ live }), good, true);
  await again.check.run();
  expect(again.commands).toEqual(['identifyAgain', 'blink', 'inspect', 'restore']);
});

test.each<[string, Record<string, string>, Part]>([
  ['another name', { label: 'other' }, 'label'],
  ['no light', { lights: 'no' }, 'lights'],
  ['red', { pattern: 'error' }, 'pattern'],
  ['a value that stays', { sensors: 'no' }, 'sensors'],
])('a person who sees %s fails that part', async (_, seen, part) => {
  const { check } = play(stateOf({ live }), { ...good, ...seen });
  await check.run();
  expect(check.rows.filter(({ verdict }) => verdict === 'failed').map((row) => row.part)).toEqual([part]);
});

test('without a debugger, nothing is programmed', async () => {
  const { check, commands } = play(view({}, withBoard({ ...whole, debugger: null })).state, good);
  await check.run();
  expect(commands).toEqual(['identifyAgain']);
  expect(verdicts(check.rows)).toMatchObject({
    programming: 'skipped',
    secure_element: 'skipped',
    lights: 'skipped',
  });
});

test('a refused command is a failure, and the rest goes on', async () => {
  const { check } = play(stateOf({}), good, false, { blink: 'debugger.no_answer' });
  await check.run();
  expect(verdicts(check.rows)).toMatchObject({
    lights: 'failed',
    secure_element: 'passed',
    sensors: 'skipped',
  });
});

test('after a program that could not be written, the lights of the demo firmware are not asked for', async () => {
  const { check } = play(stateOf({}, inspected('verify_provisioning', 'debugger.verify_failed')), good);
  await check.run();
  expect(verdicts(check.rows)).toMatchObject({ programming: 'failed', pattern: 'skipped' });
});

test('stopping cancels the command and gives none after it', async () => {
  const { check, commands } = play(stateOf({}), {});
  const run = check.run();
  await new Promise((resolve) => setTimeout(resolve));
  expect(check.question).toBe('label');
  check.stop();
  await run;
  expect(commands).toEqual(['identifyAgain', 'cancel']);
  expect(check.stage).toBe('ended');
  expect(verdicts(check.rows)).toMatchObject({ port: 'passed', label: 'skipped', programming: 'skipped' });
});

test('the report has each row and the failure, and no serial number', async () => {
  const state = stateOf({}, inspected('inspect_board', 'board.secure_element_failed'));
  const { check } = play(state, good);
  await check.run();
  const report = checkReport(view({}, state), 1, check.rows, {
    remarks: `Board ${held.serialNumber} | is warm`,
    agent: 'Chrome/140.0.0.0',
    now: new Date(0),
  });
  expect(report).toMatch(/^# Hardware check: AVR-IoT WG\n/);
  expect(report).toContain('| Secure element | **failed** | 100 ms | `board.secure_element_failed` |');
  expect(report).toContain('Board serial-2 | is warm');
  expect(report).not.toContain(held.serialNumber);
});

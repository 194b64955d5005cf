/** The hardware check in the middle and at its end, for the scenes of its view. */
import type { View } from '../src/app/view';
import { emptyRow, parts, type Part, type Row } from '../src/check/check_rows';
import { HardwareCheck } from '../src/check/hardware_check';
import { board, error } from './scene_parts';

const found: Partial<Record<Part, Partial<Row>>> = {
  port: { facts: ['demo firmware 4.1.2'], milliseconds: 412 },
  debugger: { facts: ['nEDBG CMSIS-DAP 1.18.501', 'AVR-IoT WG, ATmega4808'] },
  label: { facts: ['printed: AVR-IoT WG', 'reported: AVR-IoT WG'] },
  lights: { facts: ['seen to blink: yes'] },
  secure_element: {
    verdict: 'failed',
    milliseconds: 230,
    error: error('board.secure_element_failed', { command: 'MC+ECC+SERIAL', status: '0x1F4' }),
  },
  module: { verdict: 'skipped', reason: 'not_reached' },
  sensors: { verdict: 'skipped', reason: 'not_live' },
  restore: { verdict: 'skipped', reason: 'not_chosen' },
};

function rowsUntil(last: Part): Row[] {
  const end = parts.indexOf(last);
  return parts.map((part, index) => {
    if (index < end) return { ...emptyRow(part), verdict: 'passed', ...found[part] };
    return { ...emptyRow(part), verdict: index === end ? 'running' : 'waiting' };
  });
}

/** Null for a scene in which no check runs. */
export function checkOf(scene: string, { state }: View): HardwareCheck | null {
  if (scene !== 'check_question' && scene !== 'check_report') return null;
  const host = {
    state: () => state,
    command: () => Promise.resolve({ ok: true, value: null } as const),
    changed: () => undefined,
    wait: () => Promise.resolve(),
  };
  const check = new HardwareCheck(host, state.boards[0] ?? board, false);
  if (scene === 'check_question')
    return Object.assign(check, { stage: 'running', question: 'pattern', rows: rowsUntil('pattern') });
  const rows = rowsUntil('restore').map((row) => ({ ...row, ...found[row.part] }));
  return Object.assign(check, { stage: 'ended', rows });
}

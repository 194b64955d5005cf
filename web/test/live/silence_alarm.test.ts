import { describe, expect, test } from 'vitest';
import { SilenceAlarm } from '../../src/live/silence_alarm';
import { fleetBoard } from '../fleet_scenes';

describe('the alarm on silence', () => {
  test('names a board that has stopped sending, until somebody has seen it', () => {
    const alarm = new SilenceAlarm();
    const { thingName } = fleetBoard(1);
    expect(alarm.update([fleetBoard(1), fleetBoard(2)])).toBe(false);
    expect(alarm.update([fleetBoard(1, 'silent'), fleetBoard(2)])).toBe(true);
    expect(alarm.update([fleetBoard(1, 'silent'), fleetBoard(2)])).toBe(false);
    expect(alarm.names).toEqual([thingName]);
    alarm.seen();
    expect(alarm.names).toEqual([]);
    expect(alarm.update([fleetBoard(1, 'silent'), fleetBoard(2)])).toBe(false);
  });

  test('does not name a board that has never sent', () => {
    const alarm = new SilenceAlarm();
    alarm.update([fleetBoard(1, 'waiting')]);
    expect(alarm.update([fleetBoard(1, 'disconnected')])).toBe(false);
  });

  test('forgets a board that sends again', () => {
    const alarm = new SilenceAlarm();
    alarm.update([fleetBoard(1)]);
    alarm.update([fleetBoard(1, 'disconnected')]);
    alarm.update([fleetBoard(1)]);
    expect(alarm.names).toEqual([]);
  });
});

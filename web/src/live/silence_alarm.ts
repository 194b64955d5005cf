/** Finds the boards that have just stopped sending, and sounds until somebody has seen it. Knows the conditions only; the core decides them. */
import type { BoardCondition, FleetBoardState } from '../../../wasm/provisioner';

const sending: readonly BoardCondition[] = ['live', 'unreadable'];
const stopped: readonly BoardCondition[] = ['silent', 'disconnected', 'refused'];

/** Conditions that somebody has to look at. */
export const troubles: readonly BoardCondition[] = [...stopped, 'unreadable', 'unwatched'];

export class SilenceAlarm {
  private before = new Map<string, BoardCondition>();
  private readonly fallen = new Set<string>();

  /** Takes the newest conditions. True if a board has stopped sending since the last call. */
  update(boards: readonly FleetBoardState[]): boolean {
    let isNew = false;
    for (const { thingName, condition } of boards) {
      const was = this.before.get(thingName);
      if (stopped.includes(condition) && was !== undefined && sending.includes(was)) {
        this.fallen.add(thingName);
        isNew = true;
      }
      // A board that sends again needs nobody any more.
      if (sending.includes(condition)) this.fallen.delete(thingName);
    }
    this.before = new Map(boards.map(({ thingName, condition }) => [thingName, condition]));
    return isNew;
  }

  /** The boards that have stopped and that nobody has seen to yet. */
  get names(): readonly string[] {
    return [...this.fallen];
  }

  seen(): void {
    this.fallen.clear();
  }
}

/** Two short tones. `sound` has to be made by a click, or the browser keeps it silent. */
export function ring(sound: AudioContext): void {
  for (const [start, frequency] of [
    [0, 880],
    [0.25, 660],
  ] as const) {
    const tone = sound.createOscillator();
    const level = sound.createGain();
    const from = sound.currentTime + start;
    tone.frequency.value = frequency;
    level.gain.setValueAtTime(0.2, from);
    level.gain.exponentialRampToValueAtTime(0.001, from + 0.2);
    tone.connect(level).connect(sound.destination);
    tone.start(from);
    tone.stop(from + 0.2);
  }
}

/** English phrases for times. */
import { roughDuration } from '../format';

/** `seconds`: AWS's time minus this computer's. */
export function clockDifference(seconds: number): string {
  return `${roughDuration(seconds)} ${seconds > 0 ? 'slow' : 'fast'}`;
}

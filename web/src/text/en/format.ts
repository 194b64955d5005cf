/** Lengths of time as people say them. */
const minute = 60;

export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (milliseconds < 100) return `${Math.round(milliseconds)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < minute) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / minute)} min ${Math.round(seconds % minute)} s`;
}

export function clockDifference(seconds: number): string {
  const size = Math.abs(seconds);
  const words = size < 120 ? `${Math.round(size)} seconds` : `${Math.round(size / minute)} minutes`;
  return seconds > 0 ? `${words} slow` : `${words} fast`;
}

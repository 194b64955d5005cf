/** Times and lengths of time as people say them. */
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

/** 9999-12-31, as RFC 5280 4.1.2.5 says "no end". */
const noEnd = 253_402_214_400_000;

/** Of milliseconds since 1970; empty for what never ends. */
export function day(time: number): string {
  if (time >= noEnd) return '';
  return new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium', timeZone: 'UTC' });
}

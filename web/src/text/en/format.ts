/** Lengths of time as people say them. */
const minute = 60;

export function clockDifference(seconds: number): string {
  const size = Math.abs(seconds);
  const words = size < 120 ? `${Math.round(size)} seconds` : `${Math.round(size / minute)} minutes`;
  return seconds > 0 ? `${words} slow` : `${words} fast`;
}

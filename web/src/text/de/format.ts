/** Lengths of time as people say them. */
const minute = 60;

export function clockDifference(seconds: number): string {
  const size = Math.abs(seconds);
  const words = size < 120 ? `${Math.round(size)} Sekunden` : `${Math.round(size / minute)} Minuten`;
  return seconds > 0 ? `${words} nach` : `${words} vor`;
}

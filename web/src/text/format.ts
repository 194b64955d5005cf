/** Numbers, times and durations in the current language. */
import { locale } from './language';

const minute = 60;
const hour = 60 * minute;
const oneDay = 24 * hour;

/** A unit is used for counts below its `limit`: "119 seconds", but "2 minutes". */
const units = [
  { unit: 'second', seconds: 1, limit: 120 },
  { unit: 'minute', seconds: minute, limit: 120 },
  { unit: 'hour', seconds: hour, limit: 48 },
  { unit: 'day', seconds: oneDay, limit: 730 },
  { unit: 'year', seconds: 365.25 * oneDay, limit: Infinity },
] as const;

/** A length of time in one unit, as people say it: "2 days". */
export function roughDuration(seconds: number): string {
  const counts = units.map((unit) => ({ ...unit, count: Math.round(Math.abs(seconds) / unit.seconds) }));
  const { unit, count } = counts.find(({ count, limit }) => count < limit) ?? { unit: 'year', count: 0 };
  return count.toLocaleString(locale(), { style: 'unit', unit, unitDisplay: 'long' });
}

export function decimal(value: number, digits: number): string {
  return value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `share`: 0..1. */
export function percent(share: number): string {
  return share.toLocaleString(locale(), { style: 'percent' });
}

/** A number with all of its digits. */
export function number(value: number): string {
  return value.toLocaleString(locale());
}

/** A measured value: at most three decimals, and powers of ten for very large and very small numbers. */
export function measured(value: number): string {
  const size = Math.abs(value);
  const isExtreme = size !== 0 && (size >= 1e7 || size < 1e-3);
  return value.toLocaleString(locale(), {
    maximumFractionDigits: 3,
    notation: isExtreme ? 'scientific' : 'standard',
  });
}

/** `time`: seconds since 1970. In 24-hour form, because AM and PM do not fit into the right margin of the chart. */
export function timeOfDay(time: number): string {
  const digits = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return new Date(time * 1000).toLocaleTimeString(locale(), digits);
}

export function duration(milliseconds: number): string {
  if (milliseconds < 100) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 9_950) return `${decimal(milliseconds / 1000, 1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < minute) return `${seconds} s`;
  if (seconds < hour) return `${Math.floor(seconds / minute)} min ${seconds % minute} s`;
  const minutes = Math.round(seconds / minute);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 9999-12-31, which means "no end date" in RFC 5280 4.1.2.5. */
const noEnd = 253_402_214_400_000;

/** `time`: milliseconds since 1970. Empty for a certificate without an end date. */
export function day(time: number): string {
  if (time >= noEnd) return '';
  return new Date(time).toLocaleDateString(locale(), { dateStyle: 'medium', timeZone: 'UTC' });
}

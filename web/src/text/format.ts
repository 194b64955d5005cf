/** Numbers and times, as the language of the moment writes them. */
import { locale } from './language';

const minute = 60;

export function decimal(value: number, digits: number): string {
  return value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** With as many digits as it has. */
export function number(value: number): string {
  return value.toLocaleString(locale());
}

/** Of seconds since 1970. Without AM and PM: as wide as the margin that the last one of a chart has. */
export function timeOfDay(time: number): string {
  const digits = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return new Date(time * 1000).toLocaleTimeString(locale(), digits);
}

export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (milliseconds < 100) return `${Math.round(milliseconds)} ms`;
  if (seconds < 10) return `${decimal(seconds, 1)} s`;
  if (seconds < minute) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / minute)} min ${Math.round(seconds % minute)} s`;
}

/** 9999-12-31, as RFC 5280 4.1.2.5 says "no end". */
const noEnd = 253_402_214_400_000;

/** Of milliseconds since 1970; empty for what never ends. */
export function day(time: number): string {
  if (time >= noEnd) return '';
  return new Date(time).toLocaleDateString(locale(), { dateStyle: 'medium', timeZone: 'UTC' });
}

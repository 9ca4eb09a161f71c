import { locale } from './words.ts';

const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false });
const digits = new Intl.NumberFormat(locale, { useGrouping: false });

/** A moment (milliseconds since the epoch) as the time of day: `14:02`, `2:02 PM`. */
export const formatTime = (at: number): string => clock.format(at);

/** A running time in milliseconds: `0:07`, `12:40`, `1:02:03`. Never negative, though two clocks may disagree. */
export function formatTimer(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = twoDigits.format(seconds % 60);
  return hours > 0
    ? `${digits.format(hours)}:${twoDigits.format(minutes)}:${rest}`
    : `${digits.format(minutes)}:${rest}`;
}

const units = new Map(
  (['hour', 'minute', 'second'] as const).map((unit) => [
    unit,
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }),
  ]),
);

/** A time talked, in seconds: `42 sec`, `3 min`, `1 hr 5 min`. */
export function formatDuration(seconds: number): string {
  const part = (unit: 'hour' | 'minute' | 'second', value: number): string => units.get(unit)?.format(value) ?? '';
  if (seconds < 60) return part('second', Math.max(0, Math.round(seconds)));
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return part('minute', minutes);
  const rest = minutes % 60;
  return [part('hour', Math.floor(minutes / 60)), rest > 0 ? part('minute', rest) : ''].filter(Boolean).join(' ');
}

import type { Locale } from '../../shared/languages.ts';
import { tagOf } from './tags.ts';

const styles = {
  day: { dateStyle: 'long' },
  clock: { timeStyle: 'short', hourCycle: 'h23' },
  month: { month: 'long', year: 'numeric' },
  shortMonth: { month: 'short' },
  both: { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: Locale, timeZone: string, style: keyof typeof styles): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${style}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tagOf[locale], { ...styles[style], timeZone });
  formats.set(key, format);
  return format;
}

/** A list names the same days again and again, and to format a hundred of them takes as long as a good part of its rows. */
const known = new Map<string, string>();
const mostKnown = 2000;

const written = (style: keyof typeof styles) => (at: string, locale: Locale, timeZone: string) => {
  const key = `${style} ${locale} ${timeZone} ${at}`;
  const text = known.get(key) ?? formatOf(locale, timeZone, style).format(new Date(at));
  if (known.size >= mostKnown) known.clear();
  known.set(key, text);
  return text;
};

/** The day of a moment in a zone: "2 December 2026". */
export const dayText = written('day');

/** The time of day of a moment in a zone: "18:00". */
export const clockText = written('clock');

/** Day and time of a moment in a zone: "2 December 2026 at 18:00". */
export const momentText = written('both');

const inMonth = (style: 'month' | 'shortMonth') => (month: string, locale: Locale) =>
  written(style)(`${month}-15T00:00:00.000Z`, locale, 'UTC');

/** A month of a year: "December 2026". */
export const monthText = inMonth('month');

/** A month where there is little room: "Dec". */
export const shortMonthText = inMonth('shortMonth');
const monday = Date.UTC(2026, 0, 5);
const dayLength = 86_400_000;

/** The name of an ISO weekday, Monday 1 to Sunday 7. */
export const weekdayName = (day: number, locale: Locale): string =>
  new Intl.DateTimeFormat(tagOf[locale], { weekday: 'long', timeZone: 'UTC' }).format(monday + (day - 1) * dayLength);

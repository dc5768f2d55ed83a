import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { CalendarDate } from './fields.ts';

/** When the hub works: a versioned list of days and hours in one zone. */
export const Calendar = z.strictObject({
  version: z.int().min(1),
  zone: z.string(),
  /** ISO weekdays off, Monday 1 to Sunday 7. */
  weekend: z.array(z.int().min(1).max(7)).max(6),
  holidays: z.array(CalendarDate),
  opensAt: z.iso.time({ precision: -1 }),
  closesAt: z.iso.time({ precision: -1 }),
});
export type Calendar = z.infer<typeof Calendar>;

/** The calendar that ships: Geneva, Monday to Friday, with the canton's public holidays that fall on working days. */
export const genevaCalendar: Calendar = {
  version: 1,
  zone: 'Europe/Zurich',
  weekend: [6, 7],
  holidays: [
    ...['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-14', '2026-05-25', '2026-09-10', '2026-12-25', '2026-12-31'],
    ...['2027-01-01', '2027-03-26', '2027-03-29', '2027-05-06', '2027-05-17', '2027-09-09', '2027-12-31'],
    ...['2028-04-14', '2028-04-17', '2028-05-25', '2028-06-05', '2028-08-01', '2028-09-07', '2028-12-25'],
  ],
  opensAt: '09:00',
  closesAt: '18:00',
};

const isWorkingDay = (day: Temporal.PlainDate, calendar: Calendar): boolean =>
  !calendar.weekend.includes(day.dayOfWeek) && !calendar.holidays.includes(day.toString());

const zoned = (at: string, calendar: Calendar) => Temporal.Instant.from(at).toZonedDateTimeISO(calendar.zone);

const momentOf = (day: Temporal.PlainDate, time: string, calendar: Calendar): Temporal.Instant =>
  day.toZonedDateTime({ timeZone: calendar.zone, plainTime: time }).toInstant();

const written = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 });

/** The date at a moment, on the calendar's wall. */
export const dateOn = (at: string, calendar: Calendar): string => zoned(at, calendar).toPlainDate().toString();

/**
 * Close of business on the `count`-th working day after the day of `at`.
 * The day of receipt is day zero; received on a day off, day one is the next working day (Alaveteli's rule).
 */
export function endOfWorkingDay(at: string, count: number, calendar: Calendar): string {
  let day = zoned(at, calendar).toPlainDate();
  for (let left = count; left > 0; ) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return written(momentOf(day, calendar.closesAt, calendar));
}

/** The open hours from a moment on, day by day. */
function* openHours(at: string, calendar: Calendar): Generator<{ from: number; to: number }> {
  const start = Temporal.Instant.from(at).epochMilliseconds;
  for (let day = zoned(at, calendar).toPlainDate(); ; day = day.add({ days: 1 })) {
    if (!isWorkingDay(day, calendar)) continue;
    const from = Math.max(start, momentOf(day, calendar.opensAt, calendar).epochMilliseconds);
    const to = momentOf(day, calendar.closesAt, calendar).epochMilliseconds;
    if (to > from) yield { from, to };
  }
}

/** The moment at which `milliseconds` of working time after `at` have passed. */
export function addWorkingTime(at: string, milliseconds: number, calendar: Calendar): string {
  let left = milliseconds;
  for (const { from, to } of openHours(at, calendar)) {
    if (left <= to - from) return written(Temporal.Instant.fromEpochMilliseconds(from + left));
    left -= to - from;
  }
  throw new Error('a calendar always opens again');
}

/** Working time between two moments, in milliseconds; nothing when `until` is not after `from`. */
export function workingTimeBetween(from: string, until: string, calendar: Calendar): number {
  const end = Temporal.Instant.from(until).epochMilliseconds;
  if (end <= Temporal.Instant.from(from).epochMilliseconds) return 0;
  let total = 0;
  for (const hours of openHours(from, calendar)) {
    if (hours.from >= end) break;
    total += Math.min(hours.to, end) - hours.from;
  }
  return total;
}

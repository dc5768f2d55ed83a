import { toZonedDateTime } from 'temporal-polyfill/fns/PlainDate';
import { fromString as plainTime } from 'temporal-polyfill/fns/PlainTime';
import * as z from 'zod/mini';
import { CalendarDate, Ordinal } from './fields.ts';
import { plainDate, weekdayOf } from './plain-date.ts';

/** When the hub works: a versioned list of days and hours in one zone. A calendar is never altered: an edit makes a new one. */
export const Calendar = z.lazy(() =>
  z
    .strictObject({
      version: Ordinal,
      zone: z.string(),
      /** ISO weekdays off, Monday 1 to Sunday 7. */
      weekend: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(6)),
      holidays: z.array(CalendarDate),
      opensAt: z.iso.time({ precision: -1 }),
      closesAt: z.iso.time({ precision: -1 }),
    })
    .check(
      z.refine(({ opensAt, closesAt }) => opensAt < closesAt, {
        path: ['closesAt'],
        params: { code: 'closes-before-it-opens' },
      }),
    ),
);
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

const dayLength = 86_400_000;

const onTheWall = (time: string): number => Date.parse(`1970-01-01T${time}Z`);

/** How long a working day is by this calendar, in milliseconds. */
export const workingDayLength = ({ opensAt, closesAt }: Calendar): number => onTheWall(closesAt) - onTheWall(opensAt);

/** One day on the calendar's wall: its date, when it starts, and its hours if it is a working day, in epoch milliseconds. */
type Day = { date: string; startsAt: number; hours?: { opensAt: number; closesAt: number } };

// Reading a zone's wall is slow, and a clock asks for the same days over and over: each day of a calendar is read once.
const known = new WeakMap<Calendar, Map<number, Day>>();

function read(number: number, { zone, weekend, holidays, opensAt, closesAt }: Calendar): Day {
  const date = new Date(number * dayLength).toISOString().slice(0, 10);
  const day = plainDate(date);
  const at = (time: string) => toZonedDateTime(day, { timeZone: zone, plainTime: plainTime(time) }).epochMilliseconds;
  const startsAt = toZonedDateTime(day, zone).epochMilliseconds;
  if (weekend.includes(weekdayOf(date)) || holidays.includes(date)) return { date, startsAt };
  return { date, startsAt, hours: { opensAt: at(opensAt), closesAt: at(closesAt) } };
}

/** A day by its number, counted from the first of January 1970. */
function dayOf(number: number, calendar: Calendar): Day {
  const days = known.get(calendar) ?? new Map<number, Day>();
  known.set(calendar, days);
  const day = days.get(number) ?? read(number, calendar);
  days.set(number, day);
  return day;
}

/** The number of the day at a moment: that of UTC, or one of its neighbours. */
function numberAt(epoch: number, calendar: Calendar): number {
  const number = Math.floor(epoch / dayLength);
  if (epoch < dayOf(number, calendar).startsAt) return number - 1;
  return epoch < dayOf(number + 1, calendar).startsAt ? number : number + 1;
}

const written = (epoch: number): string => new Date(epoch).toISOString();

/** The date at a moment, on the calendar's wall. */
export const dateOn = (at: string, calendar: Calendar): string =>
  dayOf(numberAt(Date.parse(at), calendar), calendar).date;

/** The working days from a day on, each with its date and hours. */
function* workingDays(
  from: number,
  calendar: Calendar,
): Generator<{ date: string; opensAt: number; closesAt: number }> {
  for (let number = from; ; number += 1) {
    const { date, hours } = dayOf(number, calendar);
    if (hours) yield { date, ...hours };
  }
}

/**
 * Close of business on the `count`-th working day after the day of `at`.
 * The day of receipt is day zero; received on a day off, day one is the next working day (Alaveteli's rule).
 */
export function endOfWorkingDay(at: string, count: number, calendar: Calendar): string {
  let left = count;
  for (const { closesAt } of workingDays(numberAt(Date.parse(at), calendar) + 1, calendar)) {
    left -= 1;
    if (left <= 0) return written(closesAt);
  }
  throw new Error('a calendar always opens again');
}

/** Close of business on a date, or on the first working day after it. */
export function closeOfBusiness(date: string, calendar: Calendar): string {
  for (const { closesAt } of workingDays(Date.parse(date) / dayLength, calendar)) return written(closesAt);
  throw new Error('a calendar always opens again');
}

/** How many working days there are after the first date, up to the second and with it. */
export function workingDaysBetween(after: string, upTo: string, calendar: Calendar): number {
  let count = 0;
  for (const { date } of workingDays(Date.parse(after) / dayLength + 1, calendar)) {
    if (date > upTo) break;
    count += 1;
  }
  return count;
}

/** How many working days are left of the time until a moment: as many as people count on the wall after today. */
export const workingDaysLeft = (now: string, dueAt: string, calendar: Calendar): number =>
  workingDaysBetween(dateOn(now, calendar), dateOn(dueAt, calendar), calendar);

/** The moment at which `milliseconds` of working time after `at` have passed. */
export function addWorkingTime(at: string, milliseconds: number, calendar: Calendar): string {
  const start = Date.parse(at);
  let left = milliseconds;
  for (const { opensAt, closesAt } of workingDays(numberAt(start, calendar), calendar)) {
    const from = Math.max(start, opensAt);
    if (from >= closesAt) continue;
    if (left <= closesAt - from) return written(from + left);
    left -= closesAt - from;
  }
  throw new Error('a calendar always opens again');
}

/** Working time between two moments, in milliseconds; nothing when `until` is not after `from`. */
export function workingTimeBetween(from: string, until: string, calendar: Calendar): number {
  const [start, end] = [Date.parse(from), Date.parse(until)];
  let total = 0;
  if (end <= start) return total;
  for (const { opensAt, closesAt } of workingDays(numberAt(start, calendar), calendar)) {
    if (opensAt >= end) break;
    total += Math.max(0, Math.min(closesAt, end) - Math.max(opensAt, start));
  }
  return total;
}

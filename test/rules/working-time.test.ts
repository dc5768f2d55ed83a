import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTryAt } from '../../shared/asking.ts';
import {
  addWorkingTime,
  Calendar,
  dateOn,
  endOfWorkingDay,
  genevaCalendar,
  workingDayLength,
  workingDaysLeft,
  workingTimeBetween,
} from '../../shared/calendar.ts';
import { offerExpiry } from '../../shared/clock.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { prove } from './proof.ts';
import { moments } from './worlds.ts';

const calendar = genevaCalendar;
const hour = 3_600_000;

describe('working time', () => {
  test('an urgent offer lapses after four working hours, an ordinary one at the close of the second working day', () => {
    expect(offerExpiry('2026-03-06T15:00:00Z', true, shippedSettings)).toBe('2026-03-09T10:00:00.000Z');
    expect(offerExpiry('2026-03-06T15:00:00Z', false, shippedSettings)).toBe('2026-03-10T17:00:00.000Z');
  });

  test('a day opens before it closes, or it is no calendar', () => {
    expect(Calendar.safeParse(calendar).success).toBe(true);
    expect(Calendar.safeParse({ ...calendar, closesAt: '09:00' }).success).toBe(false);
  });

  test('17:59 still counts, 18:01 does not', () => {
    expect(workingTimeBetween('2026-03-03T16:59:00Z', '2026-03-03T20:00:00Z', calendar)).toBe(60_000);
    expect(workingTimeBetween('2026-03-03T17:01:00Z', '2026-03-03T20:00:00Z', calendar)).toBe(0);
  });

  const short: Calendar = { ...calendar, opensAt: '09:00', closesAt: '15:00' };
  const long: Calendar = { ...calendar, opensAt: '06:30', closesAt: '20:00' };
  const nineHours = calendar;

  // What is due after ten working days reads as ten on the day of receipt, whatever the hour and however long the days are.
  test.each([
    ['in the morning, days of nine hours', '2026-03-03T07:00:00Z', nineHours, 10],
    ['at noon, days of nine hours', '2026-03-03T11:00:00Z', nineHours, 10],
    ['in the evening, days of nine hours', '2026-03-03T22:30:00Z', nineHours, 10],
    ['in the morning, days of six hours', '2026-03-03T07:00:00Z', short, 10],
    ['in the morning, days of thirteen and a half hours', '2026-03-03T04:00:00Z', long, 10],
    ['on the day after', '2026-03-04T12:00:00Z', short, 9],
    ['on the weekend before the last week', '2026-03-14T12:00:00Z', nineHours, 2],
    ['on the eve', '2026-03-16T12:00:00Z', long, 1],
    ['on the day itself', '2026-03-17T08:00:00Z', nineHours, 0],
    ['when it is late', '2026-03-19T08:00:00Z', nineHours, 0],
  ])('working days left %s', (_, now, by, left) => {
    const dueAt = endOfWorkingDay('2026-03-03T07:00:00Z', 10, by);
    expect(dateOn(dueAt, by)).toBe('2026-03-17');
    expect(workingDaysLeft(now, dueAt, by)).toBe(left);
  });

  test.each([
    ['nine hours', nineHours, 9],
    ['six hours', short, 6],
    ['thirteen and a half hours', long, 13.5],
  ])(
    'a working day of %s: what nobody could take is tried again after one, at the same time of the next day',
    (_, by, hours) => {
      expect(workingDayLength(by) / hour).toBe(hours);
      expect(nextTryAt('2026-03-03T09:00:00.000Z', by)).toBe('2026-03-04T09:00:00.000Z');
    },
  );

  test('what was added is what has passed', () => {
    prove(
      'working-time',
      fc.record({ from: moments, hours: fc.integer({ min: 1, max: 120 }) }),
      ({ from, hours }) =>
        workingTimeBetween(from, addWorkingTime(from, hours * hour, calendar), calendar) === hours * hour,
      1_000,
    );
  });

  test('minute by minute, an independent count of working minutes agrees', () => {
    const at = (zone: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' });
    const wall = at(calendar.zone);
    const isOpen = (epoch: number): boolean => {
      const [date = '', time = ''] = wall.format(epoch).split(', ');
      const [day, month, year] = date.split('/');
      const written = `${year}-${month}-${day}`;
      const weekday = new Date(`${written}T12:00:00Z`).getUTCDay();
      return (
        weekday !== 0 && weekday !== 6 && !calendar.holidays.includes(written) && time >= '09:00' && time < '18:00'
      );
    };
    prove(
      'working-minutes-oracle',
      fc.record({ from: moments, minutes: fc.integer({ min: 0, max: 6_000 }) }),
      ({ from, minutes }) => {
        const start = Math.floor(Date.parse(from) / 60_000) * 60_000;
        let open = 0;
        for (let minute = 0; minute < minutes; minute += 1) if (isOpen(start + minute * 60_000)) open += 1;
        const until = new Date(start + minutes * 60_000).toISOString();
        return workingTimeBetween(new Date(start).toISOString(), until, calendar) === open * 60_000;
      },
      60,
    );
  });

  test('the end of a working day never falls on a day off', () => {
    prove(
      'working-days',
      fc.record({ from: moments, days: fc.integer({ min: 1, max: 30 }) }),
      ({ from, days }) => {
        const end = endOfWorkingDay(from, days, calendar);
        const whole = workingTimeBetween(from, end, calendar);
        return whole > (days - 1) * 9 * hour && whole <= (days + 1) * 9 * hour;
      },
      1_000,
    );
  });
});

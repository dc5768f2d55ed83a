import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingTime,
  Calendar,
  endOfWorkingDay,
  genevaCalendar,
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

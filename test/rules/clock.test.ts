import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkingTime, endOfWorkingDay, genevaCalendar, workingTimeBetween } from '../../shared/calendar.ts';
import { clockState, firstAdviceClock, firstAdviceFromLedger, offerExpiry } from '../../shared/clock.ts';
import { chained, emptyLedger } from '../../shared/ledger.ts';
import { prove } from './proof.ts';
import { idOf, moments } from './worlds.ts';

const calendar = genevaCalendar;
const hour = 3_600_000;

// All times as Geneva reads them: UTC+1 in winter, UTC+2 in summer.
const firstAdvice = [
  { received: 'on a Tuesday morning', at: '2026-03-03T08:00:00Z', urgent: false, due: '2026-03-17T17:00:00.000Z' },
  {
    received: 'on a Saturday: day one is Monday',
    at: '2026-02-28T12:00:00Z',
    urgent: false,
    due: '2026-03-13T17:00:00.000Z',
  },
  {
    received: 'across Easter, with two days off',
    at: '2026-03-31T08:00:00Z',
    urgent: false,
    due: '2026-04-16T16:00:00.000Z',
  },
  { received: 'on a holiday: Good Friday', at: '2026-04-03T08:00:00Z', urgent: true, due: '2026-04-08T16:00:00.000Z' },
  {
    received: 'across the change to summer time',
    at: '2026-03-27T16:59:00Z',
    urgent: true,
    due: '2026-03-31T16:00:00.000Z',
  },
  { received: 'urgently, on a Thursday', at: '2026-03-05T10:00:00Z', urgent: true, due: '2026-03-09T17:00:00.000Z' },
  {
    received: 'between Christmas and New Year',
    at: '2026-12-24T15:00:00Z',
    urgent: true,
    due: '2026-12-29T17:00:00.000Z',
  },
];

describe('the first-advice clock', () => {
  test.each(firstAdvice)(
    'a question received $received is due at the close of the right day',
    ({ at, urgent, due }) => {
      expect(firstAdviceClock(at, urgent, calendar).dueAt).toBe(due);
    },
  );

  const clock = firstAdviceClock('2026-03-03T08:00:00Z', false, calendar);
  test.each([
    ['2026-03-03T08:00:01Z', 'on-track'],
    ['2026-03-13T10:14:59Z', 'on-track'],
    ['2026-03-13T10:15:00Z', 'at-risk'],
    ['2026-03-17T07:00:00Z', 'due-today'],
    ['2026-03-17T16:59:59Z', 'due-today'],
    ['2026-03-17T17:00:01Z', 'overdue'],
    ['2026-03-31T16:00:00.001Z', 'long-overdue'],
  ])('at %s it reads %s', (now, state) => {
    expect(clockState(clock, new Date(now).toISOString(), calendar)).toBe(state);
  });

  test('it is at risk when three quarters of its working time have passed', () => {
    const { startedAt, atRiskAt, dueAt } = clock;
    const share = workingTimeBetween(startedAt, atRiskAt, calendar) / workingTimeBetween(startedAt, dueAt, calendar);
    expect(share).toBeCloseTo(0.75, 6);
  });

  test('advice in time has met it, advice too late has missed it, for good', () => {
    expect(clockState({ ...clock, stoppedAt: clock.dueAt }, '2027-01-01T00:00:00.000Z', calendar)).toBe('met');
    expect(clockState({ ...clock, stoppedAt: clock.longOverdueAt }, clock.startedAt, calendar)).toBe('missed');
  });

  test('urgency granted late shortens the target and keeps the start; the ledger alone says the same', async () => {
    const actor = { id: idOf(1), role: 'official' } as const;
    const submitted = await chained(
      emptyLedger,
      {
        code: 'submitted',
        details: {
          topic: 'npm',
          language: 'fr',
          institutionKind: 'npm',
          region: 'africa',
          requestKind: 'question',
          urgencyRequested: true,
        },
      },
      { queryId: idOf(2), actor, at: '2026-03-03T08:00:00.000Z' },
    );
    const granted = await chained(
      submitted,
      { code: 'urgency-granted', details: { neededBy: '2026-03-10' } },
      { queryId: idOf(2), actor: { id: idOf(3), role: 'secretariat' }, at: '2026-03-04T08:00:00.000Z' },
    );
    const answered = await chained(
      granted,
      { code: 'answered', details: { adviceVersion: 1 } },
      { queryId: idOf(2), actor: { id: idOf(4), role: 'expert' }, at: '2026-03-05T08:00:00.000Z' },
    );
    expect(firstAdviceFromLedger([], calendar)).toBeUndefined();
    expect(firstAdviceFromLedger([submitted], calendar)).toEqual(firstAdviceClock(submitted.at, false, calendar));
    expect(firstAdviceFromLedger([submitted, granted], calendar)).toEqual(
      firstAdviceClock(submitted.at, true, calendar),
    );
    expect(firstAdviceFromLedger([submitted, granted, answered], calendar)).toEqual({
      ...firstAdviceClock(submitted.at, true, calendar),
      stoppedAt: answered.at,
    });
  });
});

describe('working time', () => {
  test('an urgent offer lapses after four working hours, an ordinary one at the close of the second working day', () => {
    expect(offerExpiry('2026-03-06T15:00:00Z', true, calendar)).toBe('2026-03-09T10:00:00.000Z');
    expect(offerExpiry('2026-03-06T15:00:00Z', false, calendar)).toBe('2026-03-10T17:00:00.000Z');
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

import { describe, expect, test } from 'vitest';
import { dueChange, eraseAt, nextCheckAt } from '../../shared/due.ts';
import type { Query } from '../../shared/query.ts';
import { shippedSettings as settings } from '../../shared/settings.ts';
import { member, minutesAfter, queryIn, situations } from './cast.ts';

const secretariat = [member(4).id, member(9).id];
const at = (query: Query, now: string) => dueChange(query, { settings, secretariat, head: secretariat, now });
const justBefore = (moment: string) => new Date(Date.parse(moment) - 1).toISOString();
const day = 24 * 60;

const { clock, wordDueAt } = queryIn.in_progress;
const afterRisk = new Date(Date.parse(clock.atRiskAt) + 1).toISOString();
const asked = (reminded: number, nextReminderAt: string): Query => ({
  ...queryIn.needs_information,
  pause: { ...queryIn.needs_information.pause, reminded, nextReminderAt },
});

// What the watch does, and the moment at which it does it for the first time.
const table: [string, Query, string, string][] = [
  ['a draft nobody saved for 30 days is thrown away', queryIn.draft, minutesAfter(29 * day), 'discarded'],
  ['a query no router came for is routed again', queryIn.submitted, minutesAfter(15), 'routing-due'],
  ['an offer is pointed out once', queryIn.offered, minutesAfter(60), 'offer-reminded'],
  ['a clock at three quarters is at risk', queryIn.in_progress, afterRisk, 'at-risk'],
  [
    'advice without a second expert is seen to again',
    situations['in review, nobody asked yet'],
    minutesAfter(15),
    'routing-due',
  ],
  [
    'a clearance that nobody took lapses',
    situations['in review, a second expert asked'],
    minutesAfter(day),
    'clearer-expired',
  ],
  ['a waiting asker is reminded', asked(0, minutesAfter(day)), minutesAfter(day), 'reminded'],
  ['a waiting asker is reminded again', asked(1, minutesAfter(day)), minutesAfter(day), 'reminded'],
  ['then closing is proposed', asked(2, minutesAfter(day)), minutesAfter(day), 'closing-proposed'],
  ['a window ends after 30 days', queryIn.answered, minutesAfter(29 * day), 'closed'],
  ['erasure is announced 30 days ahead', queryIn.closed, minutesAfter(699 * day), 'erasure-announced'],
];

describe('what falls due', () => {
  test.each(table)('%s', (_, query, moment, code) => {
    expect(nextCheckAt(query)).toBe(moment);
    expect(() => at(query, justBefore(moment))).toThrow('not-possible-now');
    expect(at(query, moment).event.code).toBe(code);
  });

  test('an offer that was pointed out lapses at its end', () => {
    const { query } = at(queryIn.offered, minutesAfter(60));
    expect(nextCheckAt(query)).toBe(minutesAfter(day));
    expect(at(query, minutesAfter(day)).event.code).toBe('expired');
  });

  test('an offer whose end a late watch missed is not pointed out any more', () => {
    expect(at(queryIn.offered, justBefore(minutesAfter(day))).event.code).toBe('offer-reminded');
    expect(at(queryIn.offered, minutesAfter(day)).event.code).toBe('expired');
  });

  test('a late watch tells the worst only, and once', () => {
    const late = new Date(Date.parse(clock.longOverdueAt) + 1).toISOString();
    const change = at({ ...queryIn.in_progress, wordDueAt: '2030-01-01T00:00:00.000Z' }, late);
    expect(change.event.code).toBe('long-overdue');
    expect(change.query).toMatchObject({ told: ['at-risk', 'due-today', 'overdue', 'long-overdue'] });
    expect(() => at(change.query, late)).toThrow('not-possible-now');
  });

  test('who was not heard from in ten working days is pointed out, again after ten more', () => {
    const told: Query = { ...queryIn.in_progress, told: ['at-risk', 'due-today', 'overdue', 'long-overdue'] };
    expect(nextCheckAt(told)).toBe(wordDueAt);
    const { event, query } = at(told, wordDueAt);
    expect(event.code).toBe('silent');
    expect(String(nextCheckAt(query)) > wordDueAt).toBe(true);
  });

  test.each(['in progress, waiting by request', 'in review, waiting by request', 'held, waiting by request'] as const)(
    'nothing is late while it rests: %s',
    (name) => {
      expect(nextCheckAt(situations[name])).toBeUndefined();
      expect(() => at(situations[name], '2030-01-01T00:00:00.000Z')).toThrow('not-possible-now');
    },
  );

  test('the eraser comes at once for what was thrown away, and for what was announced, never for what is held', () => {
    expect(eraseAt(queryIn.discarded)).toBe(queryIn.discarded.updatedAt);
    expect(eraseAt(queryIn.closed)).toBeUndefined();
    expect(eraseAt({ ...queryIn.closed, erasure: 'announced' })).toBe(queryIn.closed.eraseAt);
    expect(eraseAt({ ...queryIn.closed, erasure: 'held' })).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import { dueChange, eraseAt, nextCheckAt } from '../../shared/due.ts';
import { isSent, type Query, type SentQuery } from '../../shared/query.ts';
import { type Settings, shippedSettings as settings } from '../../shared/settings.ts';
import { grantUrgency, retime } from '../../shared/timing.ts';
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

  test('a late watch tells that it is overdue, then that it is long overdue, each once; that it was at risk nobody need hear', () => {
    const late = new Date(Date.parse(clock.longOverdueAt) + 1).toISOString();
    const first = at({ ...queryIn.in_progress, wordDueAt: '2030-01-01T00:00:00.000Z' }, late);
    expect(first.event.code).toBe('overdue');
    expect(first.query).toMatchObject({ told: ['at-risk', 'due-today', 'overdue'] });
    const second = at(first.query, late);
    expect(second.event.code).toBe('long-overdue');
    expect(second.query).toMatchObject({ told: ['at-risk', 'due-today', 'overdue', 'long-overdue'] });
    expect(() => at(second.query, late)).toThrow('not-possible-now');
  });

  const late = new Date(Date.parse(clock.dueAt) + 1).toISOString();
  const overdue: SentQuery = { ...queryIn.in_progress, told: ['at-risk', 'due-today', 'overdue'] };
  const withTarget = (standard: number, version: number): Settings => ({
    ...settings,
    version,
    targets: { ...settings.targets, firstAdvice: { standard, urgent: 2 } },
  });

  test('what was told and is not true of a later date is told again when it comes true', () => {
    const { query } = retime(overdue, withTarget(60, 2), late);
    expect(query).toMatchObject({ told: [] });
    if (!isSent(query)) throw new Error('it was sent');
    const again = new Date(Date.parse(query.clock.dueAt) + 1).toISOString();
    expect(at({ ...query, wordDueAt: '2030-01-01T00:00:00.000Z' }, again).event.code).toBe('overdue');
  });

  test('a date that did not move makes nothing told again, and one that rests is as late as it was', () => {
    const { query } = retime(overdue, { ...settings, version: 2 }, late);
    expect(query).toMatchObject({ told: overdue.told });
    const resting = situations['in progress, waiting by request'];
    if (!isSent(resting)) throw new Error('it was sent');
    const told: Query = { ...resting, told: ['at-risk'] };
    const after = retime(told, { ...settings, version: 2 }, '2030-01-01T00:00:00.000Z').query;
    const wasAtRisk = resting.clock.atRiskAt < String(resting.pause?.since);
    expect(after).toMatchObject({ told: wasAtRisk ? ['at-risk'] : [] });
  });

  test('urgency that is granted so late that it is long overdue: who is at work is told, then that it is overdue', () => {
    const requested: Query = {
      ...queryIn.in_progress,
      urgency: { level: 'requested', neededBy: '2026-12-01', reason: 'deadline' },
      wordDueAt: '2030-01-01T00:00:00.000Z',
    };
    const granted = grantUrgency(requested, settings, late);
    const kinds = granted.notices.map(({ kind, recipientId }) => [kind, recipientId]);
    expect(kinds).toEqual([['urgency-granted', queryIn.in_progress.grant?.expertId]]);
    const tellings = [at(granted.query, late)];
    tellings.push(at(tellings[0]?.query ?? requested, late));
    expect(tellings.map(({ event }) => event.code)).toEqual(['overdue', 'long-overdue']);
    const recipients = tellings[0]?.notices.map(({ recipientId }) => recipientId) ?? [];
    expect(recipients).toEqual(expect.arrayContaining([String(queryIn.in_progress.grant?.expertId), ...secretariat]));
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

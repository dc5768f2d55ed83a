import { describe, expect, test } from 'vitest';
import { type Caller, mayWith } from '../../shared/access.ts';
import { approve, askClearer } from '../../shared/clearing.ts';
import type { Conflict } from '../../shared/conflict.ts';
import { endByConflict, endBySuspension, isWith } from '../../shared/ending.ts';
import { accept, assign, decline, expire, recuse } from '../../shared/offering.ts';
import type { Expert } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import { rank } from '../../shared/routing.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { movable } from '../../shared/transitions.ts';
import { adviser, clearer, expert, member, minutesAfter, now, queryIn, situations } from './cast.ts';

const day = 24 * 60;
const secretariat = [member(4).id];
const reads = (query: Query, person: Expert, at = now) => {
  const caller: Caller = { kind: 'person', person };
  return (['read', 'consider', 'consider-clearance'] as const).some((action) => mayWith(query, action, caller, at));
};
const tie = (expertId: string, conflict: Conflict = 'declared') => ({ expertId, conflict });
const tied = (query: Query, one = adviser, at = now) => endByConflict(query, tie(one.id), secretariat, at);
const suspended = (query: Query, one = adviser, at = now) => endBySuspension(query, one.id, at);
const answer = (query: Query) => approve(query, shippedSettings, now);
const to = (query: Extract<Query, { status: 'in_progress' }>, next: Expert) => {
  const [candidate] = rank(query, [next], new Map(), now.slice(0, 10));
  if (!candidate) throw new Error('one expert is ranked');
  return assign(query, candidate, shippedSettings, now);
};

describe('a grant', () => {
  test('begins when the offered expert accepts, and says why it was given', () => {
    const { query } = accept(queryIn.offered, shippedSettings, now);
    expect(query).toMatchObject({
      status: 'in_progress',
      grant: { expertId: adviser.id, reason: 'accepted-offer', startedAt: now },
    });
    expect(reads(query, adviser)).toBe(true);
  });

  test('outlives the answer by thirty days, to the moment', () => {
    const { query } = answer(queryIn.in_review);
    expect(query).toMatchObject({ grant: { endsAt: minutesAfter(30 * day) } });
    expect(reads(query, adviser, minutesAfter(30 * day - 1))).toBe(true);
    expect(reads(query, adviser, minutesAfter(30 * day))).toBe(false);
  });

  const endings: [string, Query][] = [
    ['declining', decline(queryIn.offered, 'no-time', now).query],
    ['the lapse of an offer', expire(queryIn.offered, minutesAfter(day)).query],
    ['giving it back', recuse(queryIn.in_progress, 'other', now).query],
    ['a conflict while offered', tied(queryIn.offered).query],
    ['a conflict while at work', tied(queryIn.in_progress).query],
    ['suspension while at work', suspended(queryIn.in_progress).query],
    ['a conflict while the asker is waited for', tied(queryIn.needs_information).query],
    ['suspension while a second expert reads', suspended(queryIn.in_review).query],
    ['giving it back while a second expert reads', recuse(queryIn.in_review, 'no-time', now).query],
  ];

  test.each(endings)(
    'ends with %s: the expert reads nothing, is not asked again, and another is looked for',
    (_, query) => {
      expect(reads(query, adviser)).toBe(false);
      expect(query).toMatchObject({ status: 'submitted', passedBy: [adviser.id] });
      const [candidate] = rank(movable('offer', query), [adviser], new Map(), now.slice(0, 10));
      expect(candidate?.exclusions).toEqual(['passed']);
    },
  );

  test.each([
    ['a conflict', tied(queryIn.answered).query],
    ['suspension', suspended(queryIn.answered).query],
  ])('ends with %s also in the window after the answer; the answer stands', (_, query) => {
    expect(query).toMatchObject({ status: 'answered', grant: { endsAt: now }, parts: queryIn.answered.parts });
    expect(reads(query, adviser)).toBe(false);
  });

  test('ends when the secretariat gives the query to another, who is offered it and has not read it yet', () => {
    const next = expert(8);
    const { query, load, event } = to(queryIn.in_progress, next);
    expect(reads(query, adviser)).toBe(false);
    expect(query).toMatchObject({ status: 'offered', offer: { expertId: next.id } });
    expect('grant' in query).toBe(false);
    expect(load).toEqual({ take: { expertId: next.id, capacity: 3, at: now }, release: adviser.id });
    expect(event).toMatchObject({ code: 'offered', details: { expertId: next.id, insteadOf: adviser.id } });
  });

  test('is not given twice to the same expert', () => {
    expect(() => to(queryIn.in_progress, adviser)).toThrow('already-assigned');
  });

  test('frees the expert’s place when it ends, and never twice', () => {
    expect(recuse(queryIn.in_progress, 'other', now).load).toEqual({ release: adviser.id });
    expect(tied(queryIn.offered).load).toEqual({ release: adviser.id });
    // Answering freed it already.
    expect(answer(queryIn.in_review).load).toEqual({ release: adviser.id });
    expect(suspended(queryIn.answered).load).toBeUndefined();
  });
});

describe('a clearance', () => {
  const asked = situations['in review, a second expert asked'];
  const nobody = situations['in review, nobody asked yet'];

  test.each([
    ['a conflict', tied(queryIn.in_review, clearer).query],
    ['a conflict before it was taken', tied(asked, clearer).query],
    ['suspension', suspended(queryIn.in_review, clearer).query],
  ])('ends with %s: the second expert reads nothing, another is looked for, the first goes on', (_, query) => {
    expect(reads(query, clearer)).toBe(false);
    expect(reads(query, adviser)).toBe(true);
    expect(query).toMatchObject({ status: 'in_review', clearancePassedBy: [clearer.id] });
    expect(query).not.toHaveProperty('clearance.clearer');
  });

  test('takes no place with anybody, and frees none', () => {
    expect(tied(queryIn.in_review, clearer).load).toBeUndefined();
    expect(askClearer(nobody, clearer, shippedSettings, now).load).toBeUndefined();
  });

  test('ends with the work of the expert who wrote the advice', () => {
    for (const query of [recuse(queryIn.in_review, 'other', now).query, tied(queryIn.in_review).query])
      expect(reads(query, clearer)).toBe(false);
  });

  test('is nobody’s who wrote any of it', () => {
    expect(() => askClearer(nobody, adviser, shippedSettings, now)).toThrow('own-advice');
    const second = expert(8);
    const taken = { ...nobody, drafters: [adviser.id, second.id] };
    expect(() => askClearer(taken, second, shippedSettings, now)).toThrow('own-advice');
    const clearance = {
      adviceVersion: 2,
      clearer: { status: 'reading' as const, expertId: adviser.id, startedAt: now },
    };
    expect(() => answer({ ...nobody, clearance })).toThrow('own-advice');
  });
});

describe('a conflict of interest that appears', () => {
  test.each([
    ['in progress', queryIn.in_progress, adviser],
    ['offered', queryIn.offered, adviser],
    ['in its window after the answer', queryIn.answered, adviser],
    ['in review, of the second expert', queryIn.in_review, clearer],
  ])('is told to the secretariat, and to the expert that their part has ended: %s', (_, query, one) => {
    const told = tied(query, one).notices.map(({ kind, recipientId }) => [kind, recipientId]);
    expect(told).toEqual([
      ['conflict-appeared', member(4).id],
      ['grant-ended', one.id],
    ]);
  });

  test('is on the ledger with whose it is and which', () => {
    const change = endByConflict(queryIn.in_progress, tie(adviser.id, 'employment'), secretariat, now);
    expect(change.event).toEqual({
      code: 'conflict-found',
      details: { expertId: adviser.id, conflict: 'employment' },
    });
  });

  test('gives nothing back when the tie is taken back', () => {
    expect(reads(queryIn.in_progress, expert(3, { declared: ['GH'] }))).toBe(false);
    const { query } = tied(queryIn.in_progress);
    expect(reads(query, adviser)).toBe(false);
  });

  test('concerns only whoever has the query', () => {
    expect(isWith(queryIn.offered, adviser.id, now)).toBe(true);
    expect(isWith(queryIn.in_progress, adviser.id, now)).toBe(true);
    expect(isWith(queryIn.in_progress, expert(8).id, now)).toBe(false);
    expect(isWith(queryIn.submitted, adviser.id, now)).toBe(false);
    expect(isWith(queryIn.answered, adviser.id, now)).toBe(true);
    expect(isWith(queryIn.answered, adviser.id, minutesAfter(29 * day))).toBe(false);
    expect(isWith(queryIn.in_review, clearer.id, now)).toBe(true);
    for (const query of [queryIn.submitted, queryIn.declined, queryIn.erased])
      expect(() => tied(query)).toThrow('not-possible-now');
    // Nothing is taken from one expert for what ties another.
    for (const query of [queryIn.offered, queryIn.in_progress, queryIn.in_review, queryIn.answered])
      expect(() => tied(query, expert(8))).toThrow('not-possible-now');
  });
});

describe('a suspension', () => {
  test('is not told to whoever can no longer sign in, and whoever cleared their draft hears that this has ended', () => {
    expect(suspended(queryIn.in_progress).notices).toEqual([]);
    const told = suspended(queryIn.in_review).notices.map(({ kind, recipientId }) => [kind, recipientId]);
    expect(told).toEqual([['grant-ended', clearer.id]]);
  });
});

describe('an offer', () => {
  test('lapses at its time, not before', () => {
    expect(() => expire(queryIn.offered, minutesAfter(day - 1))).toThrow('not-possible-now');
    expect(expire(queryIn.offered, minutesAfter(day)).query.status).toBe('submitted');
  });
});

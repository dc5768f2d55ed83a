import { describe, expect, test } from 'vitest';
import { type Caller, mayWith } from '../../shared/access.ts';
import { answer } from '../../shared/advising.ts';
import { endByConflict, endBySuspension, isWith } from '../../shared/ending.ts';
import { accept, assign, decline, expire, recuse } from '../../shared/offering.ts';
import type { Expert } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import { rank } from '../../shared/routing.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { movable } from '../../shared/transitions.ts';
import { adviser, expert, member, minutesAfter, now, queryIn } from './cast.ts';

const day = 24 * 60;
const secretariat = [member(4).id];
const reads = (query: Query, person: Expert, at = now) => {
  const caller: Caller = { kind: 'person', person };
  return mayWith(query, 'read', caller, at) || mayWith(query, 'consider', caller, at);
};
const to = (query: typeof queryIn.in_progress, next: Expert) => {
  const [candidate] = rank(query, [next], new Map(), now.slice(0, 10));
  if (!candidate) throw new Error('one expert is ranked');
  return assign(query, candidate, shippedSettings, now);
};

describe('a grant', () => {
  test('begins when the offered expert accepts, and says why it was given', () => {
    const { query } = accept(queryIn.offered, now);
    expect(query).toMatchObject({
      status: 'in_progress',
      grant: { expertId: adviser.id, reason: 'accepted-offer', startedAt: now },
    });
    expect(reads(query, adviser)).toBe(true);
  });

  test('outlives the answer by thirty days, to the moment', () => {
    const { query } = answer(queryIn.in_progress, { body: 'The advice.' }, now);
    expect(query).toMatchObject({ grant: { endsAt: minutesAfter(30 * day) } });
    expect(reads(query, adviser, minutesAfter(30 * day - 1))).toBe(true);
    expect(reads(query, adviser, minutesAfter(30 * day))).toBe(false);
  });

  const endings: [string, Query][] = [
    ['declining', decline(queryIn.offered, 'no-time', now).query],
    ['the lapse of an offer', expire(queryIn.offered, minutesAfter(day)).query],
    ['giving it back', recuse(queryIn.in_progress, 'other', now).query],
    ['a conflict while offered', endByConflict(queryIn.offered, 'declared', secretariat, now).query],
    ['a conflict while at work', endByConflict(queryIn.in_progress, 'declared', secretariat, now).query],
    ['suspension while at work', endBySuspension(queryIn.in_progress, now).query],
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
    ['a conflict', endByConflict(queryIn.answered, 'declared', secretariat, now).query],
    ['suspension', endBySuspension(queryIn.answered, now).query],
  ])('ends with %s also in the window after the answer; the answer stands', (_, query) => {
    expect(query).toMatchObject({ status: 'answered', grant: { endsAt: now }, adviceVersion: 1 });
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
    expect(endByConflict(queryIn.offered, 'declared', secretariat, now).load).toEqual({ release: adviser.id });
    // Answering freed it already.
    expect(answer(queryIn.in_progress, { body: 'The advice.' }, now).load).toEqual({ release: adviser.id });
    expect(endBySuspension(queryIn.answered, now).load).toBeUndefined();
  });
});

describe('a conflict of interest that appears', () => {
  test('is told to the secretariat and to nobody else, and the ledger says whose and which', () => {
    const change = endByConflict(queryIn.in_progress, 'employment', secretariat, now);
    expect(change.notices).toEqual([
      { kind: 'conflict-appeared', recipientId: member(4).id, queryId: queryIn.in_progress.id },
    ]);
    expect(change.event).toEqual({
      code: 'conflict-found',
      details: { expertId: adviser.id, conflict: 'employment' },
    });
  });

  test('gives nothing back when the tie is taken back', () => {
    const tied = expert(3, { declared: ['GH'] });
    expect(reads(queryIn.in_progress, tied)).toBe(false);
    const { query } = endByConflict(queryIn.in_progress, 'declared', secretariat, now);
    expect(reads(query, adviser)).toBe(false);
  });

  test('concerns only whoever has the query', () => {
    expect(isWith(queryIn.offered, adviser.id, now)).toBe(true);
    expect(isWith(queryIn.in_progress, adviser.id, now)).toBe(true);
    expect(isWith(queryIn.in_progress, expert(8).id, now)).toBe(false);
    expect(isWith(queryIn.submitted, adviser.id, now)).toBe(false);
    expect(isWith(queryIn.answered, adviser.id, now)).toBe(true);
    expect(isWith(queryIn.answered, adviser.id, minutesAfter(29 * day))).toBe(false);
    expect(() => endByConflict(queryIn.submitted, 'declared', secretariat, now)).toThrow('not-possible-now');
  });
});

describe('an offer', () => {
  test('lapses at its time, not before', () => {
    expect(() => expire(queryIn.offered, minutesAfter(day - 1))).toThrow('not-possible-now');
    expect(expire(queryIn.offered, minutesAfter(day)).query.status).toBe('submitted');
  });
});

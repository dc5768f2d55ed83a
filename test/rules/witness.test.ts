import { describe, expect, test } from 'vitest';
import type { LedgerEvent } from '../../shared/events.ts';
import type { LedgerEntry } from '../../shared/ledger.ts';
import type { Person } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import { accessOf } from '../../shared/witness.ts';
import {
  adviser,
  asker,
  auditor,
  coOwner,
  deputy,
  expert,
  member,
  minutesAfter,
  now,
  official,
  queryIn,
} from './cast.ts';

const day = 24 * 60;
const asking = member(4);
const other = member(9);

/** A ledger as it would be read, one happening a minute. */
const ledger = (...happened: [LedgerEvent, Person][]): LedgerEntry[] =>
  happened.map(([event, { id, role }], index) => ({
    ...event,
    ...{ queryId: queryIn.held.id, sequence: index + 1, at: minutesAfter(index) },
    ...{ actor: { id, role }, previousHash: '', hash: '0'.repeat(64) },
  }));

const opened = (part: 'draft' | 'thread', through: 'right' | 'break-glass' = 'right'): LedgerEvent => ({
  code: 'opened',
  details: { part, through },
});
const readers = (query: Query, at = now) => accessOf(query, [], { now: at }).readers.map(({ as }) => as);

describe('who can see a query', () => {
  test.each([
    ['draft', []],
    ['held', []],
    ['submitted', []],
    ['offered', ['offered-expert']],
    ['in_progress', ['expert']],
    ['answered', ['expert']],
  ] as const)('%s: those who ask, and besides them %s', (status, others) => {
    expect(readers(queryIn[status])).toEqual(['asker', 'co-owner', ...others]);
  });

  test('an offer, a window and broken glass are shown with their end, and no longer once it has come', () => {
    const { readers: offered } = accessOf(queryIn.offered, [], { now });
    expect(offered.at(-1)).toEqual({ personId: adviser.id, as: 'offered-expert', until: minutesAfter(day) });
    expect(readers(queryIn.offered, minutesAfter(day))).toEqual(['asker', 'co-owner']);
    const { readers: answered } = accessOf(queryIn.answered, [], { now });
    expect(answered.at(-1)).toEqual({ personId: adviser.id, as: 'expert', until: minutesAfter(29 * day) });
    expect(readers(queryIn.answered, minutesAfter(29 * day))).toEqual(['asker', 'co-owner']);
    const { readers: working } = accessOf(queryIn.in_progress, [], { now });
    expect(working.at(-1)).toEqual({ personId: adviser.id, as: 'expert' });
    const glass = {
      status: 'approved',
      memberId: asking.id,
      approvedBy: other.id,
      expiresAt: minutesAfter(60),
    } as const;
    const open = { ...queryIn.held, glass };
    expect(accessOf(open, [], { now }).readers.at(-1)).toEqual({
      ...{ personId: asking.id, as: 'emergency', until: minutesAfter(60) },
    });
    expect(readers(open, minutesAfter(60))).toEqual(['asker', 'co-owner']);
  });

  test('whoever the expert at work names as their deputy, while there is work, and not where nobody may stand in', () => {
    const seen = (query: Query) => accessOf(query, [], { deputyId: deputy.id, now }).readers.map(({ as }) => as);
    const askers = ['asker', 'co-owner'];
    expect(seen(queryIn.in_progress)).toEqual([...askers, 'expert', 'deputy']);
    expect(seen(queryIn.in_review)).toEqual([...askers, 'expert', 'deputy', 'clearer']);
    expect(seen({ ...queryIn.in_progress, confidentiality: 'restricted' })).toEqual([...askers, 'expert']);
    expect(seen({ ...queryIn.in_progress, passedBy: [deputy.id] })).toEqual([...askers, 'expert']);
    expect(seen(queryIn.answered)).toEqual([...askers, 'expert']);
    expect(seen(queryIn.submitted)).toEqual(askers);
    expect(accessOf(queryIn.in_progress, [], { deputyId: deputy.id, now }).named).not.toContain(deputy.id);
  });

  test('a member who only asked to read cannot see it yet', () => {
    const text = 'The asker rang: somebody may be hurt.';
    const glass = { status: 'requested', memberId: asking.id, reason: 'legal-duty', text, requestedAt: now } as const;
    expect(readers({ ...queryIn.held, glass })).toEqual(['asker', 'co-owner']);
  });
});

describe('who has seen it', () => {
  test('every opening, by whom in which part, when, and whether by right', () => {
    const { openings } = accessOf(
      queryIn.answered,
      ledger(
        [{ code: 'drafted', details: {} }, asker],
        [opened('draft'), coOwner],
        [{ code: 'accepted', details: {} }, adviser],
        [opened('thread'), adviser],
        [opened('thread', 'break-glass'), asking],
        [opened('thread'), asker],
      ),
      { now },
    );
    expect(openings).toEqual([
      { personId: coOwner.id, at: minutesAfter(1), as: 'asker', through: 'right' },
      { personId: adviser.id, at: minutesAfter(3), as: 'expert', through: 'right' },
      { personId: asking.id, at: minutesAfter(4), as: 'secretariat', through: 'break-glass' },
      { personId: asker.id, at: minutesAfter(5), as: 'asker', through: 'right' },
    ]);
  });

  test('an opening that should not exist is shown all the same', () => {
    const { openings } = accessOf(queryIn.held, ledger([opened('thread'), auditor(10)]), { now });
    expect(openings).toMatchObject([{ as: 'auditor', personId: auditor(10).id }]);
  });

  test('who read it before their access ended stays on the list', () => {
    const gone = expert(8);
    const access = accessOf(queryIn.in_progress, ledger([opened('thread'), gone], [opened('draft'), official(5)]), {
      now,
    });
    expect(access.openings.map(({ personId }) => personId)).toEqual([gone.id, official(5).id]);
    expect(access.readers.map(({ personId }) => personId)).not.toContain(gone.id);
  });
});

describe('an emergency', () => {
  const text = 'The asker rang: somebody may be hurt tonight.';
  const request: LedgerEvent = { code: 'glass-requested', details: { reason: 'risk-to-a-person', text } };
  const approval: LedgerEvent = {
    code: 'glass-approved',
    details: { memberId: asking.id, expiresAt: minutesAfter(61) },
  };
  const refusal: LedgerEvent = { code: 'glass-refused', details: { memberId: asking.id } };
  const asked = { memberId: asking.id, reason: 'risk-to-a-person', text };

  test('says who asked, when and why, and what became of it', () => {
    expect(accessOf(queryIn.held, ledger([request, asking]), { now }).emergencies).toEqual([
      { ...asked, requestedAt: minutesAfter(0) },
    ]);
    expect(accessOf(queryIn.held, ledger([request, asking], [approval, other]), { now }).emergencies).toEqual([
      {
        ...asked,
        requestedAt: minutesAfter(0),
        approvedBy: other.id,
        approvedAt: minutesAfter(1),
        expiresAt: minutesAfter(61),
      },
    ]);
    expect(accessOf(queryIn.held, ledger([request, asking], [refusal, other]), { now }).emergencies).toEqual([
      { ...asked, requestedAt: minutesAfter(0), refusedBy: other.id, refusedAt: minutesAfter(1) },
    ]);
  });

  test('that nobody decided within a day has lapsed, and one taken back by who asked was refused by nobody', () => {
    const undecided = (at: string) => accessOf(queryIn.held, ledger([request, asking]), { now: at }).emergencies;
    expect(undecided(minutesAfter(24 * 60 - 1))).toEqual([{ ...asked, requestedAt: minutesAfter(0) }]);
    expect(undecided(minutesAfter(24 * 60))).toEqual([{ ...asked, requestedAt: minutesAfter(0), lapsed: true }]);
    for (const outcome of [refusal, approval]) {
      const [one] = accessOf(queryIn.held, ledger([request, asking], [outcome, other]), {
        now: minutesAfter(48 * 60),
      }).emergencies;
      expect(one).not.toHaveProperty('lapsed');
    }
    const takenBack = ledger([request, asking], [refusal, asking]);
    expect(accessOf(queryIn.held, takenBack, { now: minutesAfter(48 * 60) }).emergencies).toEqual([
      { ...asked, requestedAt: minutesAfter(0), takenBackAt: minutesAfter(1) },
    ]);
  });

  test('is told apart from the ones before it', () => {
    const { emergencies } = accessOf(
      queryIn.held,
      ledger([request, asking], [refusal, other], [request, asking], [approval, other]),
      { now },
    );
    expect(emergencies.map(({ refusedAt, approvedAt }) => [refusedAt, approvedAt])).toEqual([
      [minutesAfter(1), undefined],
      [undefined, minutesAfter(3)],
    ]);
  });
});

describe('whose names the asker learns', () => {
  test('colleagues who can see it or did, and members who asked, approved, refused or read; no expert’s, ever', () => {
    const text = 'The asker rang: somebody may be hurt tonight.';
    const entries = ledger(
      [opened('thread'), official(5)],
      [opened('thread'), adviser],
      [opened('thread'), expert(8)],
      [{ code: 'glass-requested', details: { reason: 'legal-duty', text } }, member(11)],
      [{ code: 'glass-refused', details: { memberId: member(11).id } }, other],
      [opened('thread', 'break-glass'), asking],
    );
    for (const query of [queryIn.offered, queryIn.in_progress, queryIn.answered]) {
      const { named } = accessOf(query, entries, { now });
      const colleagues = [asker.id, coOwner.id, official(5).id];
      expect([...named].sort()).toEqual([...colleagues, asking.id, other.id, member(11).id].sort());
    }
  });
});

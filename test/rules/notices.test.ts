import { describe, expect, test } from 'vitest';
import { isQueryAction, type QueryAction, relationsFor } from '../../shared/access.ts';
import { noticesOf, undeliverableNotices } from '../../shared/audience.ts';
import type { Change } from '../../shared/change.ts';
import { assignClearer } from '../../shared/clearing.ts';
import { acceptReferral, turnDown, withdraw } from '../../shared/closing.ts';
import { endByConflict, endBySuspension } from '../../shared/ending.ts';
import { eventCodes, type LedgerEvent } from '../../shared/events.ts';
import { QueryNoticeKind } from '../../shared/notice-kinds.ts';
import { Notice, noticeActions } from '../../shared/notices.ts';
import { assign, recuse } from '../../shared/offering.ts';
import type { Query } from '../../shared/query.ts';
import { rank } from '../../shared/routing.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { movable, type Relation } from '../../shared/transitions.ts';
import { adviser, asker, clearer, coOwner, deputy, expert, now, queryIn, situations } from './cast.ts';
import { idOf } from './worlds.ts';

const secretariat = [idOf(4), idOf(9)];
const head = [idOf(9)];
const named = idOf(5);

const askers = [asker.id, coOwner.id];
const to = (kind: string, ...recipients: string[]) => recipients.map((id): [string, string] => [kind, id]);
const desk = (kind: string) => to(kind, ...secretariat);

// Who is told of what: the asker's side of what they must know or decide, the expert of what is theirs to do or no longer
// theirs, the secretariat of what nobody else can mend. An event, the query after it, and every notice that follows.
const told: [LedgerEvent['code'], Query, [string, string][]][] = [
  ['submitted', queryIn.submitted, to('received', asker.id)],
  ['held', queryIn.held, [...to('received', asker.id), ...desk('held')]],
  ['offered', queryIn.offered, [...to('offer', adviser.id), ...to('grant-ended', named)]],
  ['offer-reminded', queryIn.offered, to('offer-reminder', adviser.id)],
  ['unplaced', queryIn.submitted, desk('no-expert')],
  ['accepted', queryIn.in_progress, to('assigned', ...askers)],
  ['taken-over', queryIn.in_progress, to('grant-ended', named)],
  ['recused', queryIn.submitted, to('grant-ended', named)],
  ['expert-suspended', queryIn.submitted, to('grant-ended', named)],
  ['conflict-found', queryIn.submitted, [...desk('conflict-appeared'), ...to('grant-ended', named)]],
  ['information-asked', queryIn.needs_information, to('information-asked', ...askers)],
  [
    'information-given',
    queryIn.in_progress,
    [...to('information-arrived', adviser.id), ...desk('information-arrived')],
  ],
  ['information-added', queryIn.in_review, to('information-arrived', adviser.id, clearer.id)],
  ['reminded', queryIn.needs_information, to('information-reminder', ...askers)],
  ['closing-proposed', queryIn.needs_information, [...to('closing-proposed', ...askers), ...desk('closing-proposed')]],
  ['extended', queryIn.in_progress, to('extended', ...askers)],
  [
    'clearer-asked',
    situations['in review, a second expert asked'],
    [...to('clearance-asked', clearer.id), ...to('grant-ended', named)],
  ],
  ['clearer-unplaced', queryIn.in_review, desk('no-clearer')],
  ['returned', queryIn.in_progress, to('returned', adviser.id)],
  ['answered', queryIn.answered, to('advice-available', ...askers)],
  ['follow-up-asked', queryIn.in_progress, to('follow-up-asked', adviser.id)],
  ['closed', queryIn.closed, [...to('closed', ...askers), ...to('grant-ended', named)]],
  ['withdrawn', queryIn.withdrawn, to('grant-ended', named)],
  ['not-advised', queryIn.declined, [...to('not-advised', ...askers), ...to('grant-ended', named)]],
  ['referral-proposed', queryIn.in_progress, to('referral-proposed', asker.id)],
  ['referred', queryIn.referred, [...desk('referral-agreed'), ...to('grant-ended', named)]],
  ['silent', queryIn.in_progress, [...to('keep-in-touch', adviser.id), ...desk('keep-in-touch')]],
  ['urgency-granted', queryIn.in_review, to('urgency-granted', adviser.id, clearer.id)],
  ['at-risk', queryIn.in_review, [...to('at-risk', adviser.id, clearer.id), ...desk('at-risk')]],
  ['overdue', queryIn.in_review, [...to('overdue', adviser.id, clearer.id, deputy.id), ...desk('overdue')]],
  ['long-overdue', queryIn.in_progress, to('long-overdue', ...head)],
  ['erasure-announced', queryIn.closed, to('erasure-ahead', ...askers)],
  ['co-owner-added', queryIn.in_progress, to('shared-with-you', named)],
  ['handed-over', queryIn.in_progress, [...to('handed-over', ...askers), ...to('break-glass', named)]],
  ['glass-requested', queryIn.in_progress, desk('glass-asked')],
  ['glass-approved', queryIn.in_progress, to('break-glass', ...askers)],
];

function given(query: Query): Change {
  const [candidate] = rank(movable('assign', query), [expert(20)], new Map(), now.slice(0, 10));
  if (!candidate) throw new Error('one expert is ranked');
  return assign(query, candidate, shippedSettings, now);
}

// Everything by which a clearance ends that was not the second expert's own doing.
const referable = { ...queryIn.in_review, referral: { partner: 'apt', proposedAt: now } } as const;
const clearanceOver: [string, (query: Query) => Change][] = [
  ['withdrawn', (query) => withdraw(query, shippedSettings, now)],
  ['turned down', (query) => turnDown(query, { reason: 'asked-elsewhere', turnTo: 'apt' }, shippedSettings, now)],
  ['referred', () => acceptReferral(referable, shippedSettings, now, secretariat)],
  ['given back by the adviser', (query) => recuse(query, 'other', now)],
  ['given to somebody else', given],
  ['the adviser suspended', (query) => endBySuspension(query, adviser.id, now)],
  [
    'a tie of the adviser',
    (query) => endByConflict(query, { expertId: adviser.id, conflict: 'nationality' }, secretariat, now),
  ],
  ['another second expert', (query) => assignClearer(query, expert(20), shippedSettings, now)],
];

const codes = [...eventCodes];
const pairs = (notices: readonly { kind: string; recipientId: string }[]) =>
  notices.map(({ kind, recipientId }) => [kind, recipientId]);

describe('who is told', () => {
  test.each(told)('when a query is %s', (code, query, expected) => {
    const others = { secretariat, head, deputyId: deputy.id, named: [named] };
    expect(pairs(noticesOf(code, query, others))).toEqual(expected);
  });

  test.each(codes.filter((code) => !told.some(([one]) => one === code)))('of %s nobody is told', (code) => {
    for (const query of Object.values(situations))
      expect(noticesOf(code, query, { secretariat, head, deputyId: deputy.id, named: [named] })).toEqual([]);
  });

  test('every kind of notice follows from something that happens', () => {
    const kinds = new Set(told.flatMap(([, , notices]) => notices.map(([kind]) => kind)));
    expect(QueryNoticeKind.options.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test('without a head, all of the secretariat is told of what is long overdue', () => {
    expect(pairs(noticesOf('long-overdue', queryIn.in_progress, { secretariat }))).toEqual(desk('long-overdue'));
  });

  test('nobody is told the same thing twice, whatever parts they have: a deputy who clears is told once', () => {
    const clearance = { adviceVersion: 2, clearer: { status: 'reading', expertId: deputy.id, startedAt: '' } } as const;
    const notices = noticesOf('overdue', { ...queryIn.in_review, clearance }, { secretariat, deputyId: deputy.id });
    expect(pairs(notices)).toEqual([...to('overdue', adviser.id, deputy.id), ...desk('overdue')]);
  });

  test('a deputy hears of nothing that they could not take over', () => {
    const guarded = { ...queryIn.in_progress, confidentiality: 'restricted' } as const;
    for (const query of [guarded, { ...queryIn.in_progress, passedBy: [deputy.id] }, queryIn.submitted])
      expect(noticesOf('overdue', query, { deputyId: deputy.id }).map(({ recipientId }) => recipientId)).toEqual(
        query.status === 'submitted' ? [] : [adviser.id],
      );
  });

  test('who has the query no more, or only an open window, is not told of the work', () => {
    for (const query of [queryIn.answered, queryIn.closed, queryIn.withdrawn])
      for (const code of ['information-added', 'at-risk', 'overdue', 'silent'] as const)
        expect(noticesOf(code, query)).toEqual([]);
  });

  test.each(clearanceOver)('whoever clears is told when there is nothing left to clear: %s', (_, change) => {
    const toldClearer = change(queryIn.in_review).notices.filter(({ recipientId }) => recipientId === clearer.id);
    expect(pairs(toldClearer)).toEqual(to('grant-ended', clearer.id));
  });

  test('a notice says who, what kind and which query, and has no room for more', () => {
    const [notice] = noticesOf('submitted', queryIn.submitted);
    expect(notice).toEqual({ kind: 'received', recipientId: asker.id, queryId: queryIn.submitted.id });
    expect(Notice.safeParse({ ...notice, title: 'A title' }).success).toBe(false);
  });

  test('an address that takes no more mail is the secretariat’s task, and names nobody but by id', () => {
    const tasks = undeliverableNotices(secretariat, asker.id);
    expect(tasks.map(({ recipientId }) => recipientId)).toEqual(secretariat);
    for (const task of tasks) {
      expect(Notice.parse(task)).toEqual({ kind: 'undeliverable', recipientId: task.recipientId, personId: asker.id });
      expect(Notice.safeParse({ ...task, email: asker.email }).success).toBe(false);
    }
  });

  test('every kind of notice of a query leads somewhere that each of its recipients may go', () => {
    const recipients: Record<QueryNoticeKind, readonly Relation[]> = {
      received: ['asker'],
      held: ['secretariat'],
      assigned: ['asker', 'co-owner'],
      'information-asked': ['asker', 'co-owner'],
      'information-reminder': ['asker', 'co-owner'],
      'closing-proposed': ['asker', 'co-owner', 'secretariat'],
      extended: ['asker', 'co-owner'],
      'advice-available': ['asker', 'co-owner'],
      'not-advised': ['asker', 'co-owner'],
      'referral-proposed': ['asker'],
      'referral-agreed': ['secretariat'],
      closed: ['asker', 'co-owner'],
      'erasure-ahead': ['asker', 'co-owner'],
      'shared-with-you': ['co-owner'],
      'handed-over': ['asker', 'co-owner'],
      'break-glass': ['asker', 'co-owner'],
      offer: ['offered-expert', 'granted-expert'],
      'offer-reminder': ['offered-expert'],
      // What ended is not theirs any more: it leads nowhere near the query.
      'grant-ended': [],
      'clearance-asked': ['offered-clearer', 'clearing-expert'],
      returned: ['granted-expert'],
      'information-arrived': ['granted-expert', 'clearing-expert', 'secretariat'],
      'follow-up-asked': ['granted-expert'],
      'keep-in-touch': ['granted-expert', 'secretariat'],
      'urgency-granted': ['granted-expert', 'clearing-expert'],
      'at-risk': ['granted-expert', 'clearing-expert', 'secretariat'],
      overdue: ['granted-expert', 'clearing-expert', 'deputy', 'secretariat'],
      'long-overdue': ['secretariat'],
      'no-expert': ['secretariat'],
      'no-clearer': ['secretariat'],
      'conflict-appeared': ['secretariat'],
      'glass-asked': ['secretariat'],
    };
    for (const kind of QueryNoticeKind.options) {
      const actions: readonly QueryAction[] = noticeActions[kind];
      expect(actions.every(isQueryAction)).toBe(true);
      const open = actions.flatMap((action) => relationsFor(action));
      expect([kind, recipients[kind].filter((relation) => !open.includes(relation))]).toEqual([kind, []]);
      expect([kind, actions.length === 0]).toEqual([kind, recipients[kind].length === 0]);
    }
  });
});

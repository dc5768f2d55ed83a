import { describe, expect, test } from 'vitest';
import { isQueryAction, relationsFor } from '../../shared/access.ts';
import { LedgerEvent } from '../../shared/ledger.ts';
import { QueryNoticeKind } from '../../shared/notice-kinds.ts';
import { Notice, noticeActions, noticesOf, undeliverableNotices } from '../../shared/notices.ts';
import { adviser, asker, coOwner, queryIn } from './cast.ts';
import { idOf } from './worlds.ts';

const secretariat = [idOf(4), idOf(9)];
const named = idOf(5);

// Who is told of what, written from the design: an event, the query after it, and every notice that follows.
const told: [LedgerEvent['code'], keyof typeof queryIn, [string, string][]][] = [
  ['submitted', 'submitted', [['received', asker.id]]],
  ['held', 'held', [['received', asker.id], ...secretariat.map((id): [string, string] => ['held', id])]],
  ['offered', 'offered', [['offer', adviser.id]]],
  ['unplaced', 'submitted', secretariat.map((id) => ['no-expert', id])],
  ['conflict-found', 'submitted', secretariat.map((id) => ['conflict-appeared', id])],
  [
    'answered',
    'answered',
    [
      ['advice-available', asker.id],
      ['advice-available', coOwner.id],
    ],
  ],
  ['co-owner-added', 'in_progress', [['shared-with-you', named]]],
  [
    'handed-over',
    'in_progress',
    [
      ['handed-over', asker.id],
      ['handed-over', coOwner.id],
    ],
  ],
  ['glass-requested', 'in_progress', secretariat.map((id) => ['glass-asked', id])],
  [
    'glass-approved',
    'in_progress',
    [
      ['break-glass', asker.id],
      ['break-glass', coOwner.id],
    ],
  ],
];

const codes = LedgerEvent.options.map((option) => option.shape.code.value);

describe('who is told', () => {
  test.each(told)('when a query is %s', (code, status, expected) => {
    const notices = noticesOf(code, queryIn[status], { secretariat, named });
    expect(notices.map(({ kind, recipientId }) => [kind, recipientId])).toEqual(expected);
  });

  test.each(codes.filter((code) => !told.some(([one]) => one === code)))('of %s nobody is told', (code) => {
    expect(noticesOf(code, queryIn.in_progress, { secretariat, named })).toEqual([]);
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

  test('every kind of notice of a query leads somewhere that its recipient may go', () => {
    const recipients = {
      received: 'asker',
      held: 'secretariat',
      offer: 'offered-expert',
      'no-expert': 'secretariat',
      'conflict-appeared': 'secretariat',
      'advice-available': 'asker',
      'shared-with-you': 'co-owner',
      'handed-over': 'asker',
      'glass-asked': 'secretariat',
      'break-glass': 'asker',
    } as const satisfies Record<QueryNoticeKind, string>;
    for (const kind of QueryNoticeKind.options) {
      expect(noticeActions[kind].every(isQueryAction)).toBe(true);
      expect(relationsFor(noticeActions[kind][0])).toContain(recipients[kind]);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { mayWith, type QueryAction } from '../../shared/access.ts';
import { Asking } from '../../shared/asked.ts';
import { save } from '../../shared/drafting.ts';
import { assign, offer, reportUnplaced } from '../../shared/offering.ts';
import type { Official } from '../../shared/people.ts';
import { Query, type Status } from '../../shared/query.ts';
import { rank } from '../../shared/routing.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { addCoOwner, handOver, removeCoOwner, restrict, unrestrict } from '../../shared/sharing.ts';
import { movable } from '../../shared/transitions.ts';
import { adviser, asker, coOwner, expert, member, now, official, queryIn, statuses } from './cast.ts';
import { idOf } from './worlds.ts';

const may = (query: Query, action: QueryAction, person: Official) =>
  mayWith(query, action, { kind: 'person', person }, now);
const colleague = official(5);
const refusal = (act: () => unknown) => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error;
  }
};

const gone = (status: Status) => status === 'discarded' || status === 'erased';
const there = statuses.filter((status) => !gone(status));
const ended: readonly Status[] = ['closed', 'declined', 'referred', 'withdrawn'];

describe('a colleague', () => {
  test.each(there.filter((status) => !ended.includes(status)))(
    'whom the asker lets in to a query that is %s reads and follows it, and is told',
    (status) => {
      expect(may(queryIn[status], 'read', colleague)).toBe(false);
      const change = addCoOwner(queryIn[status], colleague, now);
      expect(may(change.query, 'read', colleague)).toBe(true);
      expect(may(change.query, 'follow', colleague)).toBe(true);
      expect(change.event).toEqual({ code: 'co-owner-added', details: { personId: colleague.id } });
      expect(change.notices).toEqual([
        { kind: 'shared-with-you', recipientId: colleague.id, queryId: queryIn[status].id },
      ]);
    },
  );

  test.each([...ended, 'discarded', 'erased'] as const)('is let in to no query that is %s', (status) => {
    expect(() => addCoOwner(queryIn[status], colleague, now)).toThrow('not-possible-now');
  });

  test.each(there)('who is taken off a query that is %s sees nothing of it any more', (status) => {
    const change = removeCoOwner(queryIn[status], coOwner.id, now);
    expect(may(queryIn[status], 'read', coOwner)).toBe(true);
    expect(may(change.query, 'read', coOwner)).toBe(false);
    expect(change.event).toEqual({ code: 'co-owner-removed', details: { personId: coOwner.id } });
  });

  test('is of the same institution, and there', () => {
    const problems = [{ field: 'email', code: 'not-a-colleague' }];
    const elsewhere = official(5, idOf(19));
    expect(refusal(() => addCoOwner(queryIn.draft, elsewhere, now))).toMatchObject({ problems });
    const suspended = { ...colleague, status: 'suspended' } as const;
    expect(refusal(() => addCoOwner(queryIn.draft, suspended, now))).toMatchObject({ problems });
  });

  test('is not let in twice, and the asker is in already', () => {
    expect(() => addCoOwner(queryIn.draft, coOwner, now)).toThrow('already-assigned');
    expect(() => addCoOwner(queryIn.draft, asker, now)).toThrow('already-assigned');
  });

  test('is one of twenty at most, and the twentieth still leaves a query that can be read', () => {
    const ids = Array.from({ length: 19 }, (_, number) => idOf(number + 8));
    const twenty = addCoOwner({ ...queryIn.draft, coOwners: ids }, colleague, now).query;
    expect(Query.safeParse(twenty).success).toBe(true);
    expect(refusal(() => addCoOwner(twenty, official(6), now))).toMatchObject({
      reason: 'invalid-input',
      problems: [{ field: 'email', code: 'too-many', limit: 20 }],
    });
  });

  test('who was not in cannot be taken off', () => {
    expect(() => removeCoOwner(queryIn.draft, colleague.id, now)).toThrow('not-possible-now');
  });
});

describe('handing over', () => {
  const gone = { ...asker, status: 'suspended' } as const;

  test.each([
    ['was suspended', gone],
    ['moved to another institution', official(1, idOf(19))],
    ['is no longer known', undefined],
  ])('a query whose asker %s goes to a successor, and the leaver has nothing of it', (_, leaver) => {
    const { query, event } = handOver(queryIn.in_progress, leaver, colleague, now);
    expect(may(query, 'read', colleague)).toBe(true);
    expect(may(query, 'unrestrict', colleague)).toBe(true);
    expect(may(query, 'read', asker)).toBe(false);
    expect(event).toEqual({ code: 'handed-over', details: { fromId: asker.id, toId: colleague.id } });
  });

  test('nothing is taken from an asker who is still there', () => {
    expect(() => handOver(queryIn.in_progress, asker, colleague, now)).toThrow('not-possible-now');
  });

  test('the successor is an active colleague, and is told with the co-owners', () => {
    const elsewhere = official(5, idOf(19));
    const problems = [{ field: 'successorId', code: 'not-a-colleague' }];
    expect(refusal(() => handOver(queryIn.submitted, gone, elsewhere, now))).toMatchObject({ problems });
    const suspended = { ...colleague, status: 'suspended' } as const;
    expect(refusal(() => handOver(queryIn.submitted, gone, suspended, now))).toMatchObject({ problems });
    expect(handOver(queryIn.submitted, gone, colleague, now).notices.map(({ recipientId }) => recipientId)).toEqual([
      colleague.id,
      coOwner.id,
    ]);
  });

  test('a co-owner who succeeds is the asker, and no longer a co-owner', () => {
    const { query, notices } = handOver(queryIn.answered, gone, coOwner, now);
    expect(query).toMatchObject({ askerId: coOwner.id, coOwners: [] });
    expect(notices.map(({ recipientId }) => recipientId)).toEqual([coOwner.id]);
  });

  test('to the one who has it already is nothing', () => {
    expect(() => handOver(queryIn.answered, undefined, asker, now)).toThrow('already-assigned');
  });
});

describe('handing over a query that was read in an emergency', () => {
  const { id: memberId } = member(4);
  const glass = { status: 'approved', memberId, approvedBy: member(9).id, expiresAt: now } as const;
  const kinds = (query: Query) =>
    handOver(query, undefined, colleague, now)
      .notices.filter(({ recipientId }) => recipientId === colleague.id)
      .map(({ kind }) => kind);

  test('tells the successor of it too, for whoever left may not have heard', () => {
    expect(kinds({ ...queryIn.in_progress, glass })).toEqual(['handed-over', 'break-glass']);
  });

  test('tells of no emergency reading that was only asked for, or that never was', () => {
    const asked = { status: 'requested', memberId, reason: 'legal-duty', text: 'x', requestedAt: now } as const;
    expect(kinds({ ...queryIn.in_progress, glass: asked })).toEqual(['handed-over']);
    expect(kinds(queryIn.in_progress)).toEqual(['handed-over']);
  });
});

describe('a restricted query', () => {
  const restricted = movable('offer', restrict(queryIn.submitted, now).query);

  test.each(there)('becomes so from one moment to the next, when it is %s', (status) => {
    const change = restrict(queryIn[status], now);
    expect(change.query).toMatchObject({ status, confidentiality: 'restricted' });
    expect(change.event).toEqual({ code: 'restricted', details: {} });
    expect(() => restrict(change.query, now)).toThrow('not-possible-now');
  });

  test('is no longer so only with the asker’s consent, which is on record', () => {
    const change = unrestrict(restricted, now);
    expect(change.query).toMatchObject({ confidentiality: 'standard' });
    expect(change.event).toEqual({ code: 'unrestricted', details: { consent: 'yes' } });
    expect(() => unrestrict(change.query, now)).toThrow('not-possible-now');
  });

  test('stays so when the draft is written anew, whoever writes; writing can raise the level', () => {
    const asking = Asking.parse({
      ...{ title: 'A title', body: 'A question.', topic: 'npm', language: 'en' },
      ...{ urgency: 'standard', confidentiality: 'standard', individualCase: 'no' },
    });
    const draft = restrict(queryIn.draft, now).query;
    expect(save(draft, asking, now).query).toMatchObject({ confidentiality: 'restricted' });
    const raised = save(queryIn.draft, { ...asking, confidentiality: 'restricted' }, now).query;
    expect(raised).toMatchObject({ confidentiality: 'restricted' });
  });

  test('is never offered by itself; a member may give it to an expert by hand', () => {
    expect(() => offer(restricted, adviser, shippedSettings, now)).toThrow('not-possible-now');
    const [candidate] = rank(restricted, [expert(8)], new Map(), now.slice(0, 10));
    if (!candidate) throw new Error('one expert is ranked');
    expect(assign(restricted, candidate, shippedSettings, now).query.status).toBe('offered');
  });

  test('that waits for an expert is proposed to the secretariat, and the ledger says why', () => {
    const secretariat = [member(4).id, member(9).id];
    const change = reportUnplaced(restricted, { considered: 7, why: 'restricted', secretariat }, shippedSettings, now);
    expect(change.event).toEqual({ code: 'unplaced', details: { considered: 7, why: 'restricted' } });
    expect(change.notices.map(({ recipientId }) => recipientId)).toEqual(secretariat);
    const plain = reportUnplaced(
      queryIn.submitted,
      { considered: 7, why: 'nobody-fits', secretariat },
      shippedSettings,
      now,
    );
    expect(plain.event).toMatchObject({ details: { why: 'nobody-fits' } });
  });

  test('is closed to an expert with a conflict like any other', () => {
    const tied = expert(3, { nationalities: ['GH'] });
    const query = restrict(queryIn.in_progress, now).query;
    expect(mayWith(query, 'read', { kind: 'person', person: tied }, now)).toBe(false);
    expect(mayWith(query, 'read', { kind: 'person', person: adviser }, now)).toBe(true);
  });
});

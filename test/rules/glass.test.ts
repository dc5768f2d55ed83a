import { describe, expect, test } from 'vitest';
import { mayWith } from '../../shared/access.ts';
import { approveGlass, freshSignInMilliseconds, GlassRequest, refuseGlass, requestGlass } from '../../shared/glass.ts';
import { recuse } from '../../shared/offering.ts';
import { isSent, type Query } from '../../shared/query.ts';
import { movable } from '../../shared/transitions.ts';
import { asker, coOwner, member, minutesAfter, now, queryIn, statuses } from './cast.ts';

const asking = member(4);
const other = member(9);
const third = member(11);
const secretariat = [asking.id, other.id, third.id];
const request = GlassRequest.parse({
  reason: 'risk-to-a-person',
  text: 'The asker rang: somebody may be hurt tonight.',
});

const requested = (query: Query) => requestGlass(query, asking.id, request, secretariat, now).query;
const approved = (query: Query) => approveGlass(requested(query), other.id, now).query;
const reads = (query: Query, person = asking, at = now) =>
  mayWith(query, 'read-through-glass', { kind: 'person', person }, at);
const sent = statuses.filter((status) => isSent(queryIn[status]));

describe('break-glass', () => {
  test.each([
    ['without a reason', { text: request.text }],
    ['with a reason that is not on the list', { ...request, reason: 'curiosity' }],
    ['with nineteen characters', { ...request, text: 'a'.repeat(19) }],
    ['with twenty characters of which most are blank', { ...request, text: `a${' '.repeat(18)}b`.slice(0, 19) }],
    ['with twenty blanks', { ...request, text: ' '.repeat(20) }],
  ])('is not asked for %s', (_, input) => {
    expect(GlassRequest.safeParse(input).success).toBe(false);
  });

  test('is asked for in twenty characters', () => {
    expect(GlassRequest.safeParse({ ...request, text: 'a'.repeat(20) }).success).toBe(true);
  });

  test('is for those who signed in a quarter of an hour ago at most', () => {
    expect(freshSignInMilliseconds).toBe(15 * 60_000);
  });

  test.each(sent)(
    'of a query that is %s: asking opens nothing, approval opens it for an hour to the one who asked',
    (status) => {
      const waiting = requested(queryIn[status]);
      expect(waiting.status).toBe(status);
      expect(reads(waiting)).toBe(false);
      const open = approved(queryIn[status]);
      expect(open.status).toBe(status);
      expect(reads(open)).toBe(true);
      expect(reads(open, asking, minutesAfter(59))).toBe(true);
      expect(reads(open, asking, minutesAfter(60))).toBe(false);
      expect(reads(open, other)).toBe(false);
      expect(reads(open, third)).toBe(false);
    },
  );

  test.each(['draft', 'discarded', 'erased'] as const)('opens nothing of a query that is %s', (status) => {
    expect(() => requested(queryIn[status])).toThrow('not-possible-now');
  });

  test('is approved by another member, never by the one who asked', () => {
    const waiting = requested(queryIn.in_progress);
    expect(() => approveGlass(waiting, asking.id, now)).toThrow('own-request');
  });

  test('that was refused opens nothing, and may be asked for again', () => {
    const change = refuseGlass(requested(queryIn.in_progress), now);
    expect(change.event).toEqual({ code: 'glass-refused', details: { memberId: asking.id } });
    expect('glass' in change.query).toBe(false);
    expect(reads(change.query)).toBe(false);
    expect(reads(approved(change.query))).toBe(true);
  });

  test('that nobody approved within a day lapses: it cannot be approved or refused any more, and is asked for anew', () => {
    const waiting = requested(queryIn.in_progress);
    const [last, lapsed] = [minutesAfter(24 * 60 - 1), minutesAfter(24 * 60)];
    expect(reads(approveGlass(waiting, other.id, last).query, asking, last)).toBe(true);
    expect(() => requestGlass(waiting, third.id, request, secretariat, last)).toThrow('not-possible-now');
    expect(() => approveGlass(waiting, other.id, lapsed)).toThrow('not-possible-now');
    expect(() => refuseGlass(waiting, lapsed)).toThrow('not-possible-now');
    expect(requestGlass(waiting, third.id, request, secretariat, lapsed).query).toMatchObject({
      glass: { status: 'requested', memberId: third.id, requestedAt: lapsed },
    });
  });

  test('is asked for by one member at a time, and while it is open by nobody', () => {
    const waiting = requested(queryIn.in_progress);
    expect(() => requestGlass(waiting, third.id, request, secretariat, now)).toThrow('not-possible-now');
    const open = approved(queryIn.in_progress);
    expect(() => requestGlass(open, third.id, request, secretariat, minutesAfter(59))).toThrow('not-possible-now');
    expect(requestGlass(open, third.id, request, secretariat, minutesAfter(60)).query).toMatchObject({
      glass: { status: 'requested', memberId: third.id },
    });
  });

  test('is approved once: what is open or was never asked for cannot be approved or refused', () => {
    for (const query of [approved(queryIn.answered), queryIn.answered]) {
      expect(() => approveGlass(query, third.id, now)).toThrow('not-possible-now');
      expect(() => refuseGlass(query, now)).toThrow('not-possible-now');
    }
  });

  test('tells the other members when it is asked for, and those who ask the moment it opens', () => {
    const change = requestGlass(queryIn.held, asking.id, request, secretariat, now);
    expect(change.notices.map(({ kind, recipientId }) => [kind, recipientId])).toEqual([
      ['glass-asked', other.id],
      ['glass-asked', third.id],
    ]);
    const { notices } = approveGlass(change.query, other.id, now);
    expect(notices.map(({ kind, recipientId }) => [kind, recipientId])).toEqual([
      ['break-glass', asker.id],
      ['break-glass', coOwner.id],
    ]);
  });

  test('leaves who, why and until when on the ledger, for the asker to read', () => {
    const change = requestGlass(queryIn.held, asking.id, request, secretariat, now);
    expect(change.event).toEqual({ code: 'glass-requested', details: request });
    expect(approveGlass(change.query, other.id, now).event).toEqual({
      code: 'glass-approved',
      details: { memberId: asking.id, expiresAt: minutesAfter(60) },
    });
  });

  test('stays open for its hour when the query moves on, and changes nothing else of it', () => {
    const open = movable('recuse', approved(queryIn.in_progress));
    const { query } = recuse(open, 'other', now);
    expect(reads(query)).toBe(true);
    const { glass: _, version, updatedAt, ...rest } = open;
    const { version: before, updatedAt: then, ...untouched } = queryIn.in_progress;
    expect(rest).toEqual(untouched);
    expect([version, updatedAt > then]).toEqual([before + 2, true]);
  });
});

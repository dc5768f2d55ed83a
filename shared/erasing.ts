import { noticesOf } from './audience.ts';
import { type Change, moved } from './change.ts';
import type { HoldReason } from './choices.ts';
import { day, later } from './moments.ts';
import type { EndedQuery, Query } from './query.ts';
import { Refused } from './refused.ts';
import { movable } from './transitions.ts';

/** Days before its erasure that the asker is told of it. */
const noticeDays = 30;

/** When the asker is told that a query will be erased. */
export const announceAt = ({ eraseAt }: EndedQuery): string => later(eraseAt, -noticeDays * day);

/** In a month everything written will be erased: the asker is told. */
export function announceErasure(query: Query, now: string): Change {
  const before = movable('announce-erasure', query);
  if (before.erasure !== 'planned' || now < announceAt(before)) throw new Refused('not-possible-now');
  // Announced late is erased late: a month's notice is a month's notice.
  const month = later(now, noticeDays * day);
  const eraseAt = before.eraseAt > month ? before.eraseAt : month;
  const after: Query = { ...moved(before, now), erasure: 'announced', eraseAt };
  return {
    query: after,
    event: { code: 'erasure-announced', details: { eraseAt } },
    notices: noticesOf('erasure-announced', after),
  };
}

/** The secretariat keeps it from being erased, for a reason that outlasts the two years. */
export function holdErasure(query: Query, now: string, reason?: HoldReason): Change {
  const before = movable('hold-erasure', query);
  if (before.erasure === 'held') throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), erasure: 'held' },
    event: { code: 'erasure-held', details: reason ? { reason } : {} },
    notices: [],
  };
}

/** The hold ends: what is past its time is announced first, a month ahead. */
export function releaseErasure(query: Query, now: string): Change {
  const before = movable('release-erasure', query);
  if (before.erasure !== 'held') throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), erasure: 'planned' },
    event: { code: 'erasure-released', details: {} },
    notices: [],
  };
}

/** Everything written is gone; what stays is that there was a query, for its receipt. */
export function erase(query: Query, now: string): Change {
  const before = movable('erase', query);
  if (before.erasure !== 'announced' || now < before.eraseAt) throw new Refused('not-possible-now');
  const { id, version, askerId, coOwners, institutionId, createdAt, reference, submittedAt } = before;
  return {
    query: {
      status: 'erased',
      ...{ id, askerId, coOwners, institutionId, createdAt, reference, submittedAt },
      version: version + 1,
      updatedAt: now,
      erasedAt: now,
      sweepAt: now,
    },
    event: { code: 'erased', details: {} },
    notices: [],
  };
}

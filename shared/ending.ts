import { clearerOf, expertOf } from './assignment.ts';
import { noticesOf } from './audience.ts';
import { type Change, moved } from './change.ts';
import { clearancePassedOn } from './clearing.ts';
import type { Conflict } from './conflict.ts';
import type { LedgerEvent } from './events.ts';
import { passedOn } from './offering.ts';
import { isEnded, isSent, type Query } from './query.ts';
import { Refused } from './refused.ts';
import { movable } from './transitions.ts';

const holds = (query: Query, expertId: string, now: string): boolean => {
  if (expertOf(query) !== expertId) return false;
  const grant = 'grant' in query ? query.grant : undefined;
  return grant?.endsAt === undefined || now < grant.endsAt;
};

const clears = (query: Query, expertId: string): boolean => clearerOf(query) === expertId;

/** Does this expert have an offer, a grant, a clearance or an open window of this query at `now`? */
export const isWith = (query: Query, expertId: string, now: string): boolean =>
  holds(query, expertId, now) || clears(query, expertId);

/** What an expert has of a query ends for good; what is not answered yet goes back to the router. */
function ended(query: Query, expertId: string, now: string): Pick<Change, 'query' | 'load'> {
  // What somebody else has by now is not taken from them.
  if (!isWith(query, expertId, now)) throw new Refused('not-possible-now');
  if (clears(query, expertId) && !holds(query, expertId, now))
    return { query: clearancePassedOn(movable('end-clearance', query), expertId, now) };
  if (query.status === 'answered' || (isSent(query) && isEnded(query))) {
    const before = movable('end-window', query);
    if (!before.grant) throw new Refused('not-possible-now');
    return { query: { ...moved(before, now), grant: { ...before.grant, endsAt: now } } };
  }
  const before = movable('end-access', query);
  return { query: passedOn(before, expertId, now), load: { release: expertId } };
}

/** The second expert whose clearance ends because the adviser's access does. */
function otherClearer(query: Query, expertId: string): string | undefined {
  const clearer = clearerOf(query);
  return clearer === expertId ? undefined : clearer;
}

/** A tie of the expert to the State came to light; they and the secretariat are told. To take the tie back gives nothing back. */
export function endByConflict(
  query: Query,
  { expertId, conflict }: { expertId: string; conflict: Conflict },
  secretariat: readonly string[],
  now: string,
): Change {
  const change = ended(query, expertId, now);
  const event: LedgerEvent = { code: 'conflict-found', details: { expertId, conflict } };
  const named = [expertId, otherClearer(query, expertId)];
  return { ...change, event, notices: noticesOf('conflict-found', change.query, { secretariat, named }) };
}

/** The expert was suspended: the hub tells them nothing, for they cannot sign in. To reinstate them gives nothing back. */
export function endBySuspension(query: Query, expertId: string, now: string): Change {
  const event: LedgerEvent = { code: 'expert-suspended', details: { expertId } };
  const change = ended(query, expertId, now);
  const named = [otherClearer(query, expertId)];
  return { ...change, event, notices: noticesOf('expert-suspended', change.query, { named }) };
}

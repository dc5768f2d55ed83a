import type { Change } from './change.ts';
import type { Conflict } from './conflict.ts';
import { noticesOf } from './notices.ts';
import { passedOn } from './offering.ts';
import { expertOf, type Query } from './query.ts';
import { Refused } from './refused.ts';
import { movable } from './transitions.ts';

/** Does this expert have an offer, a grant or an open window of this query at `now`? */
export function isWith(query: Query, expertId: string, now: string): boolean {
  if (expertOf(query) !== expertId) return false;
  return !('grant' in query) || query.grant.endsAt === undefined || now < query.grant.endsAt;
}

/** What an expert has of a query ends for good; a question that is not answered yet goes back to the router. */
function ended(query: Query, now: string): Pick<Change, 'query' | 'load'> & { expertId: string } {
  if (query.status === 'answered') {
    const { grant, ...before } = movable('end-window', query);
    const after: Query = { ...before, version: before.version + 1, updatedAt: now, grant: { ...grant, endsAt: now } };
    return { query: after, expertId: grant.expertId };
  }
  const before = movable('end-access', query);
  const expertId = expertOf(before);
  if (!expertId) throw new Refused('not-possible-now');
  return { query: passedOn(before, expertId, now), load: { release: expertId }, expertId };
}

/** A tie of the expert to the State came to light; the secretariat is told. To take the tie back gives nothing back. */
export function endByConflict(query: Query, conflict: Conflict, secretariat: readonly string[], now: string): Change {
  const { expertId, ...change } = ended(query, now);
  return {
    ...change,
    event: { code: 'conflict-found', details: { expertId, conflict } },
    notices: noticesOf('conflict-found', change.query, { secretariat }),
  };
}

/** The expert was suspended. To reinstate them gives nothing back. */
export function endBySuspension(query: Query, now: string): Change {
  const { expertId, ...change } = ended(query, now);
  return { ...change, event: { code: 'expert-suspended', details: { expertId } }, notices: [] };
}

import { nextTryAt, routingDueAt } from './asking.ts';
import type { Change } from './change.ts';
import { clockOf, hastened, offerExpiry } from './clock.ts';
import type { DeclineReason, RecusalReason } from './ledger.ts';
import { noticesOf } from './notices.ts';
import type { Expert } from './people.ts';
import { expertOf, type Query, type SentQuery, sentFacts } from './query.ts';
import { Refused } from './refused.ts';
import { assignable, type Candidate } from './routing.ts';
import type { Settings } from './settings.ts';
import { movable } from './transitions.ts';

const isUrgent = (query: SentQuery): boolean => query.urgency.level === 'granted';

function offerTo(query: SentQuery, expert: Expert, settings: Settings, now: string, released?: string): Change {
  const expiresAt = offerExpiry(now, isUrgent(query), settings);
  const offered: Query = {
    ...sentFacts(query),
    status: 'offered',
    version: query.version + 1,
    updatedAt: now,
    offer: { expertId: expert.id, offeredAt: now, expiresAt },
  };
  return {
    query: offered,
    event: {
      code: 'offered',
      details: { expertId: expert.id, expiresAt, ...(released ? { insteadOf: released } : {}) },
    },
    notices: noticesOf('offered', offered),
    load: {
      take: { expertId: expert.id, capacity: expert.expertise.capacity, at: now },
      ...(released ? { release: released } : {}),
    },
  };
}

/** The router offers a query to the expert it chose. */
export function offer(query: Query, expert: Expert, settings: Settings, now: string): Change {
  const before = movable('offer', query);
  // A restricted question is given to an expert by hand or not at all.
  if (before.confidentiality === 'restricted') throw new Refused('not-possible-now');
  return offerTo(before, expert, settings, now);
}

/** A secretariat member gives a query to an expert by hand; somebody else's offer or grant ends with it, at once. */
export function assign(query: Query, candidate: Candidate, settings: Settings, now: string): Change {
  const before = movable('assign', query);
  const current = expertOf(before);
  if (current === candidate.expert.id) throw new Refused('already-assigned');
  if (!assignable(candidate))
    throw new Refused(candidate.exclusions.includes('at-capacity') ? 'at-capacity' : 'no-longer-eligible');
  return offerTo(before, candidate.expert, settings, now, current);
}

/** Nobody fits: the secretariat is told, and the router tries again on the next working day. */
export function reportUnplaced(
  query: Query,
  { considered, secretariat }: { considered: number; secretariat: readonly string[] },
  settings: Settings,
  now: string,
): Change {
  const before = movable('report-unplaced', query);
  const after = {
    ...before,
    version: before.version + 1,
    updatedAt: now,
    routingDueAt: nextTryAt(now, settings.calendar),
  };
  return {
    query: after,
    event: {
      code: 'unplaced',
      details: { considered, why: query.confidentiality === 'restricted' ? 'restricted' : 'nobody-fits' },
    },
    notices: noticesOf('unplaced', after, { secretariat }),
  };
}

/** A submitted query has waited long enough: the router is asked again through the ledger. */
export function routeAgain(query: Query, now: string): Change {
  const before = movable('route-again', query);
  return {
    query: { ...before, version: before.version + 1, updatedAt: now, routingDueAt: routingDueAt(now) },
    event: { code: 'routing-due', details: {} },
    notices: [],
  };
}

/** The offered expert declares no conflict of interest and takes the query; from now on they may read it. */
export function accept(query: Query, now: string): Change {
  const { offer: accepted, ...before } = movable('accept', query);
  return {
    query: {
      ...before,
      status: 'in_progress',
      version: before.version + 1,
      updatedAt: now,
      grant: { expertId: accepted.expertId, reason: 'accepted-offer', startedAt: now },
    },
    event: { code: 'accepted', details: {} },
    notices: [],
  };
}

/** The query back with the router, and never again with the expert who had it. */
export function passedOn(query: SentQuery, expertId: string, now: string): Query {
  return {
    ...sentFacts(query),
    status: 'submitted',
    version: query.version + 1,
    updatedAt: now,
    routingDueAt: routingDueAt(now),
    passedBy: [...new Set([...query.passedBy, expertId])],
  };
}

const passing = (query: SentQuery, expertId: string, now: string) => ({
  query: passedOn(query, expertId, now),
  notices: [],
  load: { release: expertId },
});

/** The offered expert says no; the router asks the next. */
export function decline(query: Query, reason: DeclineReason, now: string): Change {
  const before = movable('decline', query);
  return { ...passing(before, before.offer.expertId, now), event: { code: 'declined', details: { reason } } };
}

/** The offer lapsed unanswered; the router asks the next. */
export function expire(query: Query, now: string): Change {
  const before = movable('expire', query);
  if (now < before.offer.expiresAt) throw new Refused('not-possible-now');
  const { expertId } = before.offer;
  return { ...passing(before, expertId, now), event: { code: 'expired', details: { expertId } } };
}

/** The expert at work gives the query back; their access ends at once, and the router asks the next. */
export function recuse(query: Query, reason: RecusalReason, now: string): Change {
  const before = movable('recuse', query);
  return { ...passing(before, before.grant.expertId, now), event: { code: 'recused', details: { reason } } };
}

/** The secretariat grants the urgency that was asked for: the target shortens, the start stays. */
export function grantUrgency(query: Query, settings: Settings, now: string): Change {
  const before = movable('grant-urgency', query);
  if (before.urgency.level !== 'requested') throw new Refused('not-possible-now');
  const { neededBy } = before.urgency;
  return {
    query: {
      ...before,
      version: before.version + 1,
      updatedAt: now,
      urgency: { ...before.urgency, level: 'granted', grantedAt: now },
      clock: clockOf(hastened(before.clock), settings),
    },
    event: { code: 'urgency-granted', details: { neededBy } },
    notices: [],
  };
}

import { nextTryAt, routingDueAt } from './asking.ts';
import { clearerOf, expertAtWork, expertOf } from './assignment.ts';
import { noticesOf } from './audience.ts';
import { addWorkingTime, workingTimeBetween } from './calendar.ts';
import { asKnown, type Change, moved, noLimit } from './change.ts';
import type { AssignReason, DeclineReason, RecusalReason } from './choices.ts';
import { offerExpiry } from './clock.ts';
import type { Expert } from './people.ts';
import { type Query, type SentQuery, sentFacts } from './query.ts';
import { Refused } from './refused.ts';
import { assignable, type Candidate, isProposalOnly } from './routing.ts';
import type { Settings } from './settings.ts';
import { nextWordBy } from './timing.ts';
import { movable } from './transitions.ts';

/** Is this query to be answered with the shorter times? */
export const isUrgent = (query: SentQuery): boolean => query.urgency.level === 'granted';

const without = (ids: readonly string[] | undefined, id: string): string[] => (ids ?? []).filter((one) => one !== id);

/** The query in other hands: whoever had it until now is not asked again, and whoever has it now counts as never asked. */
function handedOn<Q extends SentQuery>(query: Q, to: string, from: string | undefined): Q {
  const passedBy = [...without(query.passedBy, to), ...(from ? [from] : [])];
  const replaced = [...without(query.replaced, to), ...(from ? [from] : [])];
  return { ...query, passedBy: [...new Set(passedBy)], replaced: [...new Set(replaced)] };
}

type ByHand = { released?: string | undefined; reason?: AssignReason | undefined };

function offerTo(
  query: SentQuery,
  expert: Expert,
  settings: Settings,
  now: string,
  { released, reason }: ByHand = {},
): Change {
  const { calendar } = settings;
  const expiresAt = offerExpiry(now, isUrgent(query), settings);
  const remindAt = addWorkingTime(now, workingTimeBetween(now, expiresAt, calendar) / 2, calendar);
  const offered: Query = {
    ...sentFacts(handedOn(moved(query, now), expert.id, released)),
    status: 'offered',
    offer: { expertId: expert.id, offeredAt: now, expiresAt, remindAt },
  };
  return {
    query: offered,
    event: {
      code: 'offered',
      details: {
        expertId: expert.id,
        expiresAt,
        ...(released ? { insteadOf: released } : {}),
        ...(reason ? { reason } : {}),
      },
    },
    // Whoever was to clear what is not the adviser's any more has no more to do with it either.
    notices: noticesOf('offered', offered, { named: [released, clearerOf(query)] }),
    load: {
      take: { expertId: expert.id, capacity: expert.expertise.capacity, at: now },
      ...(released ? { release: released } : {}),
    },
    // A tie that they declare in this very moment, or their suspension, would not find an offer that is not there yet.
    onlyIf: [asKnown(expert)],
  };
}

/** The router offers a query to the expert it chose. */
export function offer(query: Query, expert: Expert, settings: Settings, now: string): Change {
  const before = movable('offer', query);
  // A restricted question, or one of a topic set to manual, is given to an expert by hand or not at all.
  if (isProposalOnly(before, settings)) throw new Refused('not-possible-now');
  return offerTo(before, expert, settings, now);
}

/** A secretariat member gives a query to an expert by hand; somebody else's offer or grant ends with it, at once. */
export function assign(
  query: Query,
  candidate: Candidate,
  settings: Settings,
  now: string,
  reason?: AssignReason,
): Change {
  const before = movable('assign', query);
  const current = expertOf(before);
  if (current === candidate.expert.id) throw new Refused('already-assigned');
  if (!assignable(candidate))
    throw new Refused(candidate.exclusions.includes('at-capacity') ? 'at-capacity' : 'no-longer-eligible');
  return offerTo(before, candidate.expert, settings, now, { released: current, reason });
}

type Unplaced = {
  considered: number;
  why: 'nobody-fits' | 'restricted' | 'manual-topic';
  secretariat: readonly string[];
};

/** Nobody fits: the secretariat is told, and the router tries again on the next working day. */
export function reportUnplaced(
  query: Query,
  { considered, why, secretariat }: Unplaced,
  { calendar }: Settings,
  now: string,
): Change {
  const before = movable('report-unplaced', query);
  const after: Query = { ...moved(before, now), routingDueAt: nextTryAt(now, calendar), unplaced: true };
  return {
    query: after,
    event: { code: 'unplaced', details: { considered, why } },
    notices: noticesOf('unplaced', after, { secretariat }),
  };
}

/** A submitted query has waited long enough: the router is asked again through the ledger. */
export function routeAgain(query: Query, now: string): Change {
  const before = movable('route-again', query);
  return {
    query: { ...moved(before, now), routingDueAt: routingDueAt(now) },
    event: { code: 'routing-due', details: {} },
    notices: [],
  };
}

/** The offered expert declares no conflict of interest and takes the query; from now on they may read it. */
export function accept(query: Query, settings: Settings, now: string): Change {
  const before = movable('accept', query);
  const grant = { expertId: before.offer.expertId, reason: 'accepted-offer', startedAt: now } as const;
  const next = { ...sentFacts(moved(before, now)), wordDueAt: nextWordBy(now, settings), grant };
  const { pause } = next;
  // The asker was asked by the expert before, and has not answered yet: it stays their turn.
  const after: Query =
    pause?.why === 'information' ? { ...next, pause, status: 'needs_information' } : { ...next, status: 'in_progress' };
  return { query: after, event: { code: 'accepted', details: {} }, notices: noticesOf('accepted', after) };
}

/** The query back with the router, which never comes back to the expert who had it. */
export function passedOn(query: SentQuery, expertId: string, now: string): Query {
  return {
    ...sentFacts(moved(query, now)),
    status: 'submitted',
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

/** Half of the offer's time has passed without a reply: the expert is reminded, once. */
export function remindExpert(query: Query, now: string): Change {
  const before = movable('remind-expert', query);
  const { remindAt, ...rest } = before.offer;
  if (!remindAt || now < remindAt) throw new Refused('not-possible-now');
  const after = { ...moved(before, now), offer: rest };
  return {
    query: after,
    event: { code: 'offer-reminded', details: {} },
    notices: noticesOf('offer-reminded', after),
  };
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
  if (!before.grant) throw new Refused('not-possible-now');
  const passed = passing(before, before.grant.expertId, now);
  const notices = noticesOf('recused', passed.query, { named: [clearerOf(before)] });
  return { ...passed, event: { code: 'recused', details: { reason } }, notices };
}

/** The deputy declares no conflict of interest and goes on in the expert's place, whose access ends at once. */
export function takeOver(query: Query, deputy: Expert, expert: Expert, now: string): Change {
  const before = movable('take-over', query);
  const expertId = expertAtWork(before);
  if (expertId !== expert.id) throw new Refused('not-possible-now');
  if (expert.expertise.deputyId !== deputy.id) throw new Refused('not-found');
  const grant = { expertId: deputy.id, reason: 'taken-over', startedAt: now } as const;
  const after: Query = { ...handedOn(moved(before, now), deputy.id, expertId), grant };
  return {
    query: after,
    event: { code: 'taken-over', details: { fromId: expertId } },
    notices: noticesOf('taken-over', after, { named: [expertId] }),
    // A deputy who stands in may carry more than they said; what was agreed between two experts is not refused.
    load: { take: { expertId: deputy.id, capacity: noLimit, at: now }, release: expertId },
    // Whoever names another deputy, or none, in this very moment is not stood in for.
    onlyIf: [asKnown(expert), asKnown(deputy)],
  };
}

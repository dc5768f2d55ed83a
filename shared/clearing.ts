import { nextTryAt, routingDueAt } from './asking.ts';
import { hasAdvised } from './assignment.ts';
import { noticesOf } from './audience.ts';
import { asKnown, type Change, moved } from './change.ts';
import type { AssignReason, DeclineReason } from './choices.ts';
import { clockOf, offerExpiry, stopped } from './clock.ts';
import { day, later } from './moments.ts';
import { isUrgent } from './offering.ts';
import { withCleared, withPart } from './parts.ts';
import type { Expert } from './people.ts';
import { type Query, type SentQuery, sentFacts } from './query.ts';
import { Refused } from './refused.ts';
import type { Settings } from './settings.ts';
import { nextWordBy } from './timing.ts';
import { movable } from './transitions.ts';
import type { Message } from './written.ts';

type InReview = Extract<SentQuery, { status: 'in_review' }>;

/** Days in which the asker may ask on, counted from the answer. */
const followUpWindowDays = 30;

/** When the follow-up window of an answer closes, and the expert's access with it. */
const windowEnd = (now: string): string => later(now, followUpWindowDays * day);

function asking(
  before: InReview,
  expert: Expert,
  settings: Settings,
  now: string,
  { instead, reason }: { instead?: string | undefined; reason?: AssignReason | undefined } = {},
): Change {
  if (hasAdvised(before, expert.id)) throw new Refused('own-advice');
  const expiresAt = offerExpiry(now, isUrgent(before), settings);
  const { adviceVersion } = before.clearance;
  const after: Query = {
    ...moved(before, now),
    clearance: { adviceVersion, clearer: { status: 'asked', expertId: expert.id, expiresAt } },
  };
  return {
    query: after,
    event: { code: 'clearer-asked', details: { expertId: expert.id, expiresAt, ...(reason ? { reason } : {}) } },
    notices: noticesOf('clearer-asked', after, { named: [instead] }),
    // A tie that they declare in this very moment, or their suspension, would not find what is not there yet.
    onlyIf: [asKnown(expert)],
  };
}

/** The router asks a second expert to clear the advice. */
export function askClearer(query: Query, expert: Expert, settings: Settings, now: string): Change {
  const before = movable('ask-clearer', query);
  if (before.clearance.clearer) throw new Refused('already-assigned');
  return asking(before, expert, settings, now);
}

/** A secretariat member asks an expert of its choice; whoever was asked before is no longer. */
export function assignClearer(
  query: Query,
  expert: Expert,
  settings: Settings,
  now: string,
  reason?: AssignReason,
): Change {
  const before = movable('assign-clearer', query);
  const current = before.clearance.clearer?.expertId;
  if (current === expert.id) throw new Refused('already-assigned');
  return asking(before, expert, settings, now, { instead: current, reason });
}

type Uncleared = { considered: number; why: 'nobody-fits' | 'restricted'; secretariat: readonly string[] };

/** Nobody else can clear it: the secretariat is told, and the router looks again on the next working day. */
export function reportUncleared(
  query: Query,
  { considered, why, secretariat }: Uncleared,
  { calendar }: Settings,
  now: string,
): Change {
  const before = movable('report-uncleared', query);
  const { adviceVersion, clearer } = before.clearance;
  if (clearer) throw new Refused('already-assigned');
  const after: Query = {
    ...moved(before, now),
    clearance: { adviceVersion, routingDueAt: nextTryAt(now, calendar) },
  };
  return {
    query: after,
    event: { code: 'clearer-unplaced', details: { considered, why } },
    notices: noticesOf('clearer-unplaced', after, { secretariat }),
  };
}

/** Advice has waited for a second expert: the router is asked again through the ledger. */
export function seekClearer(query: Query, now: string): Change {
  const before = movable('seek-clearer', query);
  const { adviceVersion, clearer } = before.clearance;
  if (clearer) throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), clearance: { adviceVersion, routingDueAt: routingDueAt(now) } },
    event: { code: 'routing-due', details: {} },
    notices: [],
  };
}

/** The second expert declares no conflict of interest; from now on they may read question and advice. */
export function acceptClearance(query: Query, now: string): Change {
  const before = movable('accept-clearance', query);
  const { adviceVersion, clearer } = before.clearance;
  if (clearer?.status !== 'asked') throw new Refused('not-possible-now');
  const reading = { status: 'reading', expertId: clearer.expertId, startedAt: now } as const;
  return {
    query: { ...moved(before, now), clearance: { adviceVersion, clearer: reading } },
    event: { code: 'clearer-accepted', details: {} },
    notices: [],
  };
}

/** The advice back with the router, for another second expert than this one. */
export function clearancePassedOn(before: InReview, expertId: string, now: string): Query {
  const { adviceVersion } = before.clearance;
  return {
    ...moved(before, now),
    clearance: { adviceVersion, routingDueAt: routingDueAt(now) },
    clearancePassedBy: [...new Set([...before.clearancePassedBy, expertId])],
  };
}

/** The second expert says no, before or after reading; the next is asked. */
export function declineClearance(query: Query, reason: DeclineReason, now: string): Change {
  const before = movable('decline-clearance', query);
  const { clearer } = before.clearance;
  if (!clearer) throw new Refused('not-possible-now');
  return {
    query: clearancePassedOn(before, clearer.expertId, now),
    event: { code: 'clearer-declined', details: { reason } },
    notices: [],
  };
}

/** The second expert did not reply in time; the next is asked. */
export function expireClearance(query: Query, now: string): Change {
  const before = movable('expire-clearance', query);
  const { clearer } = before.clearance;
  if (clearer?.status !== 'asked' || now < clearer.expiresAt) throw new Refused('not-possible-now');
  return {
    query: clearancePassedOn(before, clearer.expertId, now),
    event: { code: 'clearer-expired', details: { expertId: clearer.expertId } },
    notices: [],
  };
}

function beingRead(before: InReview): InReview['clearance'] {
  if (before.clearance.clearer?.status !== 'reading') throw new Refused('not-possible-now');
  if (hasAdvised(before, before.clearance.clearer.expertId)) throw new Refused('own-advice');
  return before.clearance;
}

/** The second expert sends the advice back with comments; this version stays on record and never leaves. */
export function returnAdvice(query: Query, comment: Message, now: string): Change {
  const before = movable('return', query);
  const { adviceVersion } = beingRead(before);
  const { parts, added } = withPart(before.parts, 'comment', now);
  const after: Query = { ...sentFacts(moved(before, now)), status: 'in_progress', grant: before.grant, parts };
  return {
    query: after,
    event: { code: 'returned', details: { adviceVersion } },
    notices: noticesOf('returned', after),
    content: { part: added.part, version: added.version, fields: { body: comment.body } },
  };
}

/** The second expert clears the advice: it leaves, the clock stops, the asker is told that there is an answer. */
export function approve(query: Query, settings: Settings, now: string): Change {
  const before = movable('approve', query);
  const { adviceVersion } = beingRead(before);
  const closesAt = windowEnd(now);
  // What it still waited for is past: an answered query is neither paused nor about to be referred.
  const { pause: _1, referral: _2, ...facts } = sentFacts(moved(before, now));
  const answered: Query = {
    ...facts,
    status: 'answered',
    parts: withCleared(before.parts, adviceVersion, now),
    clock: clockOf(stopped(before.clock, now), settings),
    wordDueAt: nextWordBy(now, settings),
    grant: { ...before.grant, endsAt: closesAt },
    lastAdviser: before.grant.expertId,
    answeredAt: now,
    closesAt,
  };
  return {
    query: answered,
    event: { code: 'answered', details: { adviceVersion } },
    notices: noticesOf('answered', answered),
    load: { release: before.grant.expertId },
  };
}

import { nextRound } from './advising.ts';
import { routingDueAt } from './asking.ts';
import { clearerOf, expertOf } from './assignment.ts';
import { noticesOf } from './audience.ts';
import { type Change, moved } from './change.ts';
import type { NotAdvisedReason, Outcome, Partner, ReferralReason } from './choices.ts';
import { clockOf, stopped } from './clock.ts';
import { day, later } from './moments.ts';
import { withPart } from './parts.ts';
import { type EndedQuery, type Query, type SentQuery, sentFacts } from './query.ts';
import { Refused } from './refused.ts';
import type { Settings } from './settings.ts';
import { movable } from './transitions.ts';
import type { Message } from './written.ts';

/** Months after its end for which a query is kept. */
const retentionMonths = 24;

/** Days after closing in which it may be opened again. */
const reopenDays = 60;

function monthsAfter(moment: string, months: number): string {
  const at = new Date(moment);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString();
}

/** A query at its end: nothing is paused, offered or in clearance any more, and its clock stands. */
function ended(before: SentQuery, settings: Settings, now: string) {
  const { pause: _1, referral: _2, ...facts } = sentFacts(moved(before, now));
  const grant = 'grant' in before ? before.grant : undefined;
  return {
    ...facts,
    // A clock that stopped with the answer keeps the settings it stopped by.
    clock: before.clock.stoppedAt ? before.clock : clockOf(stopped(before.clock, now), settings),
    endedAt: now,
    eraseAt: monthsAfter(now, retentionMonths),
    erasure: 'planned',
    // Who was at work when it ended has no more to do with it; the window after an answer runs on to its end.
    ...(grant ? { grant: { ...grant, endsAt: grant.endsAt ?? now } } : {}),
  } as const;
}

/** The experts whose work, offer or clearance ends with the query. */
function ending(before: SentQuery): { load?: { release: string }; named: (string | undefined)[] } {
  const expertId = expertOf(before);
  if (before.status === 'answered' || !expertId) return { named: [] };
  return { load: { release: expertId }, named: [expertId, clearerOf(before)] };
}

function closed(before: SentQuery, outcome: Outcome, settings: Settings, now: string): Change {
  const { named, ...rest } = ending(before);
  const after: Query = { ...ended(before, settings, now), status: 'closed', outcome };
  return {
    ...rest,
    query: after,
    event: { code: 'closed', details: { outcome } },
    notices: noticesOf('closed', after, { named }),
  };
}

/** The asker has what they need. Only this closes at their word; a thank-you by itself never restarts anything. */
export function thank(query: Query, settings: Settings, now: string): Change {
  // The asker need not be told what they just did.
  return { ...closed(movable('thank', query), 'resolved', settings, now), notices: [] };
}

/** The window for a follow-up has passed. */
export function closeWindow(query: Query, settings: Settings, now: string): Change {
  const before = movable('close-window', query);
  if (now < before.closesAt) throw new Refused('not-possible-now');
  return closed(before, 'out-of-time', settings, now);
}

/** The asker did not answer, was reminded twice and asked whether to close: the secretariat closes. */
export function closeUnanswered(query: Query, settings: Settings, now: string): Change {
  const before = movable('close-unanswered', query);
  if (!before.pause?.proposedAt) throw new Refused('not-possible-now');
  return closed(before, 'no-reply', settings, now);
}

/** Until when a closed query may be opened again. */
export const reopenUntil = ({ endedAt }: EndedQuery): string => later(endedAt, reopenDays * day);

/** The asker has more to ask after all: a new round, offered first to who advised before. */
export function reopen(query: Query, message: Message, settings: Settings, now: string): Change {
  const before = movable('reopen', query);
  if (now >= reopenUntil(before)) throw new Refused('not-possible-now');
  const { parts, added } = withPart(before.parts, 'follow-up', now);
  const after: Query = {
    ...sentFacts(nextRound(before, settings, now)),
    status: 'submitted',
    parts,
    routingDueAt: routingDueAt(now),
  };
  return {
    query: after,
    event: { code: 'reopened', details: {} },
    notices: noticesOf('reopened', after),
    content: { part: added.part, version: added.version, fields: { body: message.body } },
  };
}

/** The asker takes the question back, at any time. */
export function withdraw(query: Query, settings: Settings, now: string): Change {
  const before = movable('withdraw', query);
  const { load } = ending(before);
  const { grant, ...rest } = ended(before, settings, now);
  // Unlike other ends this one closes the window after an answer as well: nobody but the asker's side reads on.
  const over = grant && { ...grant, endsAt: grant.endsAt < now ? grant.endsAt : now };
  const after: Query = { ...rest, status: 'withdrawn', ...(over ? { grant: over } : {}) };
  const stillRead = grant === undefined || over?.endsAt === now;
  return {
    ...(load ? { load } : {}),
    query: after,
    event: { code: 'withdrawn', details: {} },
    notices: noticesOf('withdrawn', after, { named: stillRead ? [expertOf(before), clearerOf(before)] : [] }),
  };
}

/** The hub cannot advise: the asker is told why, and where to turn. */
export function turnDown(
  query: Query,
  { reason, turnTo }: { reason: NotAdvisedReason; turnTo: Partner },
  settings: Settings,
  now: string,
): Change {
  const before = movable('turn-down', query);
  const { named, ...rest } = ending(before);
  const after: Query = { ...ended(before, settings, now), status: 'declined', reason, turnTo };
  return {
    ...rest,
    query: after,
    event: { code: 'not-advised', details: { reason, turnTo } },
    notices: noticesOf('not-advised', after, { named }),
  };
}

/** The secretariat thinks that a partner can help better: nothing passes before the asker agrees. */
export function proposeReferral(query: Query, partner: Partner, now: string, reason?: ReferralReason): Change {
  const before = movable('propose-referral', query);
  if (before.referral) throw new Refused('not-possible-now');
  const proposal = { partner, ...(reason ? { reason } : {}) };
  const after = { ...moved(before, now), referral: { ...proposal, proposedAt: now } };
  return {
    query: after,
    event: { code: 'referral-proposed', details: proposal },
    notices: noticesOf('referral-proposed', after),
  };
}

function proposed(before: SentQuery): NonNullable<SentQuery['referral']> {
  if (!before.referral) throw new Refused('not-possible-now');
  return before.referral;
}

/** The asker does not agree: the hub goes on. */
export function refuseReferral(query: Query, now: string): Change {
  const { referral, ...before } = movable('refuse-referral', query);
  if (!referral) throw new Refused('not-possible-now');
  return { query: moved(before, now), event: { code: 'referral-refused', details: {} }, notices: [] };
}

/** The asker agrees: the partner may be told of institution and topic, and the hub's part ends. */
export function acceptReferral(query: Query, settings: Settings, now: string, secretariat: readonly string[]): Change {
  const before = movable('accept-referral', query);
  const { partner } = proposed(before);
  const { named, ...rest } = ending(before);
  const after: Query = { ...ended(before, settings, now), status: 'referred', partner };
  return {
    ...rest,
    query: after,
    event: { code: 'referred', details: { partner } },
    notices: noticesOf('referred', after, { named, secretariat }),
  };
}

import * as z from 'zod/mini';
import { noticesOf } from './audience.ts';
import { type Change, moved } from './change.ts';
import { GlassReason } from './choices.ts';
import { text } from './fields.ts';
import { later } from './moments.ts';
import type { Glass, Query, SentQuery } from './query.ts';
import { Refused } from './refused.ts';
import { movable } from './transitions.ts';

/** How long broken glass stays open: one hour. */
const openMilliseconds = 60 * 60_000;

/** How long a request waits for a second member: an emergency of yesterday is asked for anew, with its reason of today. */
const waitingMilliseconds = 24 * 60 * 60_000;

/** How long ago somebody may have signed in who asks for, approves or uses break-glass: a quarter of an hour. */
export const freshSignInMilliseconds = 15 * 60_000;

/** Why a member must read one query: a code, and at least twenty characters that the asker will read. */
export const GlassRequest = z.strictObject({
  reason: GlassReason,
  text: z.pipe(text(1000), z.string().check(z.minLength(20))),
});
export type GlassRequest = z.infer<typeof GlassRequest>;

/** When a request that nobody decides lapses. */
export const lapseOf = (requestedAt: string): string => later(requestedAt, waitingMilliseconds);

/** Does a request wait for a second member at `now`? */
export const isWaiting = (glass: Glass | undefined, now: string): glass is Glass & { status: 'requested' } =>
  glass?.status === 'requested' && now < lapseOf(glass.requestedAt);

const isOpen = (glass: Glass | undefined, now: string): boolean =>
  glass?.status === 'approved' && now < glass.expiresAt;

/** A secretariat member asks to read one query; the other members are told. */
export function requestGlass(
  query: Query,
  memberId: string,
  { reason, text: why }: GlassRequest,
  secretariat: readonly string[],
  now: string,
): Change {
  const before = movable('request-glass', query);
  if (isWaiting(before.glass, now) || isOpen(before.glass, now)) throw new Refused('not-possible-now');
  const glass = { status: 'requested', memberId, reason, text: why, requestedAt: now } as const;
  const after: Query = { ...moved(before, now), glass };
  const others = secretariat.filter((id) => id !== memberId);
  return {
    query: after,
    event: { code: 'glass-requested', details: { reason, text: why } },
    notices: noticesOf('glass-requested', after, { secretariat: others }),
  };
}

function waiting({ glass }: SentQuery, now: string) {
  if (!isWaiting(glass, now)) throw new Refused('not-possible-now');
  return glass;
}

/** A second member approves: the first may read for an hour, and the asker is told at once. */
export function approveGlass(query: Query, approverId: string, now: string): Change {
  const before = movable('approve-glass', query);
  const { memberId } = waiting(before, now);
  if (memberId === approverId) throw new Refused('own-request');
  const expiresAt = later(now, openMilliseconds);
  const after: Query = {
    ...moved(before, now),
    glass: { status: 'approved', memberId, approvedBy: approverId, expiresAt },
  };
  return {
    query: after,
    event: { code: 'glass-approved', details: { memberId, expiresAt } },
    notices: noticesOf('glass-approved', after),
  };
}

/** A second member says no, or the one who asked takes it back. */
export function refuseGlass(query: Query, now: string): Change {
  const before = movable('refuse-glass', query);
  const { memberId } = waiting(before, now);
  const { glass: _, ...after } = moved(before, now);
  return {
    query: after,
    event: { code: 'glass-refused', details: { memberId } },
    notices: [],
  };
}

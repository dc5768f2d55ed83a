import * as z from 'zod/mini';
import { Id, Moment, Ordinal } from './fields.ts';
import type { Query, SentQuery } from './query.ts';
import { whenNeeded } from './when-needed.ts';

// Which experts a query is with: by an offer, by a grant, or to clear the advice.

/** What one expert is asked to take, until when. */
export const offer = () =>
  z.strictObject({ expertId: Id, offeredAt: Moment, expiresAt: Moment, remindAt: z.optional(Moment) });

/** The right of one expert to read and answer, from its start to its end. */
export const grant = whenNeeded(() =>
  z.strictObject({
    expertId: Id,
    reason: z.enum(['accepted-offer', 'taken-over']),
    startedAt: Moment,
    /** The end of the window after the answer; absent while the expert is at work. */
    endsAt: z.optional(Moment),
  }),
);

/** The second pair of eyes on one version of the advice: who is asked, and whether they have taken it. */
export const clearance = () =>
  z.strictObject({
    adviceVersion: Ordinal,
    /** Nobody is asked yet, or nobody fits: when the router is to look again. */
    routingDueAt: z.optional(Moment),
    clearer: z.optional(
      z.discriminatedUnion('status', [
        z.strictObject({ status: z.literal('asked'), expertId: Id, expiresAt: Moment }),
        z.strictObject({ status: z.literal('reading'), expertId: Id, startedAt: Moment }),
      ]),
    ),
  });

/** The second expert who is asked to clear the advice, or clears it. */
export function clearerOf(query: Query): string | undefined {
  return query.status === 'in_review' ? query.clearance.clearer?.expertId : undefined;
}

/** The expert who has accepted it and is to answer it. */
export function expertAtWork(query: Query): string | undefined {
  const given = 'grant' in query ? query.grant : undefined;
  return given?.endsAt === undefined ? given?.expertId : undefined;
}

/** Did this expert write any of the advice, or are they about to? They never clear it, whatever was assigned by whom. */
export const hasAdvised = (query: SentQuery, expertId: string): boolean =>
  query.drafters.includes(expertId) || ('grant' in query && query.grant?.expertId === expertId);

/** May this expert stand in for whoever is at work on it? Nobody gets back what ended, and a restricted question passes on by hand alone. */
export const mayStandIn = ({ passedBy, confidentiality }: SentQuery, expertId: string): boolean =>
  confidentiality !== 'restricted' && !passedBy.includes(expertId);

/** The expert a query is with, by offer or grant. */
export function expertOf(query: Query): string | undefined {
  if (query.status === 'offered') return query.offer.expertId;
  return 'grant' in query ? query.grant?.expertId : undefined;
}

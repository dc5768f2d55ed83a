import * as z from 'zod/mini';
import type { QueryAction } from './access.ts';
import { Count, Id, Moment } from './fields.ts';
import { QueryNoticeKind } from './notice-kinds.ts';
import { whenNeeded } from './when-needed.ts';

/** The kinds of message; each has one constant text per language. */
export const NoticeKind = z.enum([...QueryNoticeKind.options, 'undeliverable', 'standing-ends', 'digest']);
export type NoticeKind = z.infer<typeof NoticeKind>;

const aboutQuery = () => z.strictObject({ kind: QueryNoticeKind, recipientId: Id, queryId: Id });

/**
 * Who is to be told of what: of a query, of a person whom mail does not reach, of an institution whose standing ends, or
 * once a day that there is a hub.
 * There is no field that could hold content, and that is the point.
 */
export const Notice = z.lazy(() =>
  z.discriminatedUnion('kind', [
    aboutQuery(),
    z.strictObject({ kind: z.literal('undeliverable'), recipientId: Id, personId: Id }),
    z.strictObject({ kind: z.literal('standing-ends'), recipientId: Id, institutionId: Id }),
    z.strictObject({ kind: z.literal('digest'), recipientId: Id }),
  ]),
);
export type Notice = z.infer<typeof Notice>;

/** Why a notice did not reach its recipient by mail. */
export const Undelivered = z.enum(['bounced', 'rejected', 'suppressed']);
export type Undelivered = z.infer<typeof Undelivered>;

const kept = whenNeeded(() => ({
  id: Id,
  createdAt: Moment,
  attempts: Count,
  /** Somebody claimed it and did not say since whether the message left. */
  inDoubt: z.optional(z.literal(true)),
  /** What SES itself reported: that it took the message, and that the other side did. */
  accepted: z.optional(z.strictObject({ messageId: z.string(), at: Moment })),
  deliveredAt: z.optional(Moment),
}));

const fate = () =>
  z.discriminatedUnion('status', [
    z.strictObject({ ...kept(), status: z.literal('pending'), nextAttemptAt: Moment }),
    /** Somebody is sending it, or broke off: nobody else may before the lease ends. */
    z.strictObject({ ...kept(), status: z.literal('claimed'), nextAttemptAt: Moment, leaseEndsAt: Moment }),
    z.strictObject({ ...kept(), status: z.literal('sent'), sentAt: Moment, messageId: z.string() }),
    z.strictObject({ ...kept(), status: z.literal('cancelled'), cancelledAt: Moment }),
    z.strictObject({
      ...kept(),
      status: z.literal('undeliverable'),
      undeliverableAt: Moment,
      why: Undelivered,
      /** Of a mail that left and came back. */
      sentAt: z.optional(Moment),
      messageId: z.optional(z.string()),
    }),
    /** For the inbox alone: its recipient wants no mail of it. */
    z.strictObject({ ...kept(), status: z.literal('inbox'), inboxAt: Moment }),
  ]);

/** A notice as kept: its id is also the opaque reference that the mail bears, random per recipient. */
export const StoredNotice = z.lazy(() => z.intersection(fate(), Notice));
export type StoredNotice = z.infer<typeof StoredNotice>;

/** What a recipient must still be allowed to do to be told, the page a notice leads to first. */
export const noticeActions = {
  received: ['follow'],
  held: ['oversee'],
  assigned: ['read'],
  'information-asked': ['read'],
  'information-reminder': ['read'],
  'closing-proposed': ['read', 'oversee'],
  extended: ['read'],
  'advice-available': ['read'],
  'not-advised': ['read'],
  'referral-proposed': ['read'],
  'referral-agreed': ['oversee'],
  closed: ['read'],
  'erasure-ahead': ['follow'],
  'shared-with-you': ['read', 'read-draft'],
  'handed-over': ['read'],
  'break-glass': ['see-access'],
  offer: ['consider', 'read'],
  'offer-reminder': ['consider'],
  // What ended is not theirs any more: it leads to their queue.
  'grant-ended': [],
  'clearance-asked': ['consider-clearance', 'read'],
  returned: ['read'],
  'information-arrived': ['read', 'oversee'],
  'follow-up-asked': ['read'],
  'keep-in-touch': ['read', 'oversee'],
  'urgency-granted': ['read'],
  'at-risk': ['read', 'oversee'],
  overdue: ['read', 'stand-by', 'oversee'],
  'long-overdue': ['oversee'],
  'no-expert': ['oversee'],
  'no-clearer': ['oversee'],
  'conflict-appeared': ['oversee'],
  'glass-asked': ['approve-glass'],
} as const satisfies Record<QueryNoticeKind, readonly QueryAction[]>;

import * as z from 'zod';
import type { QueryAction } from './access.ts';
import { Id, Moment } from './fields.ts';
import type { EventCode } from './ledger.ts';
import type { Query } from './query.ts';

/** The kinds of message about one query. */
export const QueryNoticeKind = z.enum([
  'received',
  'held',
  'offer',
  'no-expert',
  'conflict-appeared',
  'advice-available',
  'shared-with-you',
  'handed-over',
  'glass-asked',
  'break-glass',
]);
export type QueryNoticeKind = z.infer<typeof QueryNoticeKind>;

/** The kinds of message; each has one constant text per language. */
export const NoticeKind = z.enum([...QueryNoticeKind.options, 'undeliverable', 'digest']);
export type NoticeKind = z.infer<typeof NoticeKind>;

const AboutQuery = z.strictObject({ kind: QueryNoticeKind, recipientId: Id, queryId: Id });
type AboutQuery = z.infer<typeof AboutQuery>;

/**
 * Who is to be told of what: of a query, of a person whose address takes no more mail, or once a day that there is a hub.
 * There is no field that could hold content, and that is the point.
 */
export const Notice = z.discriminatedUnion('kind', [
  AboutQuery,
  z.strictObject({ kind: z.literal('undeliverable'), recipientId: Id, personId: Id }),
  z.strictObject({ kind: z.literal('digest'), recipientId: Id }),
]);
export type Notice = z.infer<typeof Notice>;

/** Why a notice did not reach its recipient by mail. */
export const Undelivered = z.enum(['bounced', 'rejected', 'suppressed']);
export type Undelivered = z.infer<typeof Undelivered>;

const kept = {
  id: Id,
  createdAt: Moment,
  attempts: z.int().min(0),
  /** Somebody claimed it and did not say since whether the message left. */
  inDoubt: z.literal(true).optional(),
  /** What SES itself reported: that it took the message, and that the other side did. */
  accepted: z.strictObject({ messageId: z.string(), at: Moment }).optional(),
  deliveredAt: Moment.optional(),
};

const Fate = z.discriminatedUnion('status', [
  z.strictObject({ ...kept, status: z.literal('pending'), nextAttemptAt: Moment }),
  z.strictObject({ ...kept, status: z.literal('claimed'), nextAttemptAt: Moment }),
  z.strictObject({ ...kept, status: z.literal('sent'), sentAt: Moment, messageId: z.string() }),
  z.strictObject({ ...kept, status: z.literal('cancelled'), cancelledAt: Moment }),
  z.strictObject({
    ...kept,
    status: z.literal('undeliverable'),
    undeliverableAt: Moment,
    why: Undelivered,
    /** Of a mail that left and came back. */
    sentAt: Moment.optional(),
    messageId: z.string().optional(),
  }),
  /** For the inbox alone: its recipient wants no mail of it. */
  z.strictObject({ ...kept, status: z.literal('inbox'), inboxAt: Moment }),
]);

/** A notice as kept: its id is also the opaque reference that the mail bears, random per recipient. */
export const StoredNotice = z.intersection(Fate, Notice);
export type StoredNotice = z.infer<typeof StoredNotice>;

/** What a recipient must still be allowed to do to be told, the page a notice leads to first. */
export const noticeActions = {
  received: ['follow'],
  held: ['oversee'],
  offer: ['consider', 'read'],
  'no-expert': ['oversee'],
  'conflict-appeared': ['oversee'],
  'advice-available': ['read'],
  'shared-with-you': ['read', 'read-draft'],
  'handed-over': ['read'],
  'glass-asked': ['approve-glass'],
  'break-glass': ['see-access'],
} as const satisfies Record<QueryNoticeKind, readonly QueryAction[]>;

type Recipient = 'asker' | 'co-owners' | 'offered expert' | 'secretariat' | 'somebody named';
type Telling = { recipient: Recipient; kind: QueryNoticeKind };

/** The events that somebody is told of, by which kind of notice; of every other event nobody is. */
const audience: Partial<Record<EventCode, readonly Telling[]>> = {
  submitted: [{ recipient: 'asker', kind: 'received' }],
  held: [
    { recipient: 'asker', kind: 'received' },
    { recipient: 'secretariat', kind: 'held' },
  ],
  offered: [{ recipient: 'offered expert', kind: 'offer' }],
  unplaced: [{ recipient: 'secretariat', kind: 'no-expert' }],
  'conflict-found': [{ recipient: 'secretariat', kind: 'conflict-appeared' }],
  answered: [
    { recipient: 'asker', kind: 'advice-available' },
    { recipient: 'co-owners', kind: 'advice-available' },
  ],
  'co-owner-added': [{ recipient: 'somebody named', kind: 'shared-with-you' }],
  'handed-over': [
    { recipient: 'asker', kind: 'handed-over' },
    { recipient: 'co-owners', kind: 'handed-over' },
  ],
  'glass-requested': [{ recipient: 'secretariat', kind: 'glass-asked' }],
  'glass-approved': [
    { recipient: 'asker', kind: 'break-glass' },
    { recipient: 'co-owners', kind: 'break-glass' },
  ],
};

/** The people outside the query whom an event may concern: the secretariat's active members, or one person by name. */
type Others = { secretariat?: readonly string[]; named?: string };

/** The notices that follow from an event; `query` is the query after it. */
export function noticesOf(code: EventCode, query: Query, { secretariat = [], named }: Others = {}): AboutQuery[] {
  const idsOf: Record<Recipient, readonly string[]> = {
    asker: [query.askerId],
    'co-owners': query.coOwners,
    'offered expert': query.status === 'offered' ? [query.offer.expertId] : [],
    secretariat,
    'somebody named': named ? [named] : [],
  };
  const tellings = audience[code] ?? [];
  return tellings.flatMap(({ recipient, kind }) =>
    idsOf[recipient].map((recipientId) => ({ kind, recipientId, queryId: query.id })),
  );
}

/** The secretariat's task when an address takes no more mail. */
export const undeliverableNotices = (secretariat: readonly string[], personId: string): Notice[] =>
  secretariat.map((recipientId) => ({ kind: 'undeliverable', recipientId, personId }));

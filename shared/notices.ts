import * as z from 'zod';
import { Id, Moment } from './fields.ts';
import type { EventCode } from './ledger.ts';
import type { Query } from './query.ts';

/** The kinds of message; each has one constant text per language. */
export const NoticeKind = z.enum(['received', 'offer', 'no-expert', 'advice-available']);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** Who is to be told of what. There is no field that could hold content, and that is the point. */
export const Notice = z.strictObject({ kind: NoticeKind, recipientId: Id, queryId: Id });
export type Notice = z.infer<typeof Notice>;

const kept = { id: Id, ...Notice.shape, createdAt: Moment, attempts: z.int().min(0) };

/** A notice as kept: its id is also the opaque reference that the mail bears, random per recipient. */
export const StoredNotice = z.discriminatedUnion('status', [
  z.strictObject({ ...kept, status: z.literal('pending'), nextAttemptAt: Moment }),
  z.strictObject({ ...kept, status: z.literal('claimed'), nextAttemptAt: Moment }),
  z.strictObject({ ...kept, status: z.literal('sent'), sentAt: Moment, messageId: z.string() }),
  z.strictObject({ ...kept, status: z.literal('cancelled'), cancelledAt: Moment }),
]);
export type StoredNotice = z.infer<typeof StoredNotice>;

type Recipient = 'asker' | 'offered expert' | 'secretariat';

/** Every event's audience: who hears of it, by which kind of notice. */
export const audience: Record<EventCode, readonly { recipient: Recipient; kind: NoticeKind }[]> = {
  drafted: [],
  saved: [],
  submitted: [{ recipient: 'asker', kind: 'received' }],
  offered: [{ recipient: 'offered expert', kind: 'offer' }],
  unplaced: [{ recipient: 'secretariat', kind: 'no-expert' }],
  'routing-due': [],
  accepted: [],
  declined: [],
  expired: [],
  'urgency-granted': [],
  opened: [],
  answered: [{ recipient: 'asker', kind: 'advice-available' }],
};

/** The notices that follow from an event; `query` is the query after it, `secretariat` the ids of its active members. */
export function noticesOf(code: EventCode, query: Query, secretariat: readonly string[] = []): Notice[] {
  const idsOf = (recipient: Recipient): readonly string[] => {
    if (recipient === 'asker') return [query.askerId];
    if (recipient === 'secretariat') return secretariat;
    return query.status === 'offered' ? [query.offer.expertId] : [];
  };
  return audience[code].flatMap(({ recipient, kind }) =>
    idsOf(recipient).map((recipientId) => ({ kind, recipientId, queryId: query.id })),
  );
}

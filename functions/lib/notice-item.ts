import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { later } from '../../shared/moments.ts';
import { type Notice, StoredNotice } from '../../shared/notices.ts';
import type { Dynamo, TransactItem } from './dynamo.ts';

/** How long a claim holds before somebody else may send: longer than a function may run. */
const leaseMilliseconds = 60_000;

/** When a claim of this moment ends. */
export const leaseEnd = (now: string): string => later(now, leaseMilliseconds);

/** What is taken off a notice once no more is to be done. */
export const closed = 'REMOVE openKey, nextAttemptAt, leaseEndsAt, inDoubt';

/** The put of a notice that nobody has sent yet. */
export const newNotice = (table: string, notice: Notice, id: string, now: string) => ({
  TableName: table,
  Item: {
    ...notice,
    id,
    status: 'pending',
    attempts: 0,
    createdAt: now,
    // Whoever claims it first has sent it by then, or broke off.
    nextAttemptAt: leaseEnd(now),
    openKey: 'open',
    // A digest leads to the inbox, and is not in it.
    ...(notice.kind === 'digest' ? {} : { inboxKey: notice.recipientId }),
  },
  ConditionExpression: 'attribute_not_exists(id)',
});

/** A notice as a write of the transaction that causes it. */
export const noticeItem = (table: string, notice: Notice, id: string, now: string): TransactItem => ({
  Put: newNotice(table, notice, id, now),
});

/** The write that ends a notice of which nobody is to be told any more. */
export const cancelItem = (table: string, id: string, now: string): TransactItem => ({
  Update: {
    TableName: table,
    Key: { id },
    UpdateExpression: `SET #status = :cancelled, cancelledAt = :now ${closed}`,
    ConditionExpression: '#status = :claimed',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':cancelled': 'cancelled', ':claimed': 'claimed', ':now': now },
  },
});

/** A notice as it was stored. */
export function noticeFrom({ openKey: _, inboxKey: _1, ...notice }: Record<string, unknown>): StoredNotice {
  return StoredNotice.parse(notice);
}

/** The notice by its id, undefined when there is none. */
export async function noticeAt(client: Dynamo, table: string, id: string): Promise<StoredNotice | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }));
  return Item && noticeFrom(Item);
}

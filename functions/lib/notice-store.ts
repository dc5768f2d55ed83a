import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type Notice, StoredNotice } from '../../shared/notices.ts';
import type { Dynamo, TransactItem } from './dynamo.ts';

/** How long a claim holds before somebody else may send: longer than a function may run. */
const leaseMilliseconds = 60_000;

const later = (now: string, milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString();

/** Somebody else holds the claim: this record must come again when the lease has ended. */
class Held extends Error {
  override readonly name = 'Held';
}

/** A notice as a write of the transaction that causes it. */
export const noticeItem = (table: string, notice: Notice, id: string, now: string): TransactItem => ({
  Put: {
    TableName: table,
    Item: {
      ...notice,
      id,
      status: 'pending',
      attempts: 0,
      createdAt: now,
      nextAttemptAt: later(now, leaseMilliseconds),
      openKey: 'open',
    },
    ConditionExpression: 'attribute_not_exists(id)',
  },
});

/** The store of notices: claim before sending, mark after, and nothing is sent by two at once. */
export function noticeStore(client: Dynamo, table: string) {
  async function change(id: string, expression: string, condition: string, values: Record<string, unknown>) {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { id },
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: values,
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Attributes && fromItem(Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  /** The notice by its id, undefined when there is none. */
  async function find(id: string): Promise<StoredNotice | undefined> {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id }, ConsistentRead: true }));
    return Item && fromItem(Item);
  }

  return {
    find,
    /** Takes the notice for sending until the lease ends; `done` when there is nothing left to send. */
    async claim(id: string, now: string): Promise<StoredNotice | 'done'> {
      const claimed = await change(
        id,
        'SET #status = :claimed, nextAttemptAt = :until ADD attempts :one',
        '#status = :pending OR (#status = :claimed AND nextAttemptAt <= :now)',
        {
          ':claimed': 'claimed',
          ':pending': 'pending',
          ':until': later(now, leaseMilliseconds),
          ':now': now,
          ':one': 1,
        },
      );
      if (claimed) return claimed;
      const standing = await find(id);
      if (standing?.status === 'claimed') throw new Held();
      return 'done';
    },
    /** Ends a claim whose message certainly did not leave, so that the next attempt need not wait for the lease. */
    release: (id: string, now: string) =>
      change(id, 'SET nextAttemptAt = :now', '#status = :claimed', { ':claimed': 'claimed', ':now': now }),
    /** The message left. */
    markSent: (id: string, messageId: string, now: string) =>
      change(
        id,
        'SET #status = :sent, sentAt = :now, messageId = :messageId REMOVE openKey, nextAttemptAt',
        '#status = :claimed',
        { ':sent': 'sent', ':claimed': 'claimed', ':now': now, ':messageId': messageId },
      ),
    /** Nobody is to be told any more. */
    cancel: (id: string, now: string) =>
      change(id, 'SET #status = :cancelled, cancelledAt = :now REMOVE openKey, nextAttemptAt', '#status = :claimed', {
        ':cancelled': 'cancelled',
        ':claimed': 'claimed',
        ':now': now,
      }),
    /** Puts a notice whose time has passed back on the stream; a claim still held stays. */
    wake: (id: string, now: string) =>
      change(
        id,
        'SET #status = :pending, nextAttemptAt = :later',
        '(#status = :pending OR #status = :claimed) AND nextAttemptAt <= :now',
        { ':pending': 'pending', ':claimed': 'claimed', ':now': now, ':later': later(now, leaseMilliseconds) },
      ),
    /** Ids of the notices that should have left by `now`, longest waiting first. */
    async listStuck(now: string): Promise<string[]> {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-next-attempt',
          KeyConditionExpression: 'openKey = :open AND nextAttemptAt <= :now',
          ExpressionAttributeValues: { ':open': 'open', ':now': now },
          Limit: 100,
        }),
      );
      return (Items ?? []).map(({ id }) => String(id));
    },
  };
}

export type NoticeStore = ReturnType<typeof noticeStore>;

function fromItem({ openKey: _, ...notice }: Record<string, unknown>): StoredNotice {
  return StoredNotice.parse(notice);
}

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Notice, StoredNotice, Undelivered } from '../../shared/notices.ts';
import type { Dynamo } from './dynamo.ts';
import { closed, leaseEnd, newNotice, noticeAt, noticeFrom } from './notice-item.ts';

/** Somebody else holds the claim: this record must come again when the lease has ended. */
class Held extends Error {
  override readonly name = 'Held';
}

// It is on its way.
const open = '(#status = :pending OR #status = :claimed)';
// Claimed by somebody who has not ended it in time.
const leftBehind = '(#status = :claimed AND leaseEndsAt <= :now)';

/** The store of notices: claim before sending, mark after, and nothing is sent by two at once. */
export function noticeStore(client: Dynamo, table: string) {
  async function change(
    id: string,
    expression: string,
    condition: string,
    values: Record<string, unknown>,
    answering: 'ALL_NEW' | 'ALL_OLD' = 'ALL_NEW',
  ) {
    try {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { id },
          UpdateExpression: expression,
          ConditionExpression: condition,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: values,
          ReturnValues: answering,
        }),
      );
      return Attributes && noticeFrom(Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  return {
    /** The notice by its id, undefined when there is none. */
    find: (id: string) => noticeAt(client, table, id),
    /** Writes a notice by itself; one that is there already stays as it is. */
    async insert(notice: Notice, id: string, now: string): Promise<void> {
      try {
        await client.send(new PutCommand(newNotice(table, notice, id, now)));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    /**
     * Takes the notice for sending until the lease ends; `done` when there is nothing left to send.
     * It answers the notice as it was: `inDoubt` when an earlier claim never said whether the message left.
     * Where `watch` would look for it stays as it was: nearly all are sent before, and to move it takes two writes.
     */
    async claim(id: string, now: string): Promise<StoredNotice | 'done'> {
      const claimed = await change(
        id,
        'SET #status = :claimed, leaseEndsAt = :until, inDoubt = :true ADD attempts :one',
        `#status = :pending OR ${leftBehind}`,
        {
          ':claimed': 'claimed',
          ':pending': 'pending',
          ':until': leaseEnd(now),
          ':now': now,
          ':one': 1,
          ':true': true,
        },
        'ALL_OLD',
      );
      if (claimed) return claimed;
      const standing = await noticeAt(client, table, id);
      if (standing?.status === 'claimed') throw new Held();
      return 'done';
    },
    /**
     * Ends the claim of a notice, of which nothing left this time, so that the next attempt need not wait for the lease.
     * A doubt that the claim found stays: this attempt says nothing of an earlier one.
     */
    release: ({ id, inDoubt }: Pick<StoredNotice, 'id' | 'inDoubt'>, now: string) =>
      change(
        id,
        `SET nextAttemptAt = :now, leaseEndsAt = :now ${inDoubt ? '' : 'REMOVE inDoubt'}`,
        '#status = :claimed',
        { ':claimed': 'claimed', ':now': now },
      ),
    /** The message left. */
    markSent: (id: string, messageId: string, now: string) =>
      change(id, `SET #status = :sent, sentAt = :now, messageId = :messageId ${closed}`, '#status = :claimed', {
        ':sent': 'sent',
        ':claimed': 'claimed',
        ':now': now,
        ':messageId': messageId,
      }),
    /** It waits in the inbox: its recipient wants no mail of it. */
    keepInInbox: (id: string, now: string) =>
      change(id, `SET #status = :inbox, inboxAt = :now ${closed}`, '#status = :claimed', {
        ':inbox': 'inbox',
        ':claimed': 'claimed',
        ':now': now,
      }),
    /** No mail reaches them; the inbox shows it. What was sent can still come back. */
    markUndeliverable: (id: string, why: Undelivered, now: string) =>
      change(
        id,
        `SET #status = :undeliverable, undeliverableAt = :now, why = :why ${closed}`,
        `${open} OR #status = :sent`,
        {
          ':undeliverable': 'undeliverable',
          ':pending': 'pending',
          ':claimed': 'claimed',
          ':sent': 'sent',
          ':now': now,
          ':why': why,
        },
      ),
    /** SES says that it took the message: whoever claims the notice next need not send it. */
    recordAccepted: (id: string, messageId: string, at: string) =>
      change(id, 'SET accepted = :accepted', `${open} AND attribute_not_exists(accepted)`, {
        ':accepted': { messageId, at },
        ':pending': 'pending',
        ':claimed': 'claimed',
      }),
    /** SES says that the other side took it. */
    recordDelivered: (id: string, at: string) =>
      change(id, 'SET deliveredAt = :at', 'attribute_not_exists(deliveredAt) AND #status <> :undeliverable', {
        ':at': at,
        ':undeliverable': 'undeliverable',
      }),
    /** Puts a notice whose time has passed back on the stream; a claim still held stays. */
    wake: (id: string, now: string) =>
      change(
        id,
        'SET #status = :pending, nextAttemptAt = :later REMOVE leaseEndsAt',
        `nextAttemptAt <= :now AND (#status = :pending OR ${leftBehind})`,
        { ':pending': 'pending', ':claimed': 'claimed', ':now': now, ':later': leaseEnd(now) },
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

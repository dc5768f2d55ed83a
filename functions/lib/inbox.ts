import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { StoredNotice } from '../../shared/notices.ts';
import { type Dynamo, getAll } from './dynamo.ts';
import { noticeAt, noticeFrom } from './notice-item.ts';

/** The last notice that was shown of an inbox. */
export type AfterNotice = { id: string; at: string };

const pageSize = 20;

const Last = z.object({ id: z.string(), createdAt: z.string() });

/** What people were told, for them to read. */
export function inbox(client: Dynamo, table: string) {
  return {
    /** The notice by its id, undefined when there is none. */
    find: (id: string) => noticeAt(client, table, id),
    /** What somebody's inbox shows, newest first; the daily digest is a mail alone and has no place in it. */
    async listOf(recipientId: string, after?: AfterNotice): Promise<{ notices: StoredNotice[]; next?: AfterNotice }> {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'by-recipient',
          KeyConditionExpression: 'inboxKey = :recipientId',
          ExpressionAttributeValues: { ':recipientId': recipientId },
          ScanIndexForward: false,
          Limit: pageSize,
          // The partition is the reader's own, whatever the cursor says.
          ...(after ? { ExclusiveStartKey: { inboxKey: recipientId, id: after.id, createdAt: after.at } } : {}),
        }),
      );
      const ids = (Items ?? []).map((item) => String(item.id));
      const keys = ids.map((key) => ({ id: key }));
      const { [table]: found = [] } = await getAll(client, { [table]: keys }, 'a moment ago');
      const byId = new Map(found.map((item) => [String(item.id), noticeFrom(item)]));
      const notices = ids.flatMap((key) => byId.get(key) ?? []);
      if (!LastEvaluatedKey) return { notices };
      const { id, createdAt } = Last.parse(LastEvaluatedKey);
      return { notices, next: { id, at: createdAt } };
    },
  };
}

export type Inbox = ReturnType<typeof inbox>;

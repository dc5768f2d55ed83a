import { createHash } from 'node:crypto';
import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Refused } from '../../shared/refused.ts';
import type { Dynamo } from './dynamo.ts';

const allowed = 5;
const lockMilliseconds = 15 * 60_000;

const Row = z.object({ failures: z.int(), lastFailedAt: z.iso.datetime() });

const keyOf = (email: string) => `attempts#${createHash('sha256').update(email.toLowerCase()).digest('hex')}`;

/** Failed sign-ins by address, known or not: after five in a row the door stays shut for fifteen minutes. */
export function attempts(client: Dynamo, table: string) {
  return {
    /** Refuses `locked-out`, with the time it ends, while the address is locked. */
    async check(email: string, now: string): Promise<void> {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { key: keyOf(email) }, ConsistentRead: true }),
      );
      if (!Item) return;
      const { failures, lastFailedAt } = Row.parse(Item);
      const until = new Date(Date.parse(lastFailedAt) + lockMilliseconds).toISOString();
      if (failures >= allowed && now < until)
        throw new Refused('locked-out', [{ field: 'email', code: 'locked-until', until }]);
    },
    /** Counts one failure. */
    async fail(email: string, now: string): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { key: keyOf(email) },
          UpdateExpression: 'ADD failures :one SET lastFailedAt = :now, expiresAtSeconds = :expires',
          ExpressionAttributeValues: {
            ':one': 1,
            ':now': now,
            ':expires': Math.floor((Date.parse(now) + lockMilliseconds) / 1000),
          },
        }),
      );
    },
    /** Forgets the failures of somebody who got in. */
    async clear(email: string): Promise<void> {
      await client.send(new DeleteCommand({ TableName: table, Key: { key: keyOf(email) } }));
    },
  };
}

export type Attempts = ReturnType<typeof attempts>;

import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { later } from '../../shared/moments.ts';
import { Refused } from '../../shared/refused.ts';
import type { Dynamo } from './dynamo.ts';

const allowed = 5;
const lockMilliseconds = 15 * 60_000;

const Row = z.object({ lastTriedAt: z.iso.datetime() });

const keyOf = (name: string) => `attempts#${createHash('sha256').update(name.toLowerCase()).digest('hex')}`;

/**
 * Tries to sign in, by the name that is tried, known or not: after five in a row without success the door stays shut
 * for fifteen minutes. A try is counted before it is made, so that a hundred at once are not a hundred tries.
 */
export function attempts(client: Dynamo, table: string) {
  /** Counts a try where `condition` holds of the `limit` it names; answers undefined then, else the row as it is. */
  async function counted(
    name: string,
    now: string,
    tries: string,
    condition: string,
    limit: Record<string, string | number>,
  ): Promise<unknown> {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { key: keyOf(name) },
          UpdateExpression: `SET tries = ${tries}, lastTriedAt = :now, expiresAtSeconds = :expires`,
          ConditionExpression: condition,
          ExpressionAttributeValues: {
            ...limit,
            ':one': 1,
            ':now': now,
            ':expires': Math.floor(Date.parse(later(now, lockMilliseconds)) / 1000),
          },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return unmarshall(error.Item ?? {});
      throw error;
    }
  }

  return {
    /** Counts one try; refuses `locked-out`, with the time it ends, when there were too many. */
    async begin(name: string, now: string): Promise<void> {
      const lapsed = { ':lapsed': later(now, -lockMilliseconds) };
      const recent = await counted(name, now, ':one', 'attribute_not_exists(tries) OR lastTriedAt <= :lapsed', lapsed);
      const full = recent && (await counted(name, now, 'tries + :one', 'tries < :allowed', { ':allowed': allowed }));
      if (!full) return;
      const until = later(Row.parse(full).lastTriedAt, lockMilliseconds);
      throw new Refused('locked-out', [{ field: 'email', code: 'locked-until', until }]);
    },
    /** Forgets the tries of somebody who got in. */
    async clear(name: string): Promise<void> {
      await client.send(new DeleteCommand({ TableName: table, Key: { key: keyOf(name) } }));
    },
  };
}

export type Attempts = ReturnType<typeof attempts>;

import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Dynamo } from './dynamo.ts';

/** Counts by month. What can be derived from the ledger is; only what leaves no ledger is counted here. */
export function reports(client: Dynamo, table: string) {
  return {
    /** One more question about an individual case that was shown where it belongs; nothing else is kept of it. */
    async countTurnedAway(now: string): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { month: now.slice(0, 7), cell: 'turned-away' },
          UpdateExpression: 'ADD #count :one',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':one': 1 },
        }),
      );
    },
  };
}

export type Reports = ReturnType<typeof reports>;

import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Counts } from '../../shared/contribution.ts';
import type { Dimension } from '../../shared/dimensions.ts';
import { type Dynamo, itemsOf } from './dynamo.ts';
import { countedRow } from './tallies.ts';

// What else a row holds are counts, some hundreds of them: they are looked at one by one below.
const Row = z.object({ cell: z.string(), countedUntil: z.optional(z.string()) });

/** A row of figures: which month it is of, and which value where it is of one. */
export type CountedRow = { cell: string; counts: Counts };

function countsIn(item: Record<string, unknown>): Counts {
  const counts: Record<string, number> = {};
  for (const name in item) {
    const count = item[name];
    if (typeof count === 'number') counts[name] = count;
  }
  return counts;
}

/** The figures, as many calls to read as there are megabytes of months: it is no matter how many queries they count. */
export function reports(client: Dynamo, table: string, { asOfNow = false } = {}) {
  const rowsBetween = (series: string, from: string, to: string) =>
    Array.fromAsync(
      itemsOf(client, {
        TableName: table,
        KeyConditionExpression: 'series = :series AND cell BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':series': series, ':from': from, ':to': to },
        ConsistentRead: asOfNow,
      }),
    );

  const counted = (item: Record<string, unknown>): CountedRow => ({
    cell: Row.parse(item).cell,
    counts: countsIn(item),
  });

  return {
    /** Everything that was counted, month by month, and until when. */
    async overAll(): Promise<{ rows: CountedRow[]; countedUntil?: string }> {
      const items = await rowsBetween('all', '0', countedRow.cell);
      const until = items.map((item) => Row.parse(item)).find(({ cell }) => cell === countedRow.cell)?.countedUntil;
      const months = items.filter(({ cell }) => cell !== countedRow.cell);
      return { rows: months.map(counted), ...(until ? { countedUntil: until } : {}) };
    },
    /** What was counted by the values of a dimension, from one month to another, both included. */
    async by(dimension: Dimension, from: string, to: string): Promise<CountedRow[]> {
      return (await rowsBetween(dimension, from, `${to}#~`)).map(counted);
    },
    /** One more question about an individual case that was shown where it belongs; nothing else is kept of it. */
    async countTurnedAway(now: string): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { series: 'turned-away', cell: now.slice(0, 7) },
          UpdateExpression: 'ADD #count :one',
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':one': 1 },
        }),
      );
    },
  };
}

export type Reports = ReturnType<typeof reports>;

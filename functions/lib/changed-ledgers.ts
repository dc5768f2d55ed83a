import * as z from 'zod/mini';
import { daysFrom } from '../../shared/anchor.ts';
import { type Dynamo, itemsOf } from './dynamo.ts';
import { rowsOf } from './ledger-store.ts';

const Row = z.object({ queryId: z.string() });

/** Days looked through at a time; but for the first run of all, there are one or two. */
const daysAtOnce = 20;

/** The ledgers as `anchor` looks at them: which have moved, and what is in them, taken as it lies. */
export function changedLedgers(client: Dynamo, table: string) {
  async function changedOn(day: string, from: string): Promise<string[]> {
    const rows = itemsOf(client, {
      TableName: table,
      IndexName: 'by-day',
      KeyConditionExpression: 'dayKey = :day AND #at >= :from',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':day': day, ':from': from },
    });
    return Array.fromAsync(rows, (row) => Row.parse(row).queryId);
  }

  return {
    /** The ids of the ledgers with an entry dated from one moment to another. */
    async listChanged(from: string, to: string): Promise<string[]> {
      const ids = new Set<string>();
      const days = daysFrom(from, to);
      for (let start = 0; start < days.length; start += daysAtOnce) {
        const found = await Promise.all(days.slice(start, start + daysAtOnce).map((day) => changedOn(day, from)));
        for (const id of found.flat()) ids.add(id);
      }
      return [...ids].sort();
    },

    /** Every row of one ledger in order, not parsed: what was tampered with must not stop the others from being sealed. */
    rowsOf: (subjectId: string): Promise<unknown[]> => rowsOf(client, table, subjectId),
  };
}

export type ChangedLedgers = ReturnType<typeof changedLedgers>;

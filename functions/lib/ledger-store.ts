import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { emptyLedger, LedgerEntry, type LedgerHead } from '../../shared/ledger.ts';
import { type Dynamo, itemsOf, type TransactItem } from './dynamo.ts';

/** The last entry of a query's ledger; the empty head when there is none. */
export async function headOf(client: Dynamo, table: string, queryId: string): Promise<LedgerHead> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'queryId = :queryId',
      ExpressionAttributeValues: { ':queryId': queryId },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  const last = Items?.[0];
  return last ? LedgerEntry.parse(last) : emptyLedger;
}

type Row = Record<string, unknown>;

/** Every row of a ledger, oldest first, as it stands in the table. */
export const rowsOf = (client: Dynamo, table: string, subjectId: string): Promise<Row[]> =>
  Array.fromAsync(
    itemsOf(client, {
      TableName: table,
      KeyConditionExpression: 'queryId = :subjectId',
      ExpressionAttributeValues: { ':subjectId': subjectId },
      ConsistentRead: true,
    }),
  );

/** Every entry of a query's ledger, oldest first; a row that is no entry is a fault. */
export const entriesOf = async (client: Dynamo, table: string, queryId: string): Promise<LedgerEntry[]> =>
  (await rowsOf(client, table, queryId)).map((row) => LedgerEntry.parse(row));

/** The last row that was shown of a day. */
export type AfterEntry = { id: string; at: string; sequence?: number | undefined };

const place = () => z.object({ queryId: z.string(), at: z.string(), sequence: z.number() });

/** A page of one day's rows over all ledgers, in the order of time. */
export async function rowsOfDay(
  client: Dynamo,
  table: string,
  day: string,
  after?: AfterEntry,
): Promise<{ rows: Row[]; next?: AfterEntry }> {
  const { Items, LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: 'by-day',
      KeyConditionExpression: 'dayKey = :day',
      ExpressionAttributeValues: { ':day': day },
      Limit: 100,
      ...(after
        ? { ExclusiveStartKey: { queryId: after.id, sequence: after.sequence ?? 0, dayKey: day, at: after.at } }
        : {}),
    }),
  );
  const rows = Items ?? [];
  if (!LastEvaluatedKey) return { rows };
  const { queryId, at, sequence } = place().parse(LastEvaluatedKey);
  return { rows, next: { id: queryId, at, sequence } };
}

const put = (table: string, entry: LedgerEntry) => ({
  TableName: table,
  Item: { ...entry, dayKey: entry.at.slice(0, 10) },
  ConditionExpression: 'attribute_not_exists(queryId)',
});

/** The entry as a write of a transaction; it fails when its number is taken. */
export const entryItem = (table: string, entry: LedgerEntry): TransactItem => ({ Put: put(table, entry) });

/** Appends one entry by itself; answers false when its number is taken, so that the caller looks again. */
export async function append(client: Dynamo, table: string, entry: LedgerEntry): Promise<boolean> {
  try {
    await client.send(new PutCommand(put(table, entry)));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { emptyLedger, LedgerEntry, type LedgerHead } from '../../shared/ledger.ts';
import type { Dynamo, TransactItem } from './dynamo.ts';

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

/** Every entry of a query's ledger, oldest first. */
export async function entriesOf(client: Dynamo, table: string, queryId: string): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'queryId = :queryId',
        ExpressionAttributeValues: { ':queryId': queryId },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    entries.push(...(page.Items ?? []).map((item) => LedgerEntry.parse(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return entries;
}

const put = (table: string, entry: LedgerEntry) => ({
  TableName: table,
  Item: entry,
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

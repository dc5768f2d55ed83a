import { paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type Evidence, entryIn, type Row } from '../functions/lib/evidence.ts';
import type { Operator } from './operator.ts';

/** The rows of every ledger, or of one. Scanned, for a row that no index knows must be seen as well. */
export async function readLedgers(
  { dynamo, ledgerTable }: Operator,
  only: string | undefined,
): Promise<Evidence['ledgers']> {
  const ledgers = new Map<string, Map<number, Row>>();
  const asked = { TableName: ledgerTable, ConsistentRead: true };
  const pages =
    only === undefined
      ? paginateScan({ client: dynamo }, asked)
      : paginateQuery(
          { client: dynamo },
          { ...asked, KeyConditionExpression: 'queryId = :id', ExpressionAttributeValues: { ':id': only } },
        );
  for await (const { Items } of pages) {
    for (const item of Items ?? []) {
      const id = String(item.queryId);
      const rows = ledgers.get(id) ?? new Map<number, Row>();
      ledgers.set(id, rows.set(Number(item.sequence), entryIn(item)));
    }
  }
  return ledgers;
}

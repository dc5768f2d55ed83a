import * as z from 'zod';
import type { TableShape } from '../infra/tables.ts';
import { Item } from './item-size.ts';

const Named = z.object({ TableName: z.string() });
const Put = Named.extend({ Item });
const Keyed = Named.extend({ Key: Item });
const Transaction = z.object({
  TransactItems: z.array(
    z.union([
      z.object({ Put }).transform(({ Put: one }) => one),
      z.object({ Update: Keyed }).transform(({ Update: one }) => one),
      z.object({ Delete: Keyed }).transform(({ Delete: one }) => one),
      z.object({ ConditionCheck: Keyed }).transform(({ ConditionCheck: one }) => one),
    ]),
  ),
});
const Batch = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(z.object({ PutRequest: z.object({ Item }).optional(), DeleteRequest: z.object({ Key: Item }).optional() })),
  ),
});

/** One item that a call writes, by its table and key. */
export type TouchedItem = { table: string; key: Item };

/** The items that a call writes; undefined when it writes none. */
export function writtenBy(
  { operation, input }: { operation: string; input: unknown },
  shapeOf: (table: string) => TableShape,
): TouchedItem[] | undefined {
  const keyOf = (table: string, item: Item): Item => {
    const { partition, sort } = shapeOf(table);
    return Object.fromEntries(Object.entries(item).filter(([name]) => name === partition.name || name === sort?.name));
  };
  const touched = (one: z.infer<typeof Put> | z.infer<typeof Keyed>): TouchedItem => ({
    table: one.TableName,
    key: 'Item' in one ? keyOf(one.TableName, one.Item) : one.Key,
  });
  if (operation === 'PutItem') return [touched(Put.parse(input))];
  if (operation === 'UpdateItem' || operation === 'DeleteItem') return [touched(Keyed.parse(input))];
  if (operation === 'TransactWriteItems') return Transaction.parse(input).TransactItems.map(touched);
  if (operation !== 'BatchWriteItem') return undefined;
  return Object.entries(Batch.parse(input).RequestItems).flatMap(([table, requests]) =>
    requests.map(({ PutRequest, DeleteRequest }) => ({
      table,
      key: DeleteRequest?.Key ?? keyOf(table, PutRequest?.Item ?? {}),
    })),
  );
}

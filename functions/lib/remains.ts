import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Dynamo, itemsOf, type TransactItem } from './dynamo.ts';

const Row = z.object({ part: z.string() });

/** What is left of a query beside its metadata: its key and its ciphertext. Only the eraser takes these away. */
export function remains(client: Dynamo, tables: { queries: string; sealed: string; keys: string }) {
  return {
    /** The write that takes the key away, and with it every word. */
    keyItem: (queryId: string): TransactItem => ({ Delete: { TableName: tables.keys, Key: { queryId } } }),
    /** Takes the key, if it is still there, and every sealed text away; done twice it is done once. */
    async sweep(queryId: string): Promise<void> {
      await client.send(new DeleteCommand({ TableName: tables.keys, Key: { queryId } }));
      const sealed = itemsOf(client, {
        TableName: tables.sealed,
        KeyConditionExpression: 'queryId = :queryId',
        ExpressionAttributeValues: { ':queryId': queryId },
        ProjectionExpression: 'part',
      });
      for await (const item of sealed) {
        const { part } = Row.parse(item);
        await client.send(new DeleteCommand({ TableName: tables.sealed, Key: { queryId, part } }));
      }
    },
    /** Nothing is left to be done about an erased query. */
    async settle(queryId: string): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName: tables.queries,
          Key: { id: queryId },
          UpdateExpression: 'REMOVE sweepAt, checkKey, nextCheckAt',
        }),
      );
    },
    /** Forgets the draft itself; its ledger says that it was thrown away. */
    async forget(queryId: string): Promise<void> {
      await client.send(new DeleteCommand({ TableName: tables.queries, Key: { id: queryId } }));
    },
  };
}

export type Remains = ReturnType<typeof remains>;

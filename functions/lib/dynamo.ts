import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  DynamoDBDocumentClient,
  paginateQuery,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { Refused } from '../../shared/refused.ts';
import { unlogged } from './unlogged.ts';

export type Dynamo = DynamoDBDocumentClient;

/** The one document client of a function; undefined values are left out rather than stored. */
export const dynamo = (): Dynamo =>
  DynamoDBDocumentClient.from(unlogged(new DynamoDBClient({})), { marshallOptions: { removeUndefinedValues: true } });

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction, and what it means when its condition does not hold. */
export type Write<Meaning extends string> = { item: TransactItem; otherwise: Meaning };

const attempts = 4;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const transient = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Writes all or nothing. Answers undefined when written, else what the first failed condition means.
 * A collision with another transaction is tried again a few times; then it refuses `busy-try-again`.
 */
export async function writeAll<Meaning extends string>(
  client: Dynamo,
  writes: readonly Write<Meaning>[],
): Promise<Meaning | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes.map(({ item }) => item) }));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = error.CancellationReasons?.map(({ Code }) => Code ?? '') ?? [];
      const failed = writes.find((_, index) => codes[index] === 'ConditionalCheckFailed');
      if (failed) return failed.otherwise;
      if (!codes.some((code) => transient.has(code))) throw error;
      if (attempt === attempts) throw new Refused('busy-try-again');
      await pause(20 * 2 ** attempt * Math.random());
    }
  }
}

type Item = Record<string, unknown>;

/** Every item that a query finds, page after page. */
export async function* itemsOf(client: Dynamo, query: QueryCommandInput): AsyncGenerator<Item> {
  for await (const { Items = [] } of paginateQuery({ client }, query)) yield* Items;
}

const batchLimit = 100;

/**
 * The items of these keys as they are now, table by table; what is not there is left out. DynamoDB may hand back keys
 * it did not come to: they are asked for again, and what stays unread refuses `busy-try-again` rather than seem absent.
 * As they were a moment ago is enough where the write has the last word, and costs half.
 */
export async function getAll(
  client: Dynamo,
  wanted: Record<string, readonly Item[]>,
  as: 'now' | 'a moment ago' = 'now',
): Promise<Record<string, Item[]>> {
  const found: Record<string, Item[]> = {};
  const all = Object.entries(wanted).flatMap(([table, keys]) => keys.map((key) => [table, key] as const));
  for (let start = 0; start < all.length; start += batchLimit) {
    let asking: BatchGetCommandInput['RequestItems'] = {};
    for (const [table, key] of all.slice(start, start + batchLimit))
      asking[table] = { Keys: [...(asking[table]?.Keys ?? []), key], ConsistentRead: as === 'now' };
    for (let attempt = 1; asking && Object.keys(asking).length > 0; attempt += 1) {
      if (attempt > attempts) throw new Refused('busy-try-again');
      if (attempt > 1) await pause(20 * 2 ** attempt * Math.random());
      const command = new BatchGetCommand({ RequestItems: asking });
      const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await client.send(command);
      for (const [table, items] of Object.entries(Responses ?? {})) found[table] = [...(found[table] ?? []), ...items];
      asking = UnprocessedKeys;
    }
  }
  return found;
}

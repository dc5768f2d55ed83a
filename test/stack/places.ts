import * as z from 'zod';
import type { Call } from '../../local/call.ts';
import type { Browser } from './browser.ts';
import type { World } from './world.ts';

/** One place where something could have been left: where it is, and all its bytes. */
export type Place = { where: string; bytes: Buffer };

/** The seven tables. */
export const tables = ['Queries', 'Sealed', 'Keys', 'Ledger', 'Directory', 'Notices', 'Reports'] as const;

const Streamed = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });
const Shards = z.object({ StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }) });
const Iterator = z.object({ ShardIterator: z.string() });
const Records = z.object({ Records: z.array(z.unknown()), NextShardIterator: z.string().nullish() });

/** Everything that a value holds by itself: names, texts, bytes, and what a text holds that is JSON. */
function* leavesOf(value: unknown): Generator<Buffer> {
  if (value instanceof Uint8Array) yield Buffer.from(value);
  else if (typeof value === 'string') {
    yield Buffer.from(value);
    if (/^\s*[[{"]/.test(value)) yield* leavesOf(parsed(value));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      yield Buffer.from(name);
      yield* leavesOf(inner);
      // Bytes in DynamoDB's own notation.
      if (name === 'B' && typeof inner === 'string') yield Buffer.from(inner, 'base64');
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const newline = Buffer.from('\n');

/** A place as it lies there, and all that it holds. */
function place(where: string, value: unknown): Place {
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  return {
    where,
    bytes: Buffer.concat([Buffer.from(whole), ...[...leavesOf(value)].flatMap((leaf) => [newline, leaf])]),
  };
}

/** Every item of a table. */
export async function itemsOf(world: World, table: string): Promise<Place[]> {
  return (await world.everythingIn(table)).map((item) => place(table, item));
}

/** Every record of a table's stream. */
export async function streamOf(world: World, table: string): Promise<Place[]> {
  const { database, tableName } = world.hub;
  const streams = (operation: string) => `DynamoDBStreams_20120810.${operation}`;
  const { Table } = await database.call('DynamoDB_20120810.DescribeTable', { TableName: tableName(table) }, Streamed);
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = await database.call(streams('DescribeStream'), { StreamArn }, Shards);
  const places: Place[] = [];
  for (const { ShardId } of StreamDescription.Shards) {
    const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    let next: string | null | undefined = (await database.call(streams('GetShardIterator'), start, Iterator))
      .ShardIterator;
    // An open shard goes on for ever: two empty answers in a row are its end for now.
    for (let empty = 0; next && empty < 2; ) {
      const page: z.infer<typeof Records> = await database.call(
        streams('GetRecords'),
        { ShardIterator: next },
        Records,
      );
      places.push(...page.Records.map((record) => place(`the stream of ${table}`, record)));
      empty = page.Records.length === 0 ? empty + 1 : 0;
      next = page.NextShardIterator;
    }
  }
  return places;
}

/** Every line that a function wrote, and everything the runner remembers of calls and undeliverable records. */
export function logsOf({ hub }: World): Place[] {
  return [
    ...hub.logs().map((line) => place(`the log of ${line.function}`, line.line)),
    ...hub.calls().map((call) => place('the record of a call', call)),
    ...hub.deadLetters().map((letter) => place('a dead letter', letter)),
  ];
}

/** Every mail: as it travels, and its headers and bodies as they are read. */
export function mailsOf({ hub }: World): Place[] {
  return hub.inbox().map((mail) => place('a mail', mail));
}

/** Every address that a browser was at. */
export const addressesOf = ({ visited }: Browser): Place[] => visited.map((path) => place('an address', path));

const operations = {
  dynamodb: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchGetItem', 'TransactWriteItems'],
  kms: ['GenerateDataKey', 'Decrypt'],
  ses: ['SendEmail'],
  'cognito-idp': ['AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
} as const;

/** Keeps what the functions send to AWS from now on: what leaves a function is what others could keep. */
export function overhear({ hub }: World): () => Place[] {
  const heard: Place[] = [];
  const hear = (call: Call) => {
    heard.push(place(`${call.service} ${call.operation}`, [call.body.toString(), call.input]));
    return undefined;
  };
  for (const [service, names] of Object.entries(operations))
    for (const operation of names) hub.faults.inject(service, operation, hear);
  return () => heard;
}

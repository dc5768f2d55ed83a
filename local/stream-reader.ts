import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { type EnginePort, EngineRefusal } from './engine-port.ts';
import type { Table } from './tables.ts';

// One of the engines writes an empty map of a record as a bare `{}`, where AWS writes `{"M":{}}`.
const Value: z.ZodType = z.lazy(() =>
  z.union([
    z.strictObject({}).transform(() => ({ M: {} })),
    z.strictObject({ M: z.record(z.string(), Value) }),
    z.strictObject({ L: z.array(Value) }),
    z.record(z.string(), z.unknown()),
  ]),
);
const Values = z.record(z.string(), Value);
const Change = z.looseObject({
  ApproximateCreationDateTime: z.number(),
  SequenceNumber: z.string(),
  NewImage: Values.optional(),
  OldImage: Values.optional(),
});
const EngineRecord = z.looseObject({ eventName: z.string(), dynamodb: Change });
const Records = z.object({ Records: z.array(EngineRecord), NextShardIterator: z.string().nullish() });
const Shards = z.object({ StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }) });

/** One record of a stream, as a function is given it. */
export interface StreamRecord {
  readonly eventName: string;
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly dynamodb: z.infer<typeof Change>;
}

/** What was read from one shard: its records in order, and where reading goes on once they are dealt with. */
export interface Reading {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
}

/** How far each shard was dealt with: the sequence number of its last record. */
export type Positions = Record<string, string>;

/** Reads the stream of a table from where it was left, record by record and shard by shard. */
export function streamReader(engine: EnginePort, table: Table, region: string, positions: Positions) {
  const iterators = new Map<string, string>();
  const finished = new Set<string>();
  let streamArn: string | undefined;
  let described = 0;

  const call = <T>(operation: string, input: object, output: z.ZodType<T>) =>
    engine.call(`DynamoDBStreams_20120810.${operation}`, input, output);

  /** Shards come and go on their own: they are listed again when one ends, and now and then. */
  const shardIds = async (): Promise<string[]> => {
    if (streamArn === undefined) {
      const Described = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });
      streamArn = (await engine.call('DynamoDB_20120810.DescribeTable', { TableName: table.name }, Described)).Table
        .LatestStreamArn;
    }
    if (Date.now() - described > 30_000) {
      const { StreamDescription } = await call('DescribeStream', { StreamArn: streamArn }, Shards);
      for (const { ShardId } of StreamDescription.Shards)
        if (!finished.has(ShardId) && !iterators.has(ShardId)) iterators.set(ShardId, '');
      described = Date.now();
    }
    return [...iterators.keys()];
  };

  const iteratorFor = async (ShardId: string): Promise<string> => {
    const known = iterators.get(ShardId);
    if (known) return known;
    const SequenceNumber = positions[ShardId];
    const from =
      SequenceNumber === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber };
    const { ShardIterator } = await call(
      'GetShardIterator',
      { StreamArn: streamArn, ShardId, ...from },
      z.object({ ShardIterator: z.string() }),
    );
    return ShardIterator;
  };

  const read = async (shardId: string): Promise<Reading> => {
    const ShardIterator = await iteratorFor(shardId);
    const { Records: found, NextShardIterator } = await call('GetRecords', { ShardIterator, Limit: 1000 }, Records);
    if (NextShardIterator) iterators.set(shardId, NextShardIterator);
    else {
      iterators.delete(shardId);
      finished.add(shardId);
      described = 0;
    }
    return { shardId, records: found.filter(changedSomething).map((record) => asSeen(record, table, region)) };
  };

  return {
    /** What is new in the shards, oldest shard first. */
    async read(): Promise<Reading[]> {
      const readings: Reading[] = [];
      for (const shardId of await shardIds()) {
        try {
          readings.push(await read(shardId));
        } catch (error) {
          // An iterator is good for a quarter of an hour; a position, as long as the stream remembers it.
          if (!(error instanceof EngineRefusal)) throw error;
          if (error.code === 'TrimmedDataAccessException') delete positions[shardId];
          iterators.set(shardId, '');
          described = 0;
        }
      }
      return readings;
    },
    /** Goes back to what was dealt with: the rest is read again. */
    rewind: () => {
      for (const shardId of iterators.keys()) iterators.set(shardId, '');
    },
  };
}

/** AWS writes no record of a write that changed nothing; one of the engines does. */
function changedSomething({ eventName, dynamodb }: z.infer<typeof EngineRecord>): boolean {
  return !(eventName === 'MODIFY' && isDeepStrictEqual(dynamodb.NewImage, dynamodb.OldImage));
}

function asSeen(
  { eventName, dynamodb, ...rest }: z.infer<typeof EngineRecord>,
  { stream }: Table,
  region: string,
): StreamRecord {
  const { NewImage, OldImage, ...always } = dynamodb;
  const view = stream?.view ?? 'KEYS_ONLY';
  const images = {
    ...(NewImage && view.startsWith('NEW') && { NewImage }),
    ...(OldImage && view.endsWith('OLD_IMAGES') && { OldImage }),
    ...(OldImage && view === 'OLD_IMAGE' && { OldImage }),
  };
  return {
    ...rest,
    // One of the engines has no word for a deletion by expiry.
    eventName: ['INSERT', 'MODIFY'].includes(eventName) ? eventName : 'REMOVE',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN: stream?.arn ?? '',
    dynamodb: { ...always, ...images, StreamViewType: view },
  };
}

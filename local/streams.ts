import * as z from 'zod';
import { CannotStart, messageOf } from './cannot-start.ts';
import { deadLetter, deliver, type Treatment } from './deliveries.ts';
import { tableKeyDemands } from './dynamo-demands.ts';
import type { EnginePort } from './engine-port.ts';
import { eventFilter } from './event-filter.ts';
import type { LocalFunction } from './functions.ts';
import type { Policy } from './policy.ts';
import type { State } from './state.ts';
import { type Positions, type StreamRecord, streamReader } from './stream-reader.ts';
import type { Table } from './tables.ts';
import type { Resource, Template } from './template.ts';

/** Something that follows the stream of a table and calls a function for what is new. */
export interface Follower {
  readonly table: string;
  /** There is something new: do not wait for the next round. */
  nudge(): void;
  /** Resolves once everything written before this moment is dealt with. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/** What the followers need of the rest of the runner. */
export interface FollowerSurroundings {
  readonly template: Template;
  readonly policy: Policy;
  readonly engine: EnginePort;
  readonly tables: readonly Table[];
  readonly functions: readonly LocalFunction[];
  readonly state: State;
  readonly setAside: (letter: object) => void;
  readonly failed: (error: unknown) => void;
}

/** How often a stream is looked at that nobody nudged about. */
const idleMilliseconds = 1000;

/** Starts to follow every stream that the template maps to a function. */
export function followStreams(around: FollowerSurroundings): Follower[] {
  return around.template
    .of('AWS::Lambda::EventSourceMapping')
    .filter((mapping) => mapping.properties.Enabled)
    .map((mapping) => follow(mapping, around));
}

function follow(
  { id, properties }: Resource<'AWS::Lambda::EventSourceMapping'>,
  around: FollowerSurroundings,
): Follower {
  const table = around.tables.find((each) => each.stream?.arn === properties.EventSourceArn);
  const target = around.functions.find(
    ({ arn }) => arn === properties.FunctionName || arn.endsWith(`:function:${properties.FunctionName}`),
  );
  if (!table || !target)
    throw new CannotStart(
      `${id} maps ${properties.EventSourceArn} to ${properties.FunctionName}, and one of them is not in the template.`,
    );
  checkRole(id, target, table, properties.DestinationConfig?.OnFailure.Destination, around);

  const wanted = eventFilter(
    id,
    (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern),
  );
  const treatment: Treatment = {
    bisect: properties.BisectBatchOnFunctionError,
    reportsItems: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    retries: properties.MaximumRetryAttempts,
    maxAgeSeconds: properties.MaximumRecordAgeInSeconds,
  };
  const positions: Positions = around.state.read(`stream-${id}`, z.record(z.string(), z.string()), {});
  const reader = streamReader(around.engine, table, around.template.region, positions);
  let stopped = false;

  const dealWith = async (shardId: string, records: readonly StreamRecord[]): Promise<boolean> => {
    const ours = records.filter(wanted);
    for (let from = 0; from < ours.length; from += properties.BatchSize) {
      const batch = ours.slice(from, from + properties.BatchSize);
      const setAside = (lost: readonly StreamRecord[], condition: Parameters<typeof deadLetter>[2], attempts: number) =>
        around.setAside(deadLetter(shardId, lost, condition, attempts, target.arn));
      if (!(await deliver(batch, target, treatment, setAside, () => stopped))) return false;
      keep(shardId, batch);
    }
    keep(shardId, records);
    return true;
  };
  const keep = (shardId: string, records: readonly StreamRecord[]) => {
    const last = records.at(-1)?.dynamodb.SequenceNumber;
    if (last === undefined || positions[shardId] === last) return;
    positions[shardId] = last;
    around.state.write(`stream-${id}`, positions);
  };

  let wake: () => void = () => {};
  let nudged = false;
  let waiting: (() => void)[] = [];
  const nudge = () => {
    nudged = true;
    wake();
  };
  const nudgedOrIdle = () =>
    new Promise<void>((go) => {
      if (nudged || stopped) return go();
      const timer = setTimeout(go, idleMilliseconds);
      wake = () => {
        clearTimeout(timer);
        go();
      };
    });

  const run = async () => {
    while (!stopped) {
      nudged = false;
      const answered = waiting;
      waiting = [];
      let found = 0;
      try {
        for (const { shardId, records } of await reader.read()) {
          found += records.length;
          if (records.length > 0 && !(await dealWith(shardId, records))) return;
        }
      } catch (error) {
        if (stopped) return;
        around.failed(new Error(`The stream of ${table.name} could not be read: ${messageOf(error)}`));
        reader.rewind();
      }
      if (found > 0) waiting.push(...answered);
      else for (const go of answered) go();
      if (found === 0 && waiting.length === 0) await nudgedOrIdle();
    }
  };
  const running = run();

  return {
    table: table.name,
    nudge,
    caughtUp: () =>
      new Promise((go) => {
        waiting.push(go);
        nudge();
      }),
    stop: async () => {
      stopped = true;
      wake();
      await running;
      for (const go of waiting) go();
    },
  };
}

/** Lambda reads a stream in the name of the function's role: a mapping that the role does not allow is never made. */
function checkRole(
  id: string,
  target: LocalFunction,
  table: Table,
  queue: string | undefined,
  { policy, template }: FollowerSurroundings,
): void {
  const reading = ['DescribeStream', 'GetRecords', 'GetShardIterator'].map((action) => ({
    action: `dynamodb:${action}`,
    resource: table.stream?.arn ?? '',
    context: {},
  }));
  const failing = queue === undefined ? [] : [{ action: 'sqs:SendMessage', resource: queue, context: {} }];
  try {
    policy.check(target.role, [...reading, ...tableKeyDemands(table, template.region), ...failing]);
  } catch (error) {
    throw new CannotStart(`The mapping ${id} would not be made: ${messageOf(error)}.`);
  }
}

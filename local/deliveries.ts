import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { LocalFunction, Outcome } from './functions.ts';
import type { StreamRecord } from './stream-reader.ts';

/** How a mapping treats what fails. */
export interface Treatment {
  readonly bisect: boolean;
  readonly reportsItems: boolean;
  /** -1: for ever. */
  readonly retries: number;
  /** -1: for ever. */
  readonly maxAgeSeconds: number;
}

/** Why records were given up. */
export type GivenUp = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** Takes what could not be delivered. */
export type SetAside = (records: readonly StreamRecord[], condition: GivenUp, attempts: number) => void;

// Lambda waits minutes; here somebody is watching.
const firstPause = 50;
const longestPause = 1000;

const Failures = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish() });

/** Gives a batch to its function until all of it is handled or set aside, in order; false when we stopped before that. */
export async function deliver(
  batch: readonly StreamRecord[],
  target: Pick<LocalFunction, 'invoke'>,
  treatment: Treatment,
  setAside: SetAside,
  stopping: () => boolean,
): Promise<boolean> {
  let rest = batch;
  for (let attempt = 0; rest.length > 0; ) {
    if (stopping()) return false;
    const tooOld = rest.filter(
      (record) => treatment.maxAgeSeconds >= 0 && ageInSeconds(record) > treatment.maxAgeSeconds,
    );
    if (tooOld.length > 0) {
      setAside(tooOld, 'RecordAgeExceeded', attempt);
      rest = rest.filter((record) => !tooOld.includes(record));
      continue;
    }
    const outcome = await target.invoke({ Records: rest });
    if (stopping()) return false;
    const failedFrom = firstFailure(outcome, rest, treatment.reportsItems);
    if (failedFrom === undefined) return true;
    // What came before the first failure is done; what failed now has all its retries before it.
    if (failedFrom > 0) attempt = 0;
    rest = rest.slice(failedFrom);
    if (treatment.bisect && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      await pause(firstPause);
      for (const half of [rest.slice(0, middle), rest.slice(middle)]) {
        if (!(await deliver(half, target, treatment, setAside, stopping))) return false;
      }
      return true;
    }
    if (treatment.retries >= 0 && attempt >= treatment.retries) {
      setAside(rest, 'RetryAttemptsExhausted', attempt + 1);
      return true;
    }
    await pause(Math.min(firstPause * 2 ** attempt, longestPause));
    attempt += 1;
  }
  return true;
}

/** The index of the first record that is not handled: the lowest the function reports, or the first when it reports nonsense. */
function firstFailure(outcome: Outcome, records: readonly StreamRecord[], reportsItems: boolean): number | undefined {
  if ('error' in outcome) return 0;
  if (!reportsItems) return undefined;
  const parsed = Failures.safeParse(JSON.parse(outcome.result) ?? {});
  if (!parsed.success) return 0;
  const failures = parsed.data.batchItemFailures ?? [];
  if (failures.length === 0) return undefined;
  return Math.max(
    0,
    Math.min(
      ...failures.map(({ itemIdentifier }) =>
        records.findIndex((record) => record.dynamodb.SequenceNumber === itemIdentifier),
      ),
    ),
  );
}

function ageInSeconds(record: StreamRecord): number {
  return Date.now() / 1000 - record.dynamodb.ApproximateCreationDateTime;
}

/** What Lambda sends to a queue about records it gave up: where they are, not what they hold. */
export function deadLetter(
  shardId: string,
  records: readonly StreamRecord[],
  condition: GivenUp,
  attempts: number,
  functionArn: string,
): object {
  const arrivedAt = (record: StreamRecord | undefined) =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return {
    requestContext: { requestId: randomUUID(), functionArn, condition, approximateInvokeCount: attempts },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrivedAt(records[0]),
      approximateArrivalOfLastRecord: arrivedAt(records.at(-1)),
      batchSize: records.length,
      streamArn: records[0]?.eventSourceARN,
    },
  };
}

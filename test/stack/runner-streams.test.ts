import { expect, it } from 'vitest';
import { deadLetter, deliver, type Treatment } from '../../local/deliveries.ts';
import { eventFilter } from '../../local/event-filter.ts';
import type { Outcome } from '../../local/functions.ts';
import type { StreamRecord } from '../../local/stream-reader.ts';

const treatment: Treatment = { bisect: true, reportsItems: true, retries: 2, maxAgeSeconds: 3600 };

function record(sequence: number, ageSeconds = 0): StreamRecord {
  return {
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-central-2',
    eventSourceARN: 'arn:aws:dynamodb:eu-central-2:111122223333:table/Ledger/stream/1',
    dynamodb: {
      SequenceNumber: String(sequence),
      ApproximateCreationDateTime: Date.now() / 1000 - ageSeconds,
      NewImage: { code: { S: 'submitted' } },
    },
  };
}

/** Delivers to a function that treats each batch so, and says which batches it was given and what was given up. */
async function delivered(
  records: StreamRecord[],
  handle: (sequences: string[], call: number) => Outcome,
  how: Partial<Treatment> = {},
) {
  const batches: string[][] = [];
  const setAside: [string[], string][] = [];
  const invoke = async (event: object): Promise<Outcome> => {
    const sequences =
      'Records' in event && Array.isArray(event.Records)
        ? event.Records.map(({ dynamodb }) => String(dynamodb.SequenceNumber))
        : [];
    batches.push(sequences);
    return handle(sequences, batches.length);
  };
  await deliver(
    records,
    { invoke },
    { ...treatment, ...how },
    (lost, condition) => setAside.push([lost.map(({ dynamodb }) => dynamodb.SequenceNumber), condition]),
    () => false,
  );
  return { batches, setAside };
}

const fine: Outcome = { result: '{"batchItemFailures":[]}' };
const failing = (...sequences: string[]): Outcome => ({
  result: JSON.stringify({ batchItemFailures: sequences.map((itemIdentifier) => ({ itemIdentifier })) }),
});
const crashed: Outcome = { error: { errorType: 'Error', errorMessage: 'no' } };

it('gives a function only the records that its filter lists', () => {
  const wanted = eventFilter('mapping', [
    '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"code":{"S":["submitted","declined"]}}}}',
  ]);
  expect(wanted(record(1))).toBe(true);
  expect(wanted({ ...record(1), eventName: 'MODIFY' })).toBe(false);
  expect(wanted({ eventName: 'INSERT', dynamodb: { NewImage: { code: { S: 'answered' } } } })).toBe(false);
  expect(wanted({ eventName: 'INSERT', dynamodb: {} })).toBe(false);
  expect(eventFilter('mapping', [])(record(1))).toBe(true);
});

it('refuses a filter that it would judge otherwise than the cloud', () => {
  expect(() => eventFilter('mapping', ['{"eventName":[{"prefix":"INS"}]}'])).toThrow(
    /understands only lists of exact values/,
  );
});

it('tries again from the first record that failed, and not those before it', async () => {
  const { batches, setAside } = await delivered([record(1), record(2)], (_, call) =>
    call === 1 ? failing('2') : fine,
  );
  expect(batches).toEqual([['1', '2'], ['2']]);
  expect(setAside).toEqual([]);
});

it('halves a batch that fails, so that one bad record holds up no other', async () => {
  const { batches, setAside } = await delivered(
    [1, 2, 3, 4].map((each) => record(each)),
    (sequences) => (sequences.includes('3') ? crashed : fine),
    { retries: 0 },
  );
  expect(batches).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['4']]);
  expect(setAside).toEqual([[['3'], 'RetryAttemptsExhausted']]);
});

it('sets a record aside after its last retry, and tells where it is but not what it holds', async () => {
  const { batches, setAside } = await delivered([record(7)], () => crashed);
  expect(batches).toHaveLength(3);
  expect(setAside).toEqual([[['7'], 'RetryAttemptsExhausted']]);
  const letter = deadLetter('shard', [record(7)], 'RetryAttemptsExhausted', 3, 'arn:function');
  expect(letter).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
    DDBStreamBatchInfo: { startSequenceNumber: '7', batchSize: 1 },
  });
  expect(JSON.stringify(letter)).not.toContain('submitted');
});

it('sets a record aside that is too old, without calling the function', async () => {
  const { batches, setAside } = await delivered([record(1, 7200), record(2)], () => fine);
  expect(setAside).toEqual([[['1'], 'RecordAgeExceeded']]);
  expect(batches).toEqual([['2']]);
});

it('takes the report of a record it did not give as the failure of the whole batch', async () => {
  const { batches } = await delivered([record(1), record(2)], (_, call) => (call === 1 ? failing('unknown') : fine), {
    bisect: false,
  });
  expect(batches).toEqual([
    ['1', '2'],
    ['1', '2'],
  ]);
});

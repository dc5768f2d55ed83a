import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { onStream } from '../../functions/lib/stream.ts';

// What is logged of the records that fail on purpose.
beforeEach(() => vi.stubEnv('AWS_LAMBDA_LOG_LEVEL', 'FATAL'));
afterEach(() => vi.unstubAllEnvs());

const batchOf = (...ids: string[]): DynamoDBStreamEvent => ({
  Records: ids.map((id, index) => ({ dynamodb: { NewImage: { id: { S: id } }, SequenceNumber: String(100 + index) } })),
});

/** A handler that remembers when it began and ended each record, and fails for those named so. */
function remembering() {
  const steps: string[] = [];
  const handle = async ({ id }: Record<string, unknown>) => {
    steps.push(`begin ${id}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (String(id).startsWith('bad')) throw new Error('no');
    steps.push(`end ${id}`);
  };
  return { steps, handle };
}

describe('the records of a batch', () => {
  test('are handled each by itself, and only those that failed come again', async () => {
    const { steps, handle } = remembering();
    const { batchItemFailures } = await onStream(handle)(batchOf('a', 'bad 1', 'b', 'bad 2'));
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier).sort()).toEqual(['101', '103']);
    expect(steps.filter((step) => step.startsWith('end'))).toEqual(['end a', 'end b']);
  });

  test('are handled side by side', async () => {
    const { steps, handle } = remembering();
    await onStream(handle)(batchOf('a', 'b'));
    expect(steps.slice(0, 2)).toEqual(['begin a', 'begin b']);
  });

  test('or in order, one after the other, whichever fails', async () => {
    const { steps, handle } = remembering();
    const { batchItemFailures } = await onStream(handle, { inOrder: true })(batchOf('a', 'bad', 'b'));
    expect(steps).toEqual(['begin a', 'end a', 'begin bad', 'begin b', 'end b']);
    expect(batchItemFailures).toEqual([{ itemIdentifier: '101' }]);
  });

  test('are none, and none fail', async () => {
    expect(await onStream(remembering().handle)({ Records: [] })).toEqual({ batchItemFailures: [] });
  });
});

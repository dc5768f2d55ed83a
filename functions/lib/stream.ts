import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { loggedFault } from './log.ts';

/**
 * Turns a handler of one changed item into a Lambda on a table's stream: each record by itself, and only the
 * failed ones come again. A handler must not mind a record that it has seen before. Records of a batch are handled side
 * by side, or `inOrder` one after the other.
 */
export function onStream(
  handle: (item: Record<string, unknown>) => Promise<void>,
  { inOrder = false }: { inOrder?: boolean } = {},
) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
    const one = async ({ dynamodb }: DynamoDBRecord) => {
      try {
        // The stream speaks the engine's own typed JSON, which the types of the two packages name differently.
        const image: Parameters<typeof unmarshall>[0] = JSON.parse(JSON.stringify(dynamodb?.NewImage ?? {}));
        await handle(unmarshall(image));
      } catch (error) {
        loggedFault('record failed', error, {});
        batchItemFailures.push({ itemIdentifier: dynamodb?.SequenceNumber ?? '' });
      }
    };
    if (inOrder) for (const record of Records) await one(record);
    else await Promise.all(Records.map(one));
    return { batchItemFailures };
  };
}

import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Dynamo, TransactItem } from './dynamo.ts';
import { unlogged } from './unlogged.ts';

const Row = z.object({ wrappedKey: z.instanceof(Uint8Array) });

/** A query's data key: 32 bytes in the clear, zeroed after use by `zeroedAfter`. */
export type DataKey = Uint8Array;

/** Uses a key, and zeroes it whatever comes of that. */
export async function zeroedAfter<Made>(key: DataKey, use: (key: DataKey) => Promise<Made>): Promise<Made> {
  try {
    return await use(key);
  } finally {
    key.fill(0);
  }
}

/** The wrapped key that a row of the Keys table holds. */
export const wrappedKeyIn = (row: unknown): Uint8Array => Row.parse(row).wrappedKey;

const contextOf = (queryId: string) => ({ purpose: 'content', query: queryId });

/** The data keys of queries: made and unwrapped by KMS, kept wrapped in the Keys table and nowhere else, never cached. */
export function dataKeys(client: Dynamo, table: string, contentKeyId: string, kms = unlogged(new KMSClient({}))) {
  return {
    /** A new key for a new query, and the write that keeps its wrapped copy. */
    async create(queryId: string): Promise<{ key: DataKey; item: TransactItem }> {
      const { Plaintext, CiphertextBlob } = await kms.send(
        new GenerateDataKeyCommand({ KeyId: contentKeyId, KeySpec: 'AES_256', EncryptionContext: contextOf(queryId) }),
      );
      if (!Plaintext || !CiphertextBlob) throw new Error('KMS made no data key');
      const item = {
        Put: {
          TableName: table,
          Item: { queryId, wrappedKey: CiphertextBlob },
          ConditionExpression: 'attribute_not_exists(queryId)',
        },
      };
      return { key: Plaintext, item };
    },

    /** The wrapped key of a query. */
    async wrapped(queryId: string): Promise<Uint8Array> {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: { queryId }, ConsistentRead: true }));
      return wrappedKeyIn(Item);
    },

    /** Unwraps a key: one `kms:Decrypt`, for one reading or for one change that seals a text. */
    async unwrap(queryId: string, wrappedKey: Uint8Array): Promise<DataKey> {
      const { Plaintext } = await kms.send(
        new DecryptCommand({ KeyId: contentKeyId, CiphertextBlob: wrappedKey, EncryptionContext: contextOf(queryId) }),
      );
      if (!Plaintext) throw new Error('KMS opened no data key');
      return Plaintext;
    },
  };
}

export type DataKeys = ReturnType<typeof dataKeys>;

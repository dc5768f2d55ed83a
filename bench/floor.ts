import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { type Fields, native } from './native.ts';

// The floor: a bare handler that makes the given calls with the same SDK, seals and opens for real, and does nothing else.

/** One thing the floor does: a call as it went over the wire, or the sealing or opening of texts under the key it got. */
export type Step = { call: string; input: Fields } | { seal: string[] } | { open: true };

/** What the floor does for one request: what stands together is done at once, the rest one after the other. */
export type Floor = Step[][];

type Held = { key?: Uint8Array | undefined; sealed: string[] };
type Act = (held: Held) => Promise<unknown>;

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});
const kms = new KMSClient({});

/** The sealed texts among what a batch brought. */
const sealedIn = (items: readonly Fields[]): string[] =>
  items.flatMap(({ fields }) =>
    typeof fields === 'object' && fields !== null
      ? Object.values(fields).filter((field) => typeof field === 'string')
      : [],
  );

function calling(call: string, wire: Fields): Act {
  const input = native(wire);
  switch (call) {
    case 'GetItem':
      return () => dynamo.send(new GetCommand({ TableName: undefined, Key: undefined, ...input }));
    case 'Query':
      return () => dynamo.send(new QueryCommand({ TableName: undefined, ...input }));
    case 'PutItem':
      return () => dynamo.send(new PutCommand({ TableName: undefined, Item: undefined, ...input }));
    case 'TransactWriteItems':
      return () => dynamo.send(new TransactWriteCommand({ TransactItems: undefined, ...input }));
    case 'BatchGetItem':
      return async (held) => {
        const { Responses } = await dynamo.send(new BatchGetCommand({ RequestItems: undefined, ...input }));
        held.sealed = Object.values(Responses ?? {}).flatMap(sealedIn);
      };
    case 'GenerateDataKey':
      return async (held) => {
        held.key = (await kms.send(new GenerateDataKeyCommand({ KeyId: undefined, ...wire }))).Plaintext;
      };
    case 'Decrypt': {
      const { CiphertextBlob, ...others } = wire;
      const blob = Buffer.from(String(CiphertextBlob), 'base64');
      return async (held) => {
        held.key = (await kms.send(new DecryptCommand({ ...others, CiphertextBlob: blob }))).Plaintext;
      };
    }
    default:
      throw new Error(`The floor does not know ${call}.`);
  }
}

function acting(step: Step): Act {
  if ('call' in step) return calling(step.call, step.input);
  if ('open' in step)
    return ({ key = new Uint8Array(), sealed }) => Promise.all(sealed.map((jwe) => compactDecrypt(jwe, key)));
  const texts = step.seal;
  return ({ key = new Uint8Array() }) =>
    Promise.all(
      texts.map((plain) =>
        new CompactEncrypt(new TextEncoder().encode(plain))
          .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
          .encrypt(key),
      ),
    );
}

const floors: Record<string, Floor> = JSON.parse(readFileSync(process.env.FLOORS ?? '', 'utf8'));
const acts = new Map(Object.entries(floors).map(([name, floor]) => [name, floor.map((steps) => steps.map(acting))]));

/** Does what the floor of this name does. */
export async function handler({ floor }: { floor: string }): Promise<{ statusCode: number }> {
  const held: Held = { sealed: [] };
  for (const together of acts.get(floor) ?? []) await Promise.all(together.map((act) => act(held)));
  return { statusCode: 200 };
}

import { createHash, createHmac } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { canonical } from '../../shared/ledger.ts';
import { Refused } from '../../shared/refused.ts';
import type { Dynamo, TransactItem } from './dynamo.ts';

const dayInSeconds = 86_400;

/** What a change answered, kept for a day so that the same request sent twice is done once. Class C1 only. */
const keptReply = () =>
  z.strictObject({
    status: z.union([z.literal(200), z.literal(201), z.literal(303)]),
    location: z.string(),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  });
export type KeptReply = z.infer<ReturnType<typeof keptReply>>;

/** One idempotent request: where its record stands, and a fingerprint of what it asked. */
export type Once = { id: string; fingerprint: string };

/** The same request was done before: its reply is on record. */
export class DoneBefore extends Error {
  override readonly name = 'DoneBefore';
}

const Record = z.lazy(() => z.object({ fingerprint: z.string(), reply: keptReply() }));

/**
 * The record of a request by its Idempotency-Key. The record is named by a hash of person and key, and the fingerprint is
 * keyed with the key itself, which is stored nowhere: whoever reads the table can test no guess at what was sent.
 */
export function onceOf(personId: string, key: string, request: string, input: unknown): Once {
  const hash = createHash('sha256').update(`${personId}\n${key}`).digest('hex');
  const fingerprint = createHmac('sha256', key)
    .update(`${request}\n${canonical(input)}`)
    .digest('hex');
  return { id: `once#${hash}`, fingerprint };
}

/** The write that makes a second one impossible. */
export const onceItem = (table: string, once: Once, reply: KeptReply, now: string): TransactItem => ({
  Put: {
    TableName: table,
    Item: {
      ...once,
      reply,
      expiresAtSeconds: Math.floor(Date.parse(now) / 1000) + dayInSeconds,
    },
    ConditionExpression: 'attribute_not_exists(id)',
  },
});

/** What this request answered before, undefined if it was not done; `key-reused` when the key came with another request. */
export async function replied(client: Dynamo, table: string, once: Once): Promise<KeptReply | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: { id: once.id }, ConsistentRead: true }));
  if (!Item) return undefined;
  const record = Record.parse(Item);
  if (record.fingerprint !== once.fingerprint) throw new Refused('key-reused');
  return record.reply;
}

import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { Anchor, anchorName, type Signpost, signedText, signpostName } from '../../shared/anchor.ts';
import { Count, Moment } from '../../shared/fields.ts';
import { canonical } from '../../shared/ledger.ts';
import { objectText } from './anchors.ts';
import type { Signer } from './signer.ts';
import { unlogged } from './unlogged.ts';

/** How far the work is done: the last anchor whose signposts all stand, and until when the ledgers were looked at. */
const Progress = z.strictObject({ version: z.literal(1), number: Count, coveredUntil: Moment });
const progressName = 'progress.json';

/** Signposts written at a time. */
const atOnce = 25;

/** Where the chain of anchors ends. */
export type Tail = { number: number; hash: string; coveredUntil: string | undefined };

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The chain of anchors as `anchor` writes it: each names the one before, and no number is ever written twice. */
export function anchorLog(bucket: string, { algorithm, keyId, sign }: Signer, s3 = unlogged(new S3Client({}))) {
  const put = (Key: string, value: unknown, once: { IfNoneMatch?: '*' } = {}) =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key,
        Body: canonical(value),
        ContentType: 'application/json',
        ...once,
      }),
    );

  async function putSignposts({ number, heads }: Anchor): Promise<void> {
    const signposts = Object.entries(heads);
    for (let start = 0; start < signposts.length; start += atOnce) {
      await Promise.all(
        signposts.slice(start, start + atOnce).map(([subjectId, head]) => {
          const signpost: Signpost = { version: 1, anchor: anchorName(number), head };
          return put(signpostName(subjectId), signpost);
        }),
      );
    }
  }

  return {
    /** The end of the chain; signposts that an interrupted run did not set are set now. */
    async tail(): Promise<Tail> {
      const known = await objectText(s3, bucket, progressName);
      const progress = known === undefined ? undefined : Progress.parse(JSON.parse(known));
      let number = progress?.number ?? 0;
      let text = number === 0 ? '' : await objectText(s3, bucket, anchorName(number));
      if (text === undefined) throw new Error(`the anchor ${number} is on record and not there`);
      for (;;) {
        const next = await objectText(s3, bucket, anchorName(number + 1));
        if (next === undefined) break;
        await putSignposts(Anchor.parse(JSON.parse(next)));
        number += 1;
        text = next;
      }
      return { number, hash: text === '' ? '' : hashOf(text), coveredUntil: progress?.coveredUntil };
    },

    /** Signs these heads and adds them to the chain; undefined when another run took the number. */
    async append(tail: Tail, heads: Anchor['heads'], at: string): Promise<Tail | undefined> {
      const unsigned = {
        ...{ version: 1 as const, number: tail.number + 1, at, previous: tail.hash, heads },
        signature: { algorithm, keyId },
      };
      const value = await sign(signedText(unsigned));
      const anchor: Anchor = { ...unsigned, signature: { algorithm, keyId, value } };
      try {
        await put(anchorName(anchor.number), anchor, { IfNoneMatch: '*' });
      } catch (error) {
        if (error instanceof S3ServiceException && taken.includes(error.name)) return undefined;
        throw error;
      }
      await putSignposts(anchor);
      return { ...tail, number: anchor.number, hash: hashOf(canonical(anchor)) };
    },

    /** Puts on record that every ledger was looked at until this moment. */
    async cover({ number }: Tail, coveredUntil: string): Promise<void> {
      await put(progressName, { version: 1, number, coveredUntil } satisfies z.infer<typeof Progress>);
    },
  };
}

/** How S3 says that the object is there already, or is being written just now. */
const taken = ['PreconditionFailed', 'ConditionalRequestConflict'];

export type AnchorLog = ReturnType<typeof anchorLog>;

import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { type Anchor, anchorName, type Signpost, signedText, signpostName } from '../../shared/anchor.ts';
import { Count, Moment } from '../../shared/fields.ts';
import { canonical } from '../../shared/ledger.ts';
import { judge, sha256 } from './anchor-faults.ts';
import type { AnchorKey } from './anchor-key.ts';
import { firstVersionOf, type SignedRecord } from './signed-record.ts';
import type { Signer } from './signer.ts';

/** How far the work is done: the last anchor whose signposts all stand, and until when the ledgers were looked at. */
const Progress = z.strictObject({ version: z.literal(1), number: Count, coveredUntil: Moment });
const progressName = 'progress.json';

/** Signposts written at a time. */
const atOnce = 25;

/** Where the chain of anchors ends. */
export type Tail = { number: number; hash: string; coveredUntil: string | undefined };

/** The chain of anchors as `anchor` writes it: each names the one before, and no number is ever written twice. */
export function anchorLog(at: SignedRecord, key: AnchorKey, { algorithm, keyId, sign }: Signer) {
  const { s3, anchorsBucket: bucket } = at;
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
    /**
     * The end of the chain; signposts that an interrupted run did not set are set now. An anchor that is none of the
     * hub's is counted and sets none; the next is chained to it as it lies, for its number is taken for good.
     */
    async tail(): Promise<Tail & { broken: number }> {
      const known = await progressText(s3, bucket);
      const progress = known === undefined ? undefined : Progress.parse(JSON.parse(known));
      let number = progress?.number ?? 0;
      const recorded = number === 0 ? undefined : await firstVersionOf(at, number);
      if (number > 0 && !recorded) throw new Error(`the anchor ${number} is on record and not there`);
      let hash = recorded ? sha256(recorded.text) : '';
      let broken = 0;
      for (;;) {
        const next = await firstVersionOf(at, number + 1);
        if (!next) break;
        const verdict = judge(next.number, next.text, await key());
        if ('anchor' in verdict && verdict.anchor.previous === hash) await putSignposts(verdict.anchor);
        else broken += 1;
        number = next.number;
        hash = sha256(next.text);
      }
      return { number, hash, coveredUntil: progress?.coveredUntil, broken };
    },

    /** Signs these heads and adds them to the chain; undefined when another run took the number. */
    async append(tail: Tail, heads: Anchor['heads'], now: string): Promise<Tail | undefined> {
      const unsigned = {
        ...{ version: 1 as const, number: tail.number + 1, at: now, previous: tail.hash, heads },
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
      return { ...tail, number: anchor.number, hash: sha256(canonical(anchor)) };
    },

    /** Puts on record that every ledger was looked at until this moment. */
    async cover({ number }: Tail, coveredUntil: string): Promise<void> {
      await put(progressName, { version: 1, number, coveredUntil } satisfies z.infer<typeof Progress>);
    },
  };
}

async function progressText(s3: S3Client, bucket: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: progressName }));
    return (await Body?.transformToString('utf-8')) ?? '';
  } catch (error) {
    // A role that may not list gets 403 here, not 404: a first run must not look like a lost grant.
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** How S3 says that the object is there already, or is being written just now. */
const taken = ['PreconditionFailed', 'ConditionalRequestConflict'];

export type AnchorLog = ReturnType<typeof anchorLog>;

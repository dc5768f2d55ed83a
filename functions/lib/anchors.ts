import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { Anchor, Signpost, signpostName } from '../../shared/anchor.ts';
import type { LedgerHead } from '../../shared/ledger.ts';
import { unlogged } from './unlogged.ts';

/** The last head of a ledger that was signed: where it stood, when, and in which anchor that is written. */
export type Anchored = { head: LedgerHead; signedAt: string; anchor: string };

/** The bytes of an object as text; undefined when there is none of that name. */
export async function objectText(s3: S3Client, bucket: string, name: string): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: name }));
    return (await Body?.transformToString('utf-8')) ?? '';
  } catch (error) {
    // A role that may not list gets 403 here, not 404: no anchor must not look like a lost grant.
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** What was signed of the ledgers, as it is kept under Object Lock. */
export function anchors(bucket: string, s3 = unlogged(new S3Client({}))) {
  return {
    /** The last signed head of a ledger, read from the anchor itself; undefined before the first. */
    async find(subjectId: string): Promise<Anchored | undefined> {
      const found = await objectText(s3, bucket, signpostName(subjectId));
      if (found === undefined) return undefined;
      const { anchor } = Signpost.parse(JSON.parse(found));
      const { heads, at } = Anchor.parse(JSON.parse((await objectText(s3, bucket, anchor)) ?? 'null'));
      const head = heads[subjectId];
      if (!head) throw new Error('a signpost names an anchor that does not know its ledger');
      return { head, signedAt: at, anchor };
    },
  };
}

export type Anchors = ReturnType<typeof anchors>;

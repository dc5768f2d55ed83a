import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { anchorName, signpostName } from '../../shared/anchor.ts';
import type { LedgerHead } from '../../shared/ledger.ts';
import { readAnchor, readSignpost } from './anchor-faults.ts';
import { unlogged } from './unlogged.ts';

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
    /** The last signed head of a ledger, read from the anchor itself; undefined before the first, `lost` when its signpost leads to none. */
    async find(subjectId: string): Promise<LedgerHead | 'lost' | undefined> {
      const found = await objectText(s3, bucket, signpostName(subjectId));
      if (found === undefined) return undefined;
      const signpost = readSignpost(found);
      const anchor = signpost && (await objectText(s3, bucket, anchorName(signpost.number)));
      return (anchor && readAnchor(anchor)?.heads[subjectId]) || 'lost';
    },
  };
}

export type Anchors = ReturnType<typeof anchors>;

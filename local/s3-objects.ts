import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { AwsRefusal } from './call.ts';
import type { State } from './state.ts';

const Version = z.object({
  bucket: z.string(),
  key: z.string(),
  id: z.string(),
  at: z.string(),
  /** The bytes; undefined for a marker that says the object is gone. */
  body: z.base64().optional(),
  contentType: z.string(),
  lock: z.object({ mode: z.enum(['COMPLIANCE', 'GOVERNANCE']), until: z.string() }).optional(),
});

/** One version of an object, or the marker of its deletion. */
export type Version = z.infer<typeof Version>;
export type Lock = NonNullable<Version['lock']>;

/** Everything that lies in the buckets, every version of it. */
export function s3Objects(state: State) {
  const kept = new Map<string, Version[]>();
  const of = (bucket: string, key: string): Version[] => {
    const name = `${bucket}/${key}`;
    const versions = kept.get(name) ?? [];
    kept.set(name, versions);
    return versions;
  };
  for (const version of state.read('s3', z.array(Version), [])) of(version.bucket, version.key).push(version);
  const write = () => state.write('s3', [...kept.values()].flat());
  const keep = (bucket: string, key: string, about: Pick<Version, 'body' | 'contentType' | 'lock'>): Version => {
    const named = { bucket, key, id: randomBytes(16).toString('base64url'), at: new Date().toISOString() };
    of(bucket, key).push({ ...named, ...about });
    write();
    return { ...named, ...about };
  };

  /** The version that was named, or the newest; undefined when there is none. */
  const find = (bucket: string, key: string, id?: string): Version | undefined =>
    id === undefined ? of(bucket, key).at(-1) : of(bucket, key).find((version) => version.id === id);

  return {
    find,
    /** Adds a version; what was there before stays under it. */
    put: (bucket: string, key: string, body: Buffer, contentType: string, lock: Lock): Version =>
      keep(bucket, key, { body: body.toString('base64'), contentType, lock }),
    /** Hides the object: its versions stay under the marker. */
    mark: (bucket: string, key: string): Version => keep(bucket, key, { contentType: '' }),
    /** Deletes one version for good, unless it is locked. */
    remove(bucket: string, key: string, id: string): void {
      const version = find(bucket, key, id);
      if (!version) return;
      if (version.lock && version.lock.until > new Date().toISOString()) {
        throw new AwsRefusal('AccessDenied', 'Access Denied because object protected by object lock.', 403);
      }
      of(bucket, key).splice(of(bucket, key).indexOf(version), 1);
      write();
    },
    /** Every version in a bucket, by key and then the newest first. */
    list: (bucket: string): Version[] =>
      [...kept.values()]
        .filter(([first]) => first?.bucket === bucket)
        .sort(([a], [b]) => Buffer.compare(Buffer.from(a?.key ?? ''), Buffer.from(b?.key ?? '')))
        .flatMap((versions) => versions.toReversed()),
  };
}

export type S3Objects = ReturnType<typeof s3Objects>;

/** The checksum that S3 answers an object with. */
export const crc32Of = (body: Buffer): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
};

/** What S3 knows a version's bytes by. */
export const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

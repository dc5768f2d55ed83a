import * as z from 'zod';
import { AwsRefusal } from './call.ts';

const Input = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.coerce.string().optional()),
});

/** A request to S3, read: which operation, on which bucket, which object, which version of it. */
export interface S3Request {
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
  readonly version: string | undefined;
  readonly query: URLSearchParams;
  readonly headers: z.infer<typeof Input>['headers'];
}

const onObjects: Readonly<Record<string, string>> = {
  DELETE: 'DeleteObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
};

/** What of a query the operations here understand; S3 tells other operations apart by nothing but such a word. */
const known = new Set([
  ...['x-id', 'versionId', 'versions', 'list-type', 'prefix', 'max-keys', 'start-after'],
  ...['continuation-token', 'key-marker', 'version-id-marker'],
]);

// What would change what a request does. The stand-in obeys or refuses, it overlooks nothing.
const unknownHeaders = ['range', 'if-match', 'x-amz-copy-source', 'x-amz-acl', 'x-amz-tagging', 'x-amz-trailer'];

/** Reads a request as S3 does: no name of an operation travels, only method and address (`/bucket/key`). */
export function readS3(input: unknown): S3Request {
  const { method, url, headers } = Input.parse(input);
  const { pathname, searchParams: query } = new URL(url, 'http://s3');
  const [, bucket = '', ...rest] = pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  const listing = query.has('versions') ? 'ListObjectVersions' : query.get('list-type') === '2' && 'ListObjectsV2';
  const operation = key !== '' ? onObjects[method] : method === 'GET' && listing;
  const strange = [...query.keys()].find((name) => !known.has(name)) ?? unknownHeaders.find((name) => name in headers);
  if (!operation || strange) {
    throw new AwsRefusal(
      'NotImplemented',
      `The local runner does not know this call to S3: ${strange ?? method}.`,
      501,
    );
  }
  return { operation, bucket, key, query, headers, version: query.get('versionId') ?? undefined };
}

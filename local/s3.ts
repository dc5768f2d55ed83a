import { createHash } from 'node:crypto';
import { AwsRefusal, type Demand, type Reply, type Service } from './call.ts';
import { crc32Of, etagOf, type Lock, type S3Objects, s3Objects, type Version } from './s3-objects.ts';
import { readS3, type S3Request } from './s3-request.ts';
import { listing, versionListing } from './s3-xml.ts';
import type { State } from './state.ts';
import type { Template } from './template.ts';

type Retention = { readonly Mode: Lock['mode']; readonly Days: number };
type Operation = (request: S3Request, objects: S3Objects, body: Buffer, retention: Retention) => Reply;

const dayMilliseconds = 86_400_000;

/** S3 for the buckets of the template: versions are kept, and what is locked stays. */
export function s3(template: Template, state: State): Service {
  const buckets = new Map(
    template.of('AWS::S3::Bucket').map(({ ref, properties }) => [ref, properties.ObjectLockConfiguration.Rule]),
  );
  const objects = s3Objects(state);
  return {
    demandsOf: ({ input }) => demandsOf(readS3(input), objects),
    answer: async ({ input, body }) => {
      const request = readS3(input);
      const rule = buckets.get(request.bucket);
      if (!rule) throw new AwsRefusal('NoSuchBucket', 'The specified bucket does not exist', 404);
      const perform = operations[request.operation];
      if (!perform) throw new AwsRefusal('NotImplemented', `The local runner has no ${request.operation}.`, 501);
      return perform(request, objects, body, rule.DefaultRetention);
    },
  };
}

/** What the caller must be allowed. Who may not list must not learn either that an object is absent. */
function demandsOf(request: S3Request, objects: S3Objects): Demand[] {
  const { operation, bucket, key, version, query, headers } = request;
  const arn = `arn:aws:s3:::${bucket}`;
  const prefix = query.get('prefix');
  const list = (action: string): Demand => ({
    action,
    resource: arn,
    context: prefix === null ? {} : { 's3:prefix': prefix },
  });
  const one = (action: string): Demand => ({ action, resource: `${arn}/${key}`, context: contextOf(headers) });
  switch (operation) {
    case 'ListObjectsV2':
      return [list('s3:ListBucket')];
    case 'ListObjectVersions':
      return [list('s3:ListBucketVersions')];
    case 'PutObject':
      return [one('s3:PutObject'), ...(lockIn(headers) ? [one('s3:PutObjectRetention')] : [])];
    case 'DeleteObject':
      return [one(version === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion')];
    default: {
      const reading = one(version === undefined ? 's3:GetObject' : 's3:GetObjectVersion');
      return objects.find(bucket, key, version)?.body === undefined ? [reading, list('s3:ListBucket')] : [reading];
    }
  }
}

function contextOf(headers: S3Request['headers']): Demand['context'] {
  const condition = headers['if-none-match'];
  return condition === undefined ? {} : { 's3:if-none-match': condition };
}

/** What can be done, by the name of the operation. */
const operations: Readonly<Record<string, Operation>> = {
  PutObject: ({ bucket, key, headers }, objects, body, { Mode, Days }) => {
    checkIntegrity(headers, body);
    const condition = headers['if-none-match'];
    if (condition !== undefined && objects.find(bucket, key)?.body !== undefined) {
      throw new AwsRefusal('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
    }
    const lock = lockIn(headers) ?? { mode: Mode, until: new Date(Date.now() + Days * dayMilliseconds).toISOString() };
    const put = objects.put(bucket, key, body, headers['content-type'] ?? 'binary/octet-stream', lock);
    return {
      status: 200,
      body: '',
      headers: { etag: etagOf(body), 'x-amz-version-id': put.id, 'x-amz-checksum-crc32': crc32Of(body) },
    };
  },
  GetObject: (request, objects) => shown(request, objects),
  HeadObject: (request, objects) => shown(request, objects),
  DeleteObject: ({ bucket, key, version }, objects): Reply => {
    if (version !== undefined) {
      objects.remove(bucket, key, version);
      return { status: 204, body: '', headers: { 'x-amz-version-id': version } };
    }
    const marker = objects.mark(bucket, key);
    return { status: 204, body: '', headers: { 'x-amz-version-id': marker.id, 'x-amz-delete-marker': 'true' } };
  },
  ListObjectsV2: ({ bucket, query }, objects) => ({ status: 200, body: listing(bucket, query, objects.list(bucket)) }),
  ListObjectVersions: ({ bucket, query }, objects) => ({
    status: 200,
    body: versionListing(bucket, query, objects.list(bucket)),
  }),
};

function shown({ bucket, key, version: asked }: S3Request, objects: S3Objects): Reply {
  const version = objects.find(bucket, key, asked);
  if (version?.body === undefined) {
    if (asked === undefined) throw new AwsRefusal('NoSuchKey', 'The specified key does not exist.', 404);
    throw new AwsRefusal('NoSuchVersion', 'The specified version does not exist.', 404);
  }
  const body = Buffer.from(version.body, 'base64');
  return { status: 200, body, headers: headersOf(version, body) };
}

function headersOf({ id, at, contentType, lock }: Version, body: Buffer): Record<string, string> {
  return {
    'content-type': contentType,
    etag: etagOf(body),
    'last-modified': new Date(at).toUTCString(),
    'x-amz-version-id': id,
    'x-amz-checksum-crc32': crc32Of(body),
    ...(lock && { 'x-amz-object-lock-mode': lock.mode, 'x-amz-object-lock-retain-until-date': lock.until }),
  };
}

/** How long a request itself wants its object locked. */
function lockIn(headers: S3Request['headers']): Lock | undefined {
  const mode = headers['x-amz-object-lock-mode'];
  const until = headers['x-amz-object-lock-retain-until-date'];
  if (mode === undefined && until === undefined) return undefined;
  if ((mode !== 'COMPLIANCE' && mode !== 'GOVERNANCE') || typeof until !== 'string' || Number.isNaN(Date.parse(until)))
    throw new AwsRefusal(
      'InvalidArgument',
      'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied',
    );
  return { mode, until };
}

/** A bucket with Object Lock takes nothing whose bytes it cannot check. */
function checkIntegrity(headers: S3Request['headers'], body: Buffer): void {
  const expected = {
    'x-amz-checksum-crc32': () => crc32Of(body),
    'x-amz-checksum-sha256': () => createHash('sha256').update(body).digest('base64'),
    'content-md5': () => createHash('md5').update(body).digest('base64'),
  };
  const sent = Object.entries(expected).filter(([name]) => headers[name] !== undefined);
  if (sent.length === 0)
    throw new AwsRefusal(
      'InvalidRequest',
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
  const wrong = sent.find(([name, checksum]) => headers[name] !== checksum());
  if (wrong) throw new AwsRefusal('BadDigest', `The ${wrong[0]} you specified did not match what we received.`);
}

import { AwsRefusal } from './call.ts';
import { etagOf, type Version } from './s3-objects.ts';

const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const mostKeys = 1000;

/** Text as it may stand between tags. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const element = (name: string, value: string | number | boolean): string =>
  `<${name}>${escaped(String(value))}</${name}>`;

function sizeOf(query: URLSearchParams): number {
  const size = Number(query.get('max-keys') ?? mostKeys);
  if (!Number.isInteger(size) || size < 0) throw new AwsRefusal('InvalidArgument', 'max-keys must be a number');
  return Math.min(size, mostKeys);
}

/** A page of the objects that are there now, as ListObjectsV2 answers. */
export function listing(bucket: string, query: URLSearchParams, versions: readonly Version[]): string {
  const prefix = query.get('prefix') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const newest = versions.filter((version, at) => versions[at - 1]?.key !== version.key);
  const found = newest.filter(({ key, body }) => body !== undefined && key.startsWith(prefix) && key > after);
  const page = found.slice(0, sizeOf(query));
  const last = page.at(-1);
  const more = last !== undefined && page.length < found.length;
  return [
    `<ListBucketResult ${namespace}>`,
    element('Name', bucket),
    element('Prefix', prefix),
    element('KeyCount', page.length),
    element('MaxKeys', sizeOf(query)),
    element('IsTruncated', more),
    ...(more ? [element('NextContinuationToken', Buffer.from(last.key).toString('base64url'))] : []),
    ...page.map((version) => `<Contents>${element('Key', version.key)}${facts(version)}</Contents>`),
    '</ListBucketResult>',
  ].join('');
}

/** A page of everything that ever was, as ListObjectVersions answers. */
export function versionListing(bucket: string, query: URLSearchParams, versions: readonly Version[]): string {
  const prefix = query.get('prefix') ?? '';
  const keyMarker = query.get('key-marker') ?? '';
  const idMarker = query.get('version-id-marker');
  const under = versions.filter(({ key }) => key.startsWith(prefix));
  const marked = under.findIndex(({ key, id }) => key === keyMarker && id === idMarker);
  const found = marked >= 0 ? under.slice(marked + 1) : under.filter(({ key }) => key > keyMarker);
  const page = found.slice(0, sizeOf(query));
  const last = page.at(-1);
  const more = last !== undefined && page.length < found.length;
  const latest = new Set(under.filter((version, at) => under[at - 1]?.key !== version.key));
  return [
    `<ListVersionsResult ${namespace}>`,
    element('Name', bucket),
    element('Prefix', prefix),
    element('MaxKeys', sizeOf(query)),
    element('IsTruncated', more),
    ...(more ? [element('NextKeyMarker', last.key), element('NextVersionIdMarker', last.id)] : []),
    ...page.map((version) => {
      const named = element('Key', version.key) + element('VersionId', version.id);
      const isLatest = element('IsLatest', latest.has(version));
      return version.body === undefined
        ? `<DeleteMarker>${named}${isLatest}${element('LastModified', version.at)}</DeleteMarker>`
        : `<Version>${named}${isLatest}${facts(version)}</Version>`;
    }),
    '</ListVersionsResult>',
  ].join('');
}

function facts({ at, body = '' }: Version): string {
  const bytes = Buffer.from(body, 'base64');
  return [
    element('LastModified', at),
    element('ETag', etagOf(bytes)),
    element('Size', bytes.length),
    element('StorageClass', 'STANDARD'),
  ].join('');
}

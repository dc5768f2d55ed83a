import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { anchorName, ledgerOfSignpost, signpostName } from '../../shared/anchor.ts';
import { Id } from '../../shared/fields.ts';
import { readSignpost } from './anchor-faults.ts';
import type { Evidence } from './evidence.ts';

/** Where what was signed lies. */
export type SignedRecord = { readonly s3: S3Client; readonly anchorsBucket: string };

/** What lies under one name: its versions, the oldest first, and whether a deletion marker hides them. */
type Versions = { readonly ids: string[]; marked: boolean };

/** Objects fetched at a time. */
const atOnce = 32;

/** The anchors that ever named one ledger, by every signpost it has had; none of these can be taken away. */
export async function anchorsOf(
  at: SignedRecord,
  ledger: string,
): Promise<Pick<Evidence, 'anchors' | 'hidden' | 'signposts'>> {
  const name = signpostName(ledger);
  const ids = (await versionsUnder(at, name)).get(name)?.ids ?? [];
  const signposts = await inTurns(ids, (id) => textOf(at, name, id));
  const numbers = [...new Set(signposts.flatMap((text) => readSignpost(text)?.number ?? []))];
  const found = (await inTurns(numbers, (number) => firstVersionOf(at, number))).flatMap((one) => one ?? []);
  const last = signposts.at(-1);
  return {
    anchors: new Map(found.map(({ number, text }) => [number, text])),
    hidden: hiddenOf(found),
    signposts: new Map(last === undefined ? [] : [[ledger, last]]),
  };
}

/** The anchor of this number as it was first written; undefined when none ever was. */
export async function firstVersionOf(at: SignedRecord, number: number) {
  const name = anchorName(number);
  const versions = (await versionsUnder(at, name)).get(name);
  return versions?.ids[0] ? { number, versions, text: await textOf(at, name, versions.ids[0]) } : undefined;
}

/** The anchors that a later version or a deletion was put on top of. */
export const hiddenOf = (found: readonly { number: number; versions: Versions }[]): Set<number> =>
  new Set(found.filter(({ versions }) => versions.marked || versions.ids.length > 1).map(({ number }) => number));

/** Every object under this prefix by its name, whatever was put on top of it. */
export async function versionsUnder(at: SignedRecord, prefix: string): Promise<Map<string, Versions>> {
  const names = new Map<string, Versions>();
  const under = (name = ''): Versions => {
    const versions = names.get(name) ?? { ids: [], marked: false };
    names.set(name, versions);
    return versions;
  };
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    const from = { KeyMarker: page?.NextKeyMarker, VersionIdMarker: page?.NextVersionIdMarker };
    page = await versionsFrom(at, prefix, from);
    // S3 lists the newest first.
    for (const { Key, VersionId = '' } of page.Versions ?? []) under(Key).ids.unshift(VersionId);
    for (const { Key } of page.DeleteMarkers ?? []) under(Key).marked = true;
  } while (page.IsTruncated);
  return names;
}

/** The ledgers that were ever signed, by their ids in order, those after this one: as many as asked for or more, if there are. */
export async function signedLedgers(at: SignedRecord, after: string | undefined, count: number): Promise<string[]> {
  const ids = new Set<string>();
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    const from = page
      ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
      : { KeyMarker: after && signpostName(after) };
    page = await versionsFrom(at, 'heads/', from);
    for (const { Key } of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      const { data: id } = Id.safeParse(ledgerOfSignpost(Key ?? ''));
      if (id) ids.add(id);
    }
  } while (page.IsTruncated && ids.size < count);
  return [...ids].sort();
}

type Marker = { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined };

const versionsFrom = ({ s3, anchorsBucket }: SignedRecord, prefix: string, from: Marker) =>
  s3.send(new ListObjectVersionsCommand({ Bucket: anchorsBucket, Prefix: prefix, ...from }));

/** What one version of an object holds; nothing when there is no such version. */
export async function textOf({ s3, anchorsBucket }: SignedRecord, name: string, id: string | undefined) {
  if (id === undefined) return '';
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: anchorsBucket, Key: name, VersionId: id }));
  return (await Body?.transformToString('utf-8')) ?? '';
}

/** Does this with each, some side by side, and answers in their order. */
export async function inTurns<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < all.length; start += atOnce)
    done.push(...(await Promise.all(all.slice(start, start + atOnce).map(each))));
  return done;
}

import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, ListObjectVersionsCommand, type ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';
import { anchorName, anchorNumber, signpostName } from '../shared/anchor.ts';
import { readSignpost } from './anchor-faults.ts';
import type { Evidence } from './evidence.ts';
import { CannotRun, type Operator } from './operator.ts';

/** What lies under one name: its versions, the oldest first, and whether a deletion marker hides them. */
type Versions = { readonly ids: string[]; marked: boolean };

/** Objects fetched at a time. */
const atOnce = 32;

/** Every anchor as it was first written: what was put on top of it later counts for nothing, and is told. */
export async function readAnchors(at: Operator): Promise<Pick<Evidence, 'anchors' | 'hidden'>> {
  const found = [...(await versionsUnder(at, 'anchors/'))].flatMap(([name, versions]) => {
    const number = anchorNumber(name);
    return number === undefined ? [] : [{ number, name, versions }];
  });
  const texts = await inTurns(found, ({ name, versions }) => textOf(at, name, versions.ids[0]));
  return {
    anchors: new Map(found.map(({ number }, index) => [number, texts[index] ?? ''])),
    hidden: new Set(
      found.filter(({ versions }) => versions.marked || versions.ids.length > 1).map((one) => one.number),
    ),
  };
}

/** What the signpost of every ledger says now. */
export async function readSignposts(at: Operator): Promise<Evidence['signposts']> {
  const found = [...(await versionsUnder(at, 'heads/'))];
  const texts = await inTurns(found, ([name, { ids }]) => textOf(at, name, ids.at(-1)));
  return new Map(found.map(([name], index) => [name.replace(/^heads\/(.*)\.json$/, '$1'), texts[index] ?? '']));
}

/** The anchors that ever named one ledger, by every signpost it has had; none of these can be taken away. */
export async function readAnchorsOf(
  at: Operator,
  ledger: string,
): Promise<Pick<Evidence, 'anchors' | 'hidden' | 'signposts'>> {
  const name = signpostName(ledger);
  const ids = (await versionsUnder(at, name)).get(name)?.ids ?? [];
  const signposts = await inTurns(ids, (id) => textOf(at, name, id));
  const numbers = new Set(signposts.flatMap((text) => readSignpost(text)?.number ?? []));
  const anchors = new Map<number, string>();
  for (const number of numbers) {
    const versions = (await versionsUnder(at, anchorName(number))).get(anchorName(number));
    if (versions) anchors.set(number, await textOf(at, anchorName(number), versions.ids[0]));
  }
  const last = signposts.at(-1);
  return { anchors, hidden: new Set(), signposts: new Map(last === undefined ? [] : [[ledger, last]]) };
}

/** The public half of the key that signs the anchors. */
export async function readKey({ kms, anchorKeyId }: Operator): Promise<Evidence['key']> {
  const { PublicKey, KeyId = '' } = await kms.send(new GetPublicKeyCommand({ KeyId: anchorKeyId }));
  if (!PublicKey) throw new CannotRun('KMS gave no public key.');
  const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
  return { id: KeyId.slice(KeyId.lastIndexOf('/') + 1), public: key };
}

async function versionsUnder({ s3, anchorsBucket }: Operator, prefix: string): Promise<Map<string, Versions>> {
  const names = new Map<string, Versions>();
  const under = (name = ''): Versions => {
    const versions = names.get(name) ?? { ids: [], marked: false };
    names.set(name, versions);
    return versions;
  };
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    const from = { KeyMarker: page?.NextKeyMarker, VersionIdMarker: page?.NextVersionIdMarker };
    page = await s3.send(new ListObjectVersionsCommand({ Bucket: anchorsBucket, Prefix: prefix, ...from }));
    // S3 lists the newest first.
    for (const { Key, VersionId = '' } of page.Versions ?? []) under(Key).ids.unshift(VersionId);
    for (const { Key } of page.DeleteMarkers ?? []) under(Key).marked = true;
  } while (page.IsTruncated);
  return names;
}

async function textOf({ s3, anchorsBucket }: Operator, name: string, id: string | undefined): Promise<string> {
  if (id === undefined) return '';
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: anchorsBucket, Key: name, VersionId: id }));
  return (await Body?.transformToString('utf-8')) ?? '';
}

async function inTurns<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let start = 0; start < all.length; start += atOnce)
    done.push(...(await Promise.all(all.slice(start, start + atOnce).map(each))));
  return done;
}

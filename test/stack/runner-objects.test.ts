import { createHash, createPublicKey, verify } from 'node:crypto';
import { DecryptCommand, GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Hub, startHub } from '../../local/hub.ts';

let hub: Hub;
let client: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
let s3: S3Client;
let Bucket: string;

beforeAll(async () => {
  hub = await startHub({ cdkOut: inject('cdkOut'), schedules: false, demoPeople: false });
  client = { endpoint: hub.aws.url, region: hub.aws.region, credentials: hub.aws.credentials };
  s3 = new S3Client(client);
  Bucket = hub.outputs.AnchorsBucket ?? '';
});
afterAll(() => hub.stop());

const put = (Key: string, Body: string, how: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...how }));
const textOf = async (Key: string, how: object = {}) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...how }))).Body?.transformToString();

describe('the bucket of the template, as the SDK sees it', () => {
  test('gives back what was put, under any name, locked for as long as the template says', async () => {
    const name = 'else/a b&<ü>+%.json';
    const { VersionId } = await put(name, 'bonjour à tous', { ContentType: 'text/plain' });
    expect(await textOf(name)).toBe('bonjour à tous');
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: name }));
    expect(head).toMatchObject({ VersionId, ContentType: 'text/plain', ObjectLockMode: 'COMPLIANCE' });
    const years = ((head.ObjectLockRetainUntilDate?.getTime() ?? 0) - Date.now()) / (365 * 86_400_000);
    expect(years).toBeCloseTo(10, 3);
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'else/none' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    await expect(textOf('else/none')).rejects.toThrow('The specified key does not exist.');
  });

  test('keeps the older version under the newer, and both under a marker of deletion', async () => {
    const first = await put('else/thing', 'one');
    await put('else/thing', 'two');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'else/thing' }));
    await expect(textOf('else/thing')).rejects.toThrow('The specified key does not exist.');
    expect(await textOf('else/thing', { VersionId: first.VersionId })).toBe('one');
    const { Versions = [], DeleteMarkers = [] } = await s3.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: 'else/thing' }),
    );
    expect(Versions.map(({ IsLatest }) => IsLatest)).toEqual([false, false]);
    expect(Versions.at(-1)?.VersionId).toBe(first.VersionId);
    expect(DeleteMarkers.map(({ IsLatest }) => IsLatest)).toEqual([true]);
  });

  test('deletes no version that is locked, not for the account’s own root', async () => {
    const { VersionId } = await put('else/locked', 'one');
    await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: 'else/locked', VersionId }))).rejects.toThrow(
      'object protected by object lock',
    );
    expect(await textOf('else/locked')).toBe('one');
  });

  test('writes once what is to be written once', async () => {
    await put('else/once', 'one', { IfNoneMatch: '*' });
    await expect(put('else/once', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await textOf('else/once')).toBe('one');
  });

  test('takes nothing whose bytes it cannot check', async () => {
    await expect(put('else/broken', 'one', { ChecksumSHA256: 'AAAA' })).rejects.toMatchObject({ name: 'BadDigest' });
  });

  test('lists page by page', async () => {
    for (const name of ['a', 'b', 'c']) await put(`list/${name}`, name);
    const first = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', MaxKeys: 2 }));
    const rest = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'list/', ContinuationToken: first.NextContinuationToken }),
    );
    const names = [first, rest].map(({ Contents }) => (Contents ?? []).map(({ Key }) => Key));
    expect(names).toEqual([['list/a', 'list/b'], ['list/c']]);
  });
});

describe('the policy of the template', () => {
  const as = (role: string) => {
    const accessKeyId = hub.calls().find((call) => call.role?.startsWith(`${role}Role`))?.role ?? `${role}Role`;
    return new S3Client({ ...client, credentials: { accessKeyId, secretAccessKey: 'unchecked' } });
  };

  test('stands before every object, and a role that never called is nobody', async () => {
    await hub.tick('anchor');
    const anchor = as('anchor');
    await expect(anchor.send(new PutObjectCommand({ Bucket, Key: 'anchors/x', Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(anchor.send(new DeleteObjectCommand({ Bucket, Key: 'progress.json' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const retained = { ObjectLockMode: 'COMPLIANCE' as const, ObjectLockRetainUntilDate: new Date() };
    await expect(
      anchor.send(new PutObjectCommand({ Bucket, Key: 'heads/x', Body: 'x', ...retained })),
    ).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(as('nobody').send(new GetObjectCommand({ Bucket, Key: 'progress.json' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });
});

describe('the key that signs', () => {
  test('signs what its public half confirms, and opens nothing', async () => {
    const kms = new KMSClient(client);
    const KeyId = hub.outputs.AnchorKeyId;
    const { PublicKey = new Uint8Array() } = await kms.send(new GetPublicKeyCommand({ KeyId }));
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    for (let round = 0; round < 20; round += 1) {
      const text = `statement ${round}`;
      const Message = createHash('sha256').update(text).digest();
      const { Signature = new Uint8Array() } = await kms.send(
        new SignCommand({ KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm: 'ECDSA_SHA_256' }),
      );
      expect(verify('sha256', Buffer.from(text), key, Signature)).toBe(true);
      expect(verify('sha256', Buffer.from(`${text}.`), key, Signature)).toBe(false);
    }
    await expect(kms.send(new DecryptCommand({ KeyId, CiphertextBlob: new Uint8Array(80) }))).rejects.toThrow();
  });
});

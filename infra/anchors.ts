import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import * as z from 'zod';

/**
 * Ten years: the two that a closed query is kept, and time enough for whoever doubts the record afterwards to look.
 * Nothing personal lies here, only opaque ids, numbers and hashes; not even the account's owner can shorten it.
 */
const retention = Duration.days(3650);

/** What was signed: the chain of anchors, and for each ledger a signpost to the last that names it. */
export const signedPaths = ['anchors/*', 'heads/*'];

/** Where the signed heads of the ledgers lie, each version of each object under lock from its first moment. */
export function anchorsBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, 'Anchors', {
    objectLockEnabled: true,
    objectLockDefaultRetention: ObjectLockRetention.compliance(retention),
    versioned: true,
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const denied = { effect: Effect.DENY, principals: [new AnyPrincipal()] };
  bucket.addToResourcePolicy(
    new PolicyStatement({
      ...denied,
      sid: 'NothingIsTakenAway',
      // Under the lock a version cannot be deleted; this keeps a marker from hiding it.
      actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
      resources: [bucket.arnForObjects('*')],
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      ...denied,
      sid: 'AnAnchorIsWrittenOnce',
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('anchors/*')],
      conditions: { Null: { 's3:if-none-match': 'true' } },
    }),
  );
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'What lies here is written once by one role, locked and signed. Who reads it is of no interest: it is meant to be shown.',
  });
  return bucket;
}

/** What a function needs to read objects under these paths: without leave to list, S3 answers 403 for what is not there. */
export function mayRead(bucket: Bucket, paths: readonly string[]): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
    new PolicyStatement({ actions: ['s3:GetObject'], resources: objects(bucket, paths) }),
  ];
}

/** What a function needs to read objects under these paths as they were first written, whatever was put on top of them. */
export function mayReadVersions(bucket: Bucket, paths: readonly string[]): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: ['s3:ListBucketVersions'], resources: [bucket.bucketArn] }),
    new PolicyStatement({ actions: ['s3:GetObjectVersion'], resources: objects(bucket, paths) }),
  ];
}

/** What a function needs to write objects under these paths: with no say in how long they are kept. */
export const mayWrite = (bucket: Bucket, paths: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: ['s3:PutObject'], resources: objects(bucket, paths) });

const objects = (bucket: Bucket, paths: readonly string[]) => paths.map((path) => bucket.arnForObjects(path));

const Imported = z.object({ 'Fn::ImportValue': z.string() });

/** Tells cdk-nag why the grants of this function on the bucket end in a wildcard, path by path and no further. */
export function acknowledgePaths(granted: IConstruct, bucket: Bucket, paths: readonly string[]): void {
  const exported: unknown = Stack.of(granted).resolve(Stack.of(bucket).exportValue(bucket.bucketArn));
  const { 'Fn::ImportValue': arn } = Imported.parse(exported);
  for (const path of paths.filter((each) => each.endsWith('*'))) {
    Validations.of(granted).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${arn}/${path}]`,
      reason: 'The objects under one path of one bucket: each ledger has one, and each anchor is another.',
    });
  }
}

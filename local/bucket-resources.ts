import * as z from 'zod';

// What the runner knows of buckets, in the words of CloudFormation; as strict as the other resources, and for the same
// reason: a bucket that kept its objects less well than the template says would prove nothing here.

const leftOut = z.unknown().optional();

/** An S3 bucket: private, versioned, every object under lock from its first moment. */
export const Bucket = z.strictObject({
  BucketName: z.string().optional(),
  ObjectLockEnabled: z.literal(true),
  ObjectLockConfiguration: z.strictObject({
    ObjectLockEnabled: z.literal('Enabled'),
    Rule: z.strictObject({
      DefaultRetention: z.strictObject({ Mode: z.enum(['COMPLIANCE', 'GOVERNANCE']), Days: z.int().min(1) }),
    }),
  }),
  VersioningConfiguration: z.strictObject({ Status: z.literal('Enabled') }),
  PublicAccessBlockConfiguration: z.strictObject({
    BlockPublicAcls: z.literal(true),
    BlockPublicPolicy: z.literal(true),
    IgnorePublicAcls: z.literal(true),
    RestrictPublicBuckets: z.literal(true),
  }),
  BucketEncryption: leftOut,
  Tags: leftOut,
});

/** Who may do what with a bucket and what is in it. */
export const BucketPolicy = z.strictObject({
  Bucket: z.string(),
  PolicyDocument: z.looseObject({ Statement: z.array(z.record(z.string(), z.unknown())) }),
});

import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { tableNames } from '../../infra/tables.ts';
import { all, hub, one } from './synthesised.ts';

describe.each(tableNames)('the table %s', (name) => {
  const table = one('AWS::DynamoDB::Table', name);

  test('is encrypted with the hub’s own key', () => {
    expect(table.Properties).toMatchObject({
      SSESpecification: {
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [one('AWS::KMS::Key', 'TableKey').id, 'Arn'] },
      },
    });
  });

  test('can be restored to any second, and is deleted neither by hand nor with its stack', () => {
    expect(table.Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(table).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

test('there are seven tables, all in the stack that survives', () => {
  expect(all('AWS::DynamoDB::Table')).toHaveLength(tableNames.length);
  expect(hub.text.service).not.toContain('AWS::DynamoDB::Table');
});

test('an index of queries holds keys alone, but for the desk’s two, which hold the row that the board shows', () => {
  const Index = z.object({
    IndexName: z.string(),
    Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() }),
  });
  const { GlobalSecondaryIndexes } = z
    .object({ GlobalSecondaryIndexes: z.array(Index) })
    .parse(one('AWS::DynamoDB::Table', 'Queries').Properties);
  const keys = { ProjectionType: 'KEYS_ONLY' };
  const row = { ProjectionType: 'INCLUDE', NonKeyAttributes: ['row'] };
  expect(
    Object.fromEntries(GlobalSecondaryIndexes.map(({ IndexName, Projection }) => [IndexName, Projection])),
  ).toEqual({
    ...{ 'by-asker': keys, 'by-expert': keys, 'by-institution': keys, 'by-check': keys },
    ...{ 'by-desk': row, 'by-view': row },
  });
});

test('sessions, counts and one-time keys expire by themselves; what was said and done never does', () => {
  const expiring = all('AWS::DynamoDB::Table').filter(({ Properties }) => 'TimeToLiveSpecification' in Properties);
  expect(expiring).toEqual([one('AWS::DynamoDB::Table', 'Queries'), one('AWS::DynamoDB::Table', 'Directory')]);
});

test('keys outlive their stack, and turn every year unless what they signed must stay verifiable', () => {
  for (const key of all('AWS::KMS::Key')) {
    expect(key).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    expect(key.Properties.EnableKeyRotation).toBe(!('KeyUsage' in key.Properties));
  }
});

describe('what was signed of the ledgers', () => {
  const bucket = one('AWS::S3::Bucket');

  test('is kept for ten years from its first moment, whoever wants it gone', () => {
    expect(bucket.Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3650 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('is nobody else’s: no public access, encrypted, and only over TLS', () => {
    expect(bucket.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(JSON.stringify(one('AWS::S3::BucketPolicy').Properties)).toContain('"aws:SecureTransport":"false"');
  });

  test('is signed with a key on P-256 that can do nothing else', () => {
    expect(one('AWS::KMS::Key', 'AnchorKey').Properties).toMatchObject({
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
    });
  });

  test('can be found by whoever deployed the hub', () => {
    const Outputs = z.object({ Outputs: z.record(z.string(), z.object({ Description: z.string().optional() })) });
    const described = Object.values(Outputs.parse(JSON.parse(hub.text.state)).Outputs).map(
      ({ Description }) => Description,
    );
    expect(described).toEqual(expect.arrayContaining(['LEDGER_TABLE', 'ANCHORS_BUCKET', 'ANCHOR_KEY_ID']));
  });
});

describe('signing in', () => {
  const pool = one('AWS::Cognito::UserPool');
  const client = one('AWS::Cognito::UserPoolClient');

  test('is by invitation only', () => {
    expect(pool.Properties).toMatchObject({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
  });

  test('takes a password and a one-time code from an authenticator, never a text message', () => {
    expect(pool.Properties).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    expect(pool.Properties).not.toHaveProperty('SmsConfiguration');
  });

  test('cannot be recovered by whoever reads the mailbox', () => {
    expect(pool.Properties).toMatchObject({
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
    });
  });

  test('knows a person by their e-mail address however it is typed', () => {
    expect(pool.Properties).toMatchObject({
      AliasAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
    });
  });

  test('wants a long password', () => {
    expect(pool.Properties).toMatchObject({
      Policies: {
        PasswordPolicy: {
          MinimumLength: 14,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
        },
      },
    });
  });

  test('is possible only through the door, tells nobody who has an account, and gives out tokens that last as short as can be', () => {
    expect(client.Properties).toMatchObject({
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      AccessTokenValidity: 5,
      IdTokenValidity: 5,
      TokenValidityUnits: { AccessToken: 'minutes' },
    });
  });

  test('outlives its stack', () => {
    expect(pool).toMatchObject({ DeletionPolicy: 'Retain', Properties: { DeletionProtection: 'ACTIVE' } });
  });
});

describe('mail', () => {
  test('leaves over TLS or not at all, and stops by the hub’s own record alone: SES keeps no second list', () => {
    expect(one('AWS::SES::ConfigurationSet').Properties).toEqual({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      // An empty list is how SES is told to keep none; left out, it would go by the account's.
      SuppressionOptions: { SuppressedReasons: [] },
    });
  });

  test('is signed, and bounces to a domain of the hub', () => {
    expect(one('AWS::SES::EmailIdentity').Properties).toMatchObject({
      DkimAttributes: { SigningEnabled: true },
      MailFromAttributes: {
        BehaviorOnMxFailure: 'REJECT_MESSAGE',
        MailFromDomain: { 'Fn::Join': ['', ['bounce.', { Ref: 'MailDomain' }]] },
      },
    });
  });

  test('names nobody to who reads where its reports wait: they are under a key that SES may use and no role of the hub', () => {
    const key = one('AWS::KMS::Key', 'MailReportsKey');
    expect(one('AWS::SNS::Topic', 'MailReports').Properties).toEqual({
      KmsMasterKeyId: { 'Fn::GetAtt': [key.id, 'Arn'] },
    });
    expect(key.Properties).toMatchObject({ EnableKeyRotation: true });
  });

  test('is not tracked: SES says what became of a message, never that it was opened or its link followed', () => {
    expect(one('AWS::SES::ConfigurationSetEventDestination').Properties.EventDestination).toEqual({
      Enabled: true,
      MatchingEventTypes: ['send', 'reject', 'delivery', 'bounce', 'complaint'],
      SnsDestination: { TopicARN: { Ref: one('AWS::SNS::Topic', 'MailReports').id } },
    });
  });
});

import * as z from 'zod';

// What the runner knows of what must survive, in the words of CloudFormation. Strict on purpose: a template with a
// property that is not here does not start, for it might change what the hub does.

const leftOut = z.unknown().optional();
const text = z.string();
const arn = z.string().startsWith('arn:');
const document = z.looseObject({ Statement: z.array(z.record(z.string(), z.unknown())) });
const keys = z.array(z.strictObject({ AttributeName: text, KeyType: z.enum(['HASH', 'RANGE']) })).max(2);
const projection = z.strictObject({ ProjectionType: text, NonKeyAttributes: z.array(text).optional() });

/** A DynamoDB table. */
export const Table = z.strictObject({
  TableName: text.optional(),
  KeySchema: keys,
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: text, AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        IndexName: text,
        KeySchema: keys,
        Projection: projection,
        ContributorInsightsSpecification: leftOut,
      }),
    )
    .default([]),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  StreamSpecification: z
    .strictObject({ StreamViewType: z.enum(['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']) })
    .optional(),
  TimeToLiveSpecification: z.strictObject({ AttributeName: text, Enabled: z.literal(true) }).optional(),
  SSESpecification: z
    .strictObject({ SSEEnabled: z.literal(true), SSEType: z.literal('KMS').optional(), KMSMasterKeyId: arn.optional() })
    .optional(),
  DeletionProtectionEnabled: z.boolean().default(false),
  PointInTimeRecoverySpecification: leftOut,
  Tags: leftOut,
});

/** A KMS key. */
export const Key = z.strictObject({
  KeyPolicy: document,
  KeySpec: z.enum(['SYMMETRIC_DEFAULT', 'ECC_NIST_P256']).default('SYMMETRIC_DEFAULT'),
  KeyUsage: z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY']).default('ENCRYPT_DECRYPT'),
  Enabled: z.boolean().default(true),
  Description: leftOut,
  EnableKeyRotation: leftOut,
  PendingWindowInDays: leftOut,
  Tags: leftOut,
});

/** The Cognito pool of people who may sign in. */
export const UserPool = z.strictObject({
  UserPoolName: text.optional(),
  AdminCreateUserConfig: z.looseObject({ AllowAdminCreateUserOnly: z.literal(true) }),
  MfaConfiguration: z.literal('ON'),
  EnabledMfas: z.tuple([z.literal('SOFTWARE_TOKEN_MFA')]),
  // Not UsernameAttributes: with it Cognito makes up the usernames, which are the ids of people here.
  AliasAttributes: z.tuple([z.literal('email')]),
  UsernameConfiguration: z.strictObject({ CaseSensitive: z.boolean() }).default({ CaseSensitive: true }),
  Policies: z.strictObject({
    PasswordPolicy: z.strictObject({
      MinimumLength: z.number(),
      RequireLowercase: z.boolean().default(false),
      RequireUppercase: z.boolean().default(false),
      RequireNumbers: z.boolean().default(false),
      RequireSymbols: z.boolean().default(false),
      TemporaryPasswordValidityDays: z.number().default(7),
    }),
  }),
  AccountRecoverySetting: leftOut,
  AutoVerifiedAttributes: leftOut,
  DeletionProtection: leftOut,
  EmailVerificationMessage: leftOut,
  EmailVerificationSubject: leftOut,
  Schema: leftOut,
  SmsVerificationMessage: leftOut,
  UserPoolTags: leftOut,
  UserPoolTier: leftOut,
  VerificationMessageTemplate: leftOut,
});

/** The app client through which they sign in. */
export const UserPoolClient = z.strictObject({
  UserPoolId: text,
  ClientName: leftOut,
  ExplicitAuthFlows: z.array(text).default([]),
  PreventUserExistenceErrors: z.enum(['ENABLED', 'LEGACY']).default('LEGACY'),
  GenerateSecret: z.literal(false).optional(),
  AuthSessionValidity: z.number().default(3),
  AccessTokenValidity: z.number().default(60),
  TokenValidityUnits: z.looseObject({ AccessToken: z.literal('minutes') }).optional(),
  EnableTokenRevocation: leftOut,
  IdTokenValidity: leftOut,
  RefreshTokenValidity: leftOut,
  SupportedIdentityProviders: z.tuple([z.literal('COGNITO')]).optional(),
});

/** A domain or address that mail may come from. */
export const EmailIdentity = z.strictObject({
  EmailIdentity: text,
  ConfigurationSetAttributes: leftOut,
  DkimAttributes: leftOut,
  DkimSigningAttributes: leftOut,
  FeedbackAttributes: leftOut,
  MailFromAttributes: leftOut,
  Tags: leftOut,
});

/** A set of sending rules of SES. */
export const ConfigurationSet = z.strictObject({
  Name: text.optional(),
  DeliveryOptions: leftOut,
  ReputationOptions: leftOut,
  SendingOptions: leftOut,
  // The runner's SES keeps no list of its own, so that a template which asks for one does not run here as it would there.
  SuppressionOptions: z.strictObject({ SuppressedReasons: z.array(text).max(0) }),
  Tags: leftOut,
});

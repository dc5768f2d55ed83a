import {
  AccountRootPrincipal,
  AnyPrincipal,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Key, type KeyProps, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The one role that may wrap and unwrap content: named, because the key's own policy must say it before the role exists. */
export const vaultRoleName = 'advice-hub-vault';

/** The one role that may sign for the ledgers. */
export const anchorRoleName = 'advice-hub-anchor';

/**
 * Wraps the data key of each query. Its own policy lets the vault's role alone use it, so that a generous IAM policy
 * elsewhere in the account opens nothing; nobody may make a grant, which would be a way around the policy.
 */
export function contentKey(scope: Construct): Key {
  return key(scope, 'ContentKey', 'Wraps the data key of each query', [
    onlyFor(scope, vaultRoleName, 'OnlyTheVaultUsesIt', ['kms:GenerateDataKey', 'kms:Decrypt']),
  ]);
}

/**
 * Signs where the ledgers stand. The private half never leaves KMS and signs for `anchor` alone; whoever is in this
 * account may check a signature and fetch the public half, which is published for everybody else.
 */
export function anchorKey(scope: Construct): Key {
  const use = [
    onlyFor(scope, anchorRoleName, 'OnlyTheAnchorSigns', ['kms:Sign']),
    new PolicyStatement({
      sid: 'EverybodyHereMayVerify',
      principals: [new AnyPrincipal()],
      actions: ['kms:GetPublicKey', 'kms:Verify'],
      resources: ['*'],
      conditions: { StringEquals: { 'kms:CallerAccount': Aws.ACCOUNT_ID } },
    }),
  ];
  return key(scope, 'AnchorKey', 'Signs where the ledgers stand', use, {
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    // KMS turns no asymmetric key: what it signed must stay verifiable with what was published.
    enableKeyRotation: false,
  });
}

/** Lets one role use a key, and no other principal of the account, whatever its own policy says. */
function onlyFor(scope: Construct, roleName: string, sid: string, actions: string[]): PolicyStatement {
  const role = Stack.of(scope).formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName });
  return new PolicyStatement({
    sid,
    principals: [new AccountRootPrincipal()],
    actions,
    resources: ['*'],
    conditions: { ArnEquals: { 'aws:PrincipalArn': role } },
  });
}

/** Encrypts the tables at rest: whoever may use a table uses it through DynamoDB, nobody directly. */
export function tableKey(scope: Construct): Key {
  return key(scope, 'TableKey', 'Encrypts the tables at rest', [
    new PolicyStatement({
      sid: 'OnlyThroughDynamoDB',
      principals: [new AnyPrincipal()],
      actions: [
        'kms:CreateGrant',
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      resources: ['*'],
      conditions: {
        StringEquals: { 'kms:CallerAccount': Aws.ACCOUNT_ID, 'kms:ViaService': `dynamodb.${Aws.REGION}.amazonaws.com` },
      },
    }),
  ]);
}

/**
 * Encrypts what SES reports of mails, which names their recipients, while it waits to be delivered. SES alone needs it,
 * as whoever publishes does, and for this one sender of this account: SNS opens what it delivers with what SES was given.
 */
export function mailReportsKey(scope: Construct, senderArn: string): Key {
  return key(scope, 'MailReportsKey', 'Encrypts what SES reports of mails', [
    new PolicyStatement({
      sid: 'OnlySESForOurMail',
      principals: [new ServicePrincipal('ses.amazonaws.com')],
      actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': senderArn } },
    }),
  ]);
}

function key(scope: Construct, id: string, description: string, use: PolicyStatement[], kind: KeyProps = {}): Key {
  return new Key(scope, id, {
    description,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
    policy: new PolicyDocument({ statements: [administration(), ...use] }),
    ...kind,
  });
}

/** The account keeps the key in order and can never use it: no cryptographic action, no grant. */
function administration(): PolicyStatement {
  return new PolicyStatement({
    sid: 'TheAccountKeepsItInOrder',
    principals: [new AccountRootPrincipal()],
    actions: [
      'kms:CancelKeyDeletion',
      'kms:DescribeKey',
      'kms:DisableKey',
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:GetKeyPolicy',
      'kms:GetKeyRotationStatus',
      'kms:ListGrants',
      'kms:ListKeyPolicies',
      'kms:ListResourceTags',
      'kms:PutKeyPolicy',
      'kms:RevokeGrant',
      'kms:ScheduleKeyDeletion',
      'kms:TagResource',
      'kms:UntagResource',
      'kms:UpdateKeyDescription',
    ],
    resources: ['*'],
  });
}

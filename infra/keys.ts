import { AccountRootPrincipal, AnyPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The one role that may wrap and unwrap content: named, because the key's own policy must say it before the role exists. */
export const vaultRoleName = 'advice-hub-vault';

/**
 * Wraps the data key of each query. Its own policy lets the vault's role alone use it, so that a generous IAM policy
 * elsewhere in the account opens nothing; nobody may make a grant, which would be a way around the policy.
 */
export function contentKey(scope: Construct): Key {
  const vault = Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: 'role',
    resourceName: vaultRoleName,
  });
  return key(scope, 'ContentKey', 'Wraps the data key of each query', [
    new PolicyStatement({
      sid: 'OnlyTheVaultUsesIt',
      principals: [new AccountRootPrincipal()],
      actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
      resources: ['*'],
      conditions: { ArnEquals: { 'aws:PrincipalArn': vault } },
    }),
  ]);
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

function key(scope: Construct, id: string, description: string, use: PolicyStatement[]): Key {
  return new Key(scope, id, {
    description,
    enableKeyRotation: true,
    pendingWindow: Duration.days(30),
    removalPolicy: RemovalPolicy.RETAIN,
    policy: new PolicyDocument({ statements: [administration(), ...use] }),
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

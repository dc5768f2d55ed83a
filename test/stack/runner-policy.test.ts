import { expect, inject, it } from 'vitest';
import { account } from '../../local/names.ts';
import { readPolicy } from '../../local/policy.ts';
import { changed, roleOf, templateIn } from './runner-surroundings.ts';

const template = templateIn(inject('cdkOut'));
const policy = readPolicy(template);
const arnOf = (id: string) =>
  template.of('AWS::DynamoDB::Table').find((table) => table.id.startsWith(id))?.attributes.Arn ?? '';
const contentKey = template.of('AWS::KMS::Key').find(({ id }) => id.startsWith('ContentKey'))?.attributes.Arn ?? '';
const tableKey = template.of('AWS::KMS::Key').find(({ id }) => id.startsWith('TableKey'))?.attributes.Arn ?? '';

function allowed(
  functionName: string,
  action: string,
  resource: string,
  context: Record<string, string | string[]> = {},
) {
  try {
    policy.check(roleOf(template, functionName), [{ action, resource, context }]);
    return true;
  } catch {
    return false;
  }
}

it('lets a function do what its role was granted, and nothing beside it', () => {
  expect(allowed('desk', 'dynamodb:GetItem', arnOf('Queries'))).toBe(true);
  expect(allowed('desk', 'dynamodb:GetItem', arnOf('Sealed'))).toBe(false);
  expect(allowed('desk', 'dynamodb:GetItem', arnOf('Keys'))).toBe(false);
  expect(allowed('desk', 'dynamodb:DeleteItem', arnOf('Queries'))).toBe(false);
  expect(allowed('desk', 'dynamodb:Query', `${arnOf('Queries')}/index/by-asker`)).toBe(true);
  expect(allowed('desk', 'dynamodb:Query', `${arnOf('Queries')}/index/by-check`)).toBe(false);
  expect(allowed('vault', 'dynamodb:Scan', arnOf('Queries'))).toBe(false);
});

it('judges a grant on some keys by the keys of the call', () => {
  const update = (keys: string[]) =>
    allowed('vault', 'dynamodb:UpdateItem', arnOf('Directory'), { 'dynamodb:LeadingKeys': keys });
  expect(update(['session#1'])).toBe(true);
  expect(update(['person#1'])).toBe(false);
  expect(update(['session#1', 'person#1'])).toBe(false);
  expect(allowed('vault', 'dynamodb:UpdateItem', arnOf('Directory'))).toBe(false);
});

it('lets only the vault use the content key, and only for content', () => {
  const content = {
    'kms:EncryptionContext:purpose': 'content',
    'kms:EncryptionContextKeys': ['purpose', 'query'],
    'kms:CallerAccount': account,
  };
  expect(allowed('vault', 'kms:Decrypt', contentKey, content)).toBe(true);
  expect(allowed('vault', 'kms:Decrypt', contentKey, { ...content, 'kms:EncryptionContext:purpose': 'other' })).toBe(
    false,
  );
  expect(allowed('vault', 'kms:Decrypt', contentKey)).toBe(false);
  expect(allowed('desk', 'kms:Decrypt', contentKey, content)).toBe(false);
});

it('lets a function use the key of the tables through DynamoDB and not by itself', () => {
  const through = { 'kms:ViaService': `dynamodb.${template.region}.amazonaws.com`, 'kms:CallerAccount': account };
  expect(allowed('desk', 'kms:Decrypt', tableKey, through)).toBe(true);
  expect(allowed('desk', 'kms:Decrypt', tableKey, { 'kms:CallerAccount': account })).toBe(false);
});

it('refuses a template whose policies depend on what it cannot judge', () => {
  const folder = changed(inject('cdkOut'), (resources) => {
    for (const { Type, Properties } of Object.values(resources)) {
      if (Type !== 'AWS::KMS::Key') continue;
      const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*' };
      Object.assign(Properties ?? {}, {
        KeyPolicy: { Statement: [{ ...statement, Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }] },
      });
    }
  });
  expect(() => readPolicy(templateIn(folder))).toThrow(/depends on aws:sourceip, which the local runner cannot judge/);
});

it('refuses a role whose permissions are not in the template', () => {
  const folder = changed(inject('cdkOut'), (resources) => {
    const role = Object.entries(resources).find(([id]) => id.startsWith('deskRole'))?.[1];
    Object.assign(role?.Properties ?? {}, { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
  });
  expect(() => readPolicy(templateIn(folder))).toThrow(/managed policy .*AdministratorAccess/);
});

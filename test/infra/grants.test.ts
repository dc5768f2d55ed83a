import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { all, functions, one, properties } from './synthesised.ts';

const list = z.union([z.string().transform((value) => [value]), z.array(z.string())]);
const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: list,
  Resource: z.unknown(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const Policy = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) });
const Role = z.object({ Policies: z.array(Policy).default([]), ManagedPolicyArns: z.array(z.unknown()).default([]) });

/** Every statement that some function's role holds, with the name of the function. */
const granted = [...functions].flatMap(([name, { resource }]) => {
  const { Policies } = properties(Role, roleOf(resource.Properties.Role));
  return Policies.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.map((statement) => ({ name, ...statement })),
  );
});

const on = (table: string) => granted.filter(({ Resource }) => JSON.stringify(Resource).includes(`FnGetAtt${table}`));
const who = (statements: typeof granted, ...actions: string[]) => [
  ...new Set(
    statements.filter(({ Action }) => Action.some((action) => actions.includes(action))).map(({ name }) => name),
  ),
];
const writing = ['PutItem', 'UpdateItem', 'DeleteItem'].map((action) => `dynamodb:${action}`);

test('a function may do what its own role says and nothing that is written elsewhere', () => {
  expect(all('AWS::IAM::Policy')).toEqual([]);
  expect(all('AWS::IAM::ManagedPolicy')).toEqual([]);
  const roles = [...functions.values()].map(({ resource }) => roleOf(resource.Properties.Role));
  expect(new Set(roles.map(({ id }) => id)).size).toBe(functions.size);
  for (const role of roles) expect(properties(Role, role).ManagedPolicyArns).toEqual([]);
});

test('no function may scan a table, run a statement of SQL, or do whatever a wildcard stands for', () => {
  expect(granted.length).toBeGreaterThan(functions.size);
  for (const { Effect, Action, Resource } of granted) {
    expect(Effect).toBe('Allow');
    for (const action of Action) expect(action).toMatch(/^[a-z\d-]+:(?!Scan|PartiQL)[A-Za-z]+$/);
    // Objects alone are granted by path: each ledger has one, and each anchor is another.
    expect(JSON.stringify(Resource).replaceAll(/"\/(anchors|heads)\/\*"/g, '')).not.toContain('*');
  }
});

test('a condition on all values also wants there to be one', () => {
  for (const { Condition } of granted) {
    for (const [operator, keys] of Object.entries(Condition)) {
      if (!operator.startsWith('ForAllValues:')) continue;
      for (const key of Object.keys(keys)) expect(Condition.Null).toMatchObject({ [key]: 'false' });
    }
  }
});

describe('content', () => {
  const KeyPolicy = z.object({ KeyPolicy: z.object({ Statement: z.array(Statement) }) });
  const { Statement: keyPolicy } = properties(KeyPolicy, one('AWS::KMS::Key', 'ContentKey')).KeyPolicy;

  test('nobody but the vault reads or writes sealed content or its keys, and nobody but erase takes any away', () => {
    const actionsOn = (table: string) =>
      on(table).map(({ name, Action }) => [name, Action.map((action) => action.replace('dynamodb:', '')).sort()]);
    expect(actionsOn('Sealed')).toEqual([
      ['vault', ['BatchGetItem', 'PutItem']],
      // Which parts there are to take away: a Query of ciphertext that it has no key to.
      ['erase', ['DeleteItem', 'Query']],
    ]);
    expect(actionsOn('Keys')).toEqual([
      ['vault', ['BatchGetItem', 'GetItem', 'PutItem']],
      ['erase', ['DeleteItem']],
    ]);
  });

  test('exactly one role may unwrap a key, and only for content and only for one query', () => {
    const unwrapping = granted.filter(({ Action }) => Action.some((action) => /^kms:(?!Sign$)/.test(action)));
    expect(unwrapping).toEqual([
      expect.objectContaining({
        name: 'vault',
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Condition: {
          StringEquals: { 'kms:EncryptionContext:purpose': 'content' },
          'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['purpose', 'query'] },
          Null: { 'kms:EncryptionContextKeys': 'false' },
        },
      }),
    ]);
    expect(JSON.stringify(unwrapping[0]?.Resource)).toContain('FnGetAttContentKey');
  });

  test('the content key itself refuses everyone but the vault’s role, administrators included', () => {
    const { RoleName } = z
      .object({ RoleName: z.string() })
      .parse(roleOf(functions.get('vault')?.resource.Properties.Role).Properties);
    const using = keyPolicy.filter(({ Action }) => Action.some((action) => /Encrypt|Decrypt|DataKey|\*/.test(action)));
    expect(using).toHaveLength(1);
    expect(using[0]?.Action).toEqual(['kms:GenerateDataKey', 'kms:Decrypt']);
    expect(Object.keys(using[0]?.Condition ?? {})).toEqual(['ArnEquals']);
    expect(JSON.stringify(using[0]?.Condition)).toContain(`:role/${RoleName}"`);
  });

  test('nobody may hand on the use of the content key', () => {
    expect(keyPolicy.flatMap(({ Action }) => Action)).not.toContain('kms:CreateGrant');
  });

  test('the key of the tables is used through DynamoDB, by this account', () => {
    const { Statement: statements } = properties(KeyPolicy, one('AWS::KMS::Key', 'TableKey')).KeyPolicy;
    const using = statements.filter(({ Action }) =>
      Action.some((action) => /Encrypt|Decrypt|DataKey|CreateGrant|\*/.test(action)),
    );
    expect(using.map(({ Condition }) => Object.keys(Condition.StringEquals ?? {}))).toEqual([
      ['kms:CallerAccount', 'kms:ViaService'],
    ]);
  });
});

describe('the record', () => {
  test('nobody changes or deletes an entry of the ledger', () => {
    expect(who(on('Ledger'), 'dynamodb:UpdateItem', 'dynamodb:DeleteItem')).toEqual([]);
  });

  test('whatever can change a query, or whether somebody is told, can also put it on the ledger', () => {
    const changing = [...who(on('Queries'), ...writing), 'bounce', 'notify'];
    expect(who(on('Ledger'), 'dynamodb:PutItem').sort()).toEqual(changing.sort());
  });

  test('all that is ever deleted is a session, a count of attempts, a row that points to a query, and what is erased', () => {
    const deleting = granted.filter(({ Action }) => Action.some((action) => /Delete|BatchWrite/.test(action)));
    const tableOf = (resource: unknown) => /FnGetAtt([A-Z][a-z]+)/.exec(JSON.stringify(resource))?.[1];
    expect(deleting.map(({ name, Resource, Condition }) => [name, tableOf(Resource), keysIn(Condition)])).toEqual([
      ['vault', 'Queries', ['clear#*']],
      ['desk', 'Queries', ['share#*', 'clear#*']],
      ['office', 'Directory', ['session#*']],
      ['door', 'Directory', ['session#*', 'attempts#*']],
      ['offer', 'Queries', ['clear#*']],
      ['watch', 'Queries', ['share#*', 'clear#*']],
      ['erase', 'Queries', []],
      ['erase', 'Sealed', []],
      ['erase', 'Keys', []],
    ]);
  });

  test('in the directory the office writes people, institutions, addresses and settings, bounce people, and neither deletes any', () => {
    const writes = on('Directory').filter(({ Action }) => Action.some((action) => writing.includes(action)));
    expect(who(writes, ...writing).sort()).toEqual(['audit', 'bounce', 'desk', 'door', 'office', 'vault']);
    const elsewhere = writes.filter(({ Condition }) =>
      keysIn(Condition).some((key) => key !== 'session#*' && key !== 'attempts#*'),
    );
    expect(elsewhere.map(({ name, Action, Condition }) => [name, Action, keysIn(Condition)])).toEqual([
      ['office', ['dynamodb:PutItem'], ['person#*', 'institution#*', 'address#*', 'settings#*']],
      ['bounce', ['dynamodb:PutItem'], ['person#*']],
    ]);
  });

  test('the office changes no query: all it writes beside them is which requests it has done', () => {
    const writes = on('Queries').filter(
      ({ name, Action }) => name === 'office' && Action.some((one) => writing.includes(one)),
    );
    expect(writes.map(({ Action, Condition }) => [Action, keysIn(Condition)])).toEqual([
      [['dynamodb:GetItem', 'dynamodb:PutItem'], ['once#*']],
    ]);
  });

  test('only anchor signs, and only digests of what it has read', () => {
    const signing = granted.filter(({ Action }) => Action.includes('kms:Sign'));
    expect(signing.map(({ name, Condition }) => [name, Condition])).toEqual([
      ['anchor', { StringEquals: { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } }],
    ]);
    expect(who(on('Ledger'), 'dynamodb:PutItem')).not.toContain('anchor');
  });

  test('nobody says how long an anchor is kept: the bucket does', () => {
    const onObjects = granted.flatMap(({ Action }) => Action.filter((action) => action.startsWith('s3:')));
    const reading = ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions'];
    expect([...new Set(onObjects)].sort()).toEqual([...reading, 's3:PutObject']);
  });

  test('only notify sends mail, and only from the hub’s own address', () => {
    const sending = granted.filter(({ Action }) => Action.some((action) => action.startsWith('ses:')));
    expect(sending.map(({ name, Action }) => [name, Action])).toEqual([['notify', ['ses:SendEmail']]]);
    const from = JSON.stringify(sending[0]?.Condition.StringEquals?.['ses:FromAddress']);
    expect(from).toBe(JSON.stringify(functions.get('notify')?.variables.MAIL_FROM));
  });

  test('only the door signs anybody in, and only the office opens accounts', () => {
    expect(who(granted, 'cognito-idp:AdminInitiateAuth', 'cognito-idp:AdminRespondToAuthChallenge')).toEqual(['door']);
    const opening = [
      'AdminCreateUser',
      'AdminSetUserMFAPreference',
      'AdminSetUserPassword',
      'AdminUpdateUserAttributes',
    ];
    expect(who(granted, ...opening.map((action) => `cognito-idp:${action}`))).toEqual(['office']);
  });
});

test('every table in a function’s environment is one it may touch, and the reverse', () => {
  for (const [name, { variables }] of functions) {
    const named = Object.keys(variables).flatMap((key) => /^(.+)_TABLE$/.exec(key)?.[1] ?? []);
    const touched = granted
      .filter((statement) => statement.name === name)
      .flatMap(
        ({ Resource }) =>
          /FnGetAtt(Queries|Sealed|Keys|Ledger|Directory|Notices|Reports)/.exec(JSON.stringify(Resource))?.[1] ?? [],
      );
    expect(named.sort()).toEqual([...new Set(touched.map((table) => table.toUpperCase()))].sort());
  }
});

/** The beginnings of keys that a statement is limited to. */
function keysIn(condition: z.infer<typeof Statement>['Condition']): string[] {
  return z.array(z.string()).parse(condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []);
}

function roleOf(value: unknown) {
  const { 'Fn::GetAtt': attribute } = z.object({ 'Fn::GetAtt': z.array(z.string()) }).parse(value);
  return one('AWS::IAM::Role', attribute[0]);
}

import { account } from '../../local/names.ts';
import {
  itemActions,
  keyAdministration,
  keyUses,
  poolAccess,
  type Role,
  roles,
  streamActions,
  tableAccess,
  tableActions,
  tables,
  throughDynamo,
} from './iam-expected.ts';
import { type Attempt, administrator, arnOf, region, stranger } from './iam-policies.ts';

/** One attempt, and whether the design says that it succeeds. */
export interface Cell extends Attempt {
  readonly expected: boolean;
}

const arnOfRole = (role: Role): string => arnOf('AWS::IAM::Role', `${role}Role`);
const functionRoles = roles.map((role) => ({ role, principal: arnOfRole(role) }));
const everybody = [
  ...functionRoles,
  { role: 'administrator' as const, principal: administrator },
  { role: 'stranger' as const, principal: stranger },
];
type Anybody = (typeof everybody)[number]['role'];

const keyArns = {
  content: arnOf('AWS::KMS::Key', 'ContentKey'),
  anchor: arnOf('AWS::KMS::Key', 'AnchorKey'),
  tables: arnOf('AWS::KMS::Key', 'TableKey'),
  reports: arnOf('AWS::KMS::Key', 'MailReportsKey'),
};

/** Every function against every action on items, on tables, on indexes and on streams. */
function tableCells(): Cell[] {
  return functionRoles.flatMap(({ role, principal }) =>
    namesOf(tables).flatMap((name) => {
      const arn = arnOf('AWS::DynamoDB::Table', name);
      const granted = tableAccess[role][name] ?? [];
      const cell = (action: string, resource: string, keys: readonly string[], expected: boolean): Cell => ({
        principal,
        action: `dynamodb:${action}`,
        resource,
        context: keys.length > 0 ? { 'dynamodb:LeadingKeys': keys } : {},
        expected,
      });
      const mayTouch = (action: string, keys: readonly string[]) =>
        granted.includes(action) ||
        (keys.length > 0 &&
          keys.every((key) =>
            granted.some((grant) => grant.startsWith(`${action}:`) && key.startsWith(grant.slice(action.length + 1))),
          ));
      return [
        ...itemActions.flatMap((action) =>
          circumstances(tables[name].keys).map((keys) => cell(action, arn, keys, mayTouch(action, keys))),
        ),
        ...tableActions.map((action) => cell(action, arn, [], false)),
        ...tables[name].indexes.flatMap((index) =>
          itemActions.map((action) =>
            cell(action, `${arn}/index/${index}`, [], action === 'Query' && granted.includes(`@${index}`)),
          ),
        ),
        ...streamActions.map((action) =>
          cell(action, `${arn}/stream/2026-01-01T00:00:00.000`, [], granted.includes('stream')),
        ),
      ];
    }),
  );
}

/** Each key by itself, two of different kinds in one call, and a call that names none. */
const circumstances = (keys: readonly string[]): string[][] => [
  ...keys.map((key) => [key]),
  ...(keys.length > 1 ? keys.map((key, index) => [key, keys[(index + 1) % keys.length] ?? key]) : []),
  [],
];

/** Everybody against every use and every administration of every key. */
function keyCells(): Cell[] {
  const content = { 'kms:EncryptionContext:purpose': 'content', 'kms:EncryptionContext:query': '01hq' };
  const contexts: [string, Attempt['context']][] = [
    ['nothing', {}],
    ['content', { ...content, 'kms:EncryptionContextKeys': ['purpose', 'query'] }],
    ['no pairs', content],
    [
      'other purpose',
      { ...content, 'kms:EncryptionContext:purpose': 'files', 'kms:EncryptionContextKeys': ['purpose', 'query'] },
    ],
    ['more pairs', { ...content, 'kms:EncryptionContextKeys': ['purpose', 'query', 'more'] }],
    ['digest', { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': 'ECDSA_SHA_256' }],
    ['text', { 'kms:MessageType': 'RAW', 'kms:SigningAlgorithm': 'ECDSA_SHA_256' }],
    ['through DynamoDB', { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` }],
    ['through S3', { 'kms:ViaService': `s3.${region}.amazonaws.com` }],
  ];
  const may = (who: Anybody, key: keyof typeof keyArns, action: string, how: string): boolean => {
    if (who === 'stranger') return false;
    if (key === 'tables' && how === 'through DynamoDB' && isOneOf(action, throughDynamo)) return true;
    if (key === 'anchor' && (action === 'GetPublicKey' || action === 'Verify')) return true;
    if (key === 'anchor' && action === 'Sign') return who === 'anchor' && how === 'digest';
    if (key === 'content' && (action === 'Decrypt' || action === 'GenerateDataKey'))
      return who === 'vault' && how === 'content';
    return who === 'administrator' && isOneOf(action, keyAdministration);
  };
  return everybody.flatMap(({ role, principal }) =>
    namesOf(keyArns).flatMap((key) =>
      contexts.flatMap(([how, context]) =>
        [...keyUses, ...keyAdministration].map((action) => ({
          principal,
          action: `kms:${action}`,
          resource: keyArns[key],
          context,
          expected: may(role, key, action, how),
        })),
      ),
    ),
  );
}

const objectActions = [
  ...['AbortMultipartUpload', 'BypassGovernanceRetention', 'DeleteObject', 'DeleteObjectVersion', 'GetObject'],
  ...['GetObjectVersion', 'PutObject', 'PutObjectAcl', 'PutObjectLegalHold', 'PutObjectRetention'],
];
const bucketActions = [
  ...['DeleteBucket', 'DeleteBucketPolicy', 'GetBucketPolicy', 'ListBucket', 'ListBucketVersions', 'PutBucketAcl'],
  ...['PutBucketObjectLockConfiguration', 'PutBucketPolicy', 'PutBucketVersioning', 'PutLifecycleConfiguration'],
];

/** Everybody against the bucket of anchors and what lies in it. */
function bucketCells(): Cell[] {
  const bucket = arnOf('AWS::S3::Bucket', 'Anchors');
  const contexts: [string, Attempt['context']][] = [
    ['plainly', {}],
    ['if new', { 's3:if-none-match': '*' }],
    ['in the clear', { 'aws:SecureTransport': 'false', 's3:if-none-match': '*' }],
  ];
  const mayObject = (who: Anybody, action: string, path: string, how: string): boolean => {
    if (who === 'stranger' || how === 'in the clear' || action.startsWith('DeleteObject')) return false;
    const once = !(action === 'PutObject' && path.startsWith('anchors/')) || how === 'if new';
    if (who === 'administrator') return once;
    // What was signed is read as it was first written; how far the anchor looked, as it is now.
    const signed = path !== 'progress.json' && path !== 'else';
    if (action === 'GetObjectVersion') return (who === 'audit' || who === 'anchor') && signed;
    if (action === 'GetObject') return who === 'anchor' && path === 'progress.json';
    return who === 'anchor' && action === 'PutObject' && path !== 'else' && once;
  };
  const mayBucket = (who: Anybody, action: string, how: string): boolean => {
    if (who === 'stranger' || how === 'in the clear') return false;
    if (action === 'ListBucketVersions' && (who === 'audit' || who === 'anchor')) return true;
    return who === 'administrator' || (action === 'ListBucket' && who === 'anchor');
  };
  return everybody.flatMap(({ role, principal }) =>
    contexts.flatMap(([how, context]) => [
      ...['anchors/00000001.json', 'heads/01hq.json', 'progress.json', 'else'].flatMap((path) =>
        objectActions.map((action) => ({
          ...{ principal, context, action: `s3:${action}`, resource: `${bucket}/${path}` },
          expected: mayObject(role, action, path, how),
        })),
      ),
      ...bucketActions.map((action) => ({
        ...{ principal, context, action: `s3:${action}`, resource: bucket },
        expected: mayBucket(role, action, how),
      })),
    ]),
  );
}

/** Every function against what else there is: mail, people's accounts, queues, logs, other functions, and itself. */
function otherCells(): Cell[] {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const identity = arn('ses', 'identity/advice-hub.example');
  const configuration = arn('ses', `configuration-set/${arnOf('AWS::SES::ConfigurationSet', 'MailConfiguration')}`);
  const [own, strange] = ['no-reply@advice-hub.example', 'minister@advice-hub.example'];
  const queues = [
    { queue: arnOf('AWS::SQS::Queue', 'Undelivered'), writers: ['offer', 'tally', 'notify'] },
    { queue: arnOf('AWS::SQS::Queue', 'UnreadReports'), writers: ['bounce'] },
  ];
  return functionRoles.flatMap(({ role, principal }) => {
    const cell = (action: string, resource: string, expected: boolean, context: Attempt['context'] = {}): Cell => ({
      ...{ principal, action, resource, context, expected },
    });
    return [
      ...[identity, configuration].flatMap((sender) =>
        [own, strange].flatMap((from) =>
          ['SendEmail', 'SendRawEmail', 'SendTemplatedEmail', 'SendBounce'].map((action) =>
            cell(`ses:${action}`, sender, role === 'notify' && action === 'SendEmail' && from === own, {
              'ses:FromAddress': from,
            }),
          ),
        ),
      ),
      ...[
        ...['AdminCreateUser', 'AdminDeleteUser', 'AdminGetUser', 'AdminInitiateAuth', 'AdminRespondToAuthChallenge'],
        ...[
          'AdminSetUserMFAPreference',
          'AdminSetUserPassword',
          'AdminUpdateUserAttributes',
          'ListUsers',
          'UpdateUserPool',
        ],
      ].map((action) =>
        cell(
          `cognito-idp:${action}`,
          arnOf('AWS::Cognito::UserPool', 'People'),
          poolAccess[role]?.includes(action) ?? false,
        ),
      ),
      ...queues.flatMap(({ queue, writers }) =>
        ['DeleteMessage', 'DeleteQueue', 'PurgeQueue', 'ReceiveMessage', 'SendMessage'].map((action) =>
          cell(`sqs:${action}`, queue, action === 'SendMessage' && writers.includes(role)),
        ),
      ),
      ...roles.flatMap((other) =>
        ['CreateLogStream', 'PutLogEvents', 'GetLogEvents', 'FilterLogEvents', 'DeleteLogGroup'].map((action) =>
          cell(
            `logs:${action}`,
            arnOf('AWS::Logs::LogGroup', `${other}Log`),
            other === role && (action === 'CreateLogStream' || action === 'PutLogEvents'),
          ),
        ),
      ),
      ...roles.flatMap((other) => [
        cell('sts:AssumeRole', arnOfRole(other), false),
        cell('iam:PassRole', arnOfRole(other), false),
        cell('iam:PutRolePolicy', arnOfRole(other), false),
        cell('lambda:InvokeFunction', arn('lambda', `function:${other}`), false),
        cell('lambda:UpdateFunctionCode', arn('lambda', `function:${other}`), false),
      ]),
      ...['dynamodb:ListTables', 'kms:ListKeys', 's3:ListAllMyBuckets', 'sts:GetFederationToken', 'iam:CreateUser'].map(
        (action) => cell(action, '*', false),
      ),
    ];
  });
}

/** Services and administrators against the roles, the queues and the topics. */
function guardCells(): Cell[] {
  const topic = arnOf('AWS::SNS::Topic', 'Alarms');
  const reports = arnOf('AWS::SNS::Topic', 'MailReports');
  const sender = `arn:aws:ses:${region}:${account}:configuration-set/${arnOf('AWS::SES::ConfigurationSet', 'MailConfiguration')}`;
  const queues = ['Undelivered', 'UnreadReports'].map((name) => arnOf('AWS::SQS::Queue', name));
  const gatewayRole = arnOf('AWS::IAM::Role', 'GatewayApiCloudWatchRole');
  const services = [
    'lambda.amazonaws.com',
    'apigateway.amazonaws.com',
    'events.amazonaws.com',
    'cloudwatch.amazonaws.com',
    'ses.amazonaws.com',
  ];
  const here = { 'aws:SourceAccount': account };
  const cell = (principal: string, action: string, resource: string, expected: boolean, context = {}): Cell => ({
    ...{ principal, action, resource, context, expected },
  });
  return [
    ...functionRoles.flatMap(({ principal: role }) => [
      ...services.map((service) => cell(service, 'sts:AssumeRole', role, service === 'lambda.amazonaws.com')),
      cell(administrator, 'sts:AssumeRole', role, false),
      cell(stranger, 'sts:AssumeRole', role, false),
    ]),
    ...services.map((service) => cell(service, 'sts:AssumeRole', gatewayRole, service === 'apigateway.amazonaws.com')),
    ...services.map((service) => cell(service, 'sns:Publish', topic, service === 'cloudwatch.amazonaws.com', here)),
    ...services.map((service) => cell(service, 'sns:Publish', topic, false, { 'aws:SourceAccount': '444455556666' })),
    ...services.map((service) =>
      cell(service, 'sns:Publish', topic, false, { ...here, 'aws:SecureTransport': 'false' }),
    ),
    // What SES needs to publish to an encrypted topic, for the hub's own sender and for nobody else's.
    ...services.flatMap((service) =>
      ['GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'Decrypt', 'Encrypt'].flatMap((use) => [
        cell(service, `kms:${use}`, keyArns.reports, service === 'ses.amazonaws.com' && use !== 'Encrypt', {
          ...here,
          'aws:SourceArn': sender,
        }),
        cell(service, `kms:${use}`, keyArns.reports, false, { ...here, 'aws:SourceArn': `${sender}-of-others` }),
        cell(service, `kms:${use}`, keyArns.reports, false, {
          ...{ 'aws:SourceAccount': '444455556666', 'aws:SourceArn': sender },
        }),
        cell(service, `kms:${use}`, keyArns.reports, false),
      ]),
    ),
    ...services.flatMap((service) => [
      cell(service, 'sns:Publish', reports, service === 'ses.amazonaws.com', { ...here, 'aws:SourceArn': sender }),
      cell(service, 'sns:Publish', reports, false, { ...here, 'aws:SourceArn': `${sender}-of-others` }),
      cell(service, 'sns:Publish', reports, false, { 'aws:SourceAccount': '444455556666', 'aws:SourceArn': sender }),
      cell(service, 'sns:Publish', reports, false, {
        ...here,
        'aws:SourceArn': sender,
        'aws:SecureTransport': 'false',
      }),
    ]),
    ...[true, false].flatMap((secure) => {
      const context = { 'aws:SecureTransport': String(secure) };
      return [
        cell(administrator, 'sns:Publish', topic, secure, context),
        cell(administrator, 'sns:Publish', reports, secure, context),
        cell(stranger, 'sns:Publish', topic, false, context),
        cell(stranger, 'sns:Publish', reports, false, context),
        ...queues.flatMap((queue) => [
          cell(administrator, 'sqs:ReceiveMessage', queue, secure, context),
          cell(stranger, 'sqs:SendMessage', queue, false, context),
        ]),
      ];
    }),
  ];
}

/** Every cell of the table that the policies are held against. */
export const cells: readonly Cell[] = [
  ...tableCells(),
  ...keyCells(),
  ...bucketCells(),
  ...otherCells(),
  ...guardCells(),
];

function isOneOf(value: string, list: readonly string[]): boolean {
  return list.includes(value);
}

function namesOf<T extends object>(value: T): (keyof T & string)[] {
  const names: (keyof T & string)[] = [];
  for (const name in value) names.push(name);
  return names;
}

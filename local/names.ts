import { createHash } from 'node:crypto';

/** The account every ARN here names: one that AWS reserves for examples. */
export const account = '111122223333';

/** What CloudFormation would answer for a resource: its physical name (`Ref`) and its attributes (`GetAtt`). */
export interface Names {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Who is being named: the logical id, its stack, the region, and the name the template gives it, if any. */
export interface Named {
  readonly type: string;
  readonly id: string;
  readonly stack: string;
  readonly region: string;
  readonly given: string | undefined;
}

/** A value derived from the resource, the same at every start, so that what was stored under it is found again. */
function derived(named: Named, length: number): string {
  return createHash('sha256').update(`${named.stack}/${named.id}`).digest('hex').slice(0, length);
}

/** The key id of KMS is a UUID. */
function uuid(named: Named): string {
  return derived(named, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Gives a resource the names that the rest of the template knows it by. */
export function namesOf(named: Named): Names {
  const arn = (service: string, resource: string, region = named.region) =>
    `arn:aws:${service}:${region}:${account}:${resource}`;
  const name = named.given ?? `${named.stack}-${named.id}`;
  switch (named.type) {
    case 'AWS::DynamoDB::Table': {
      const table = arn('dynamodb', `table/${name}`);
      return { ref: name, attributes: { Arn: table, StreamArn: `${table}/stream/2026-01-01T00:00:00.000` } };
    }
    case 'AWS::KMS::Key':
      return { ref: uuid(named), attributes: { Arn: arn('kms', `key/${uuid(named)}`), KeyId: uuid(named) } };
    case 'AWS::S3::Bucket': {
      // Among all buckets of the world a name is taken once; here the derived one is only lower case, as S3 wants it.
      const bucket = name.toLowerCase();
      return { ref: bucket, attributes: { Arn: `arn:aws:s3:::${bucket}` } };
    }
    case 'AWS::IAM::Role':
      return { ref: name, attributes: { Arn: arn('iam', `role/${name}`, '') } };
    case 'AWS::Lambda::Function':
      return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
    case 'AWS::Cognito::UserPool': {
      const pool = `${named.region}_${derived(named, 9)}`;
      return { ref: pool, attributes: { Arn: arn('cognito-idp', `userpool/${pool}`), UserPoolId: pool } };
    }
    case 'AWS::Cognito::UserPoolClient':
      return { ref: derived(named, 26), attributes: { ClientId: derived(named, 26) } };
    case 'AWS::ApiGateway::RestApi':
      return { ref: derived(named, 10), attributes: { RootResourceId: `${derived(named, 10)}-root` } };
    case 'AWS::SQS::Queue':
      return {
        ref: `https://sqs.${named.region}.amazonaws.com/${account}/${name}`,
        attributes: { Arn: arn('sqs', name), QueueName: name },
      };
    case 'AWS::Events::Rule':
      return { ref: name, attributes: { Arn: arn('events', `rule/${name}`) } };
    case 'AWS::SNS::Topic':
      return { ref: arn('sns', name), attributes: { TopicName: name, TopicArn: arn('sns', name) } };
    case 'AWS::Logs::LogGroup':
      return { ref: name, attributes: { Arn: `${arn('logs', `log-group:${name}`)}:*` } };
    default:
      return { ref: name, attributes: {} };
  }
}

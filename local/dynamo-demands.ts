import * as z from 'zod';
import { AwsRefusal, type Call, type Demand } from './call.ts';
import { account } from './names.ts';
import type { Table } from './tables.ts';

const Values = z.record(z.string(), z.unknown());
const Single = z.object({ TableName: z.string(), Key: Values.optional(), Item: Values.optional() });
const Query = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: Values.default({}),
  ExclusiveStartKey: Values.default({}),
});
const BatchGet = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(Values) })) });
const BatchWrite = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({
        PutRequest: z.object({ Item: Values }).optional(),
        DeleteRequest: z.object({ Key: Values }).optional(),
      }),
    ),
  ),
});
const TransactGet = z.object({ TransactItems: z.array(z.object({ Get: Single })) });
const TransactWrite = z.object({
  TransactItems: z.array(
    z.union([
      z.object({ Put: Single }).transform(({ Put }) => ['dynamodb:PutItem', Put] as const),
      z.object({ Update: Single }).transform(({ Update }) => ['dynamodb:UpdateItem', Update] as const),
      z.object({ Delete: Single }).transform(({ Delete }) => ['dynamodb:DeleteItem', Delete] as const),
      z
        .object({ ConditionCheck: Single })
        .transform(({ ConditionCheck }) => ['dynamodb:ConditionCheckItem', ConditionCheck] as const),
    ]),
  ),
});

/** What a call touches: one demand for each item of a transaction, for each table of a batch. */
export interface Touch {
  readonly action: string;
  readonly table: string;
  readonly index?: string;
  readonly leadingKeys: readonly string[];
}

/** Which items of which tables a call to DynamoDB touches, and by which action IAM knows that. */
export function touchesOf(
  { operation, input }: Pick<Call, 'operation' | 'input'>,
  tables: ReadonlyMap<string, Table>,
): Touch[] {
  const action = `dynamodb:${operation}`;
  const one = (as: string, { TableName, Key, Item }: z.infer<typeof Single>): Touch => ({
    action: as,
    table: TableName,
    leadingKeys: leading(tables.get(TableName)?.partitionKey, [Key ?? Item ?? {}]),
  });
  switch (operation) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [one(action, parse(Single, input))];
    case 'TransactWriteItems':
      return parse(TransactWrite, input).TransactItems.map(([as, item]) => one(as, item));
    case 'TransactGetItems':
      return parse(TransactGet, input).TransactItems.map(({ Get }) => one('dynamodb:GetItem', Get));
    case 'BatchGetItem':
      return Object.entries(parse(BatchGet, input).RequestItems).map(([table, { Keys }]) => ({
        action,
        table,
        leadingKeys: leading(tables.get(table)?.partitionKey, Keys),
      }));
    case 'BatchWriteItem':
      return Object.entries(parse(BatchWrite, input).RequestItems).map(([table, requests]) => ({
        action,
        table,
        leadingKeys: leading(
          tables.get(table)?.partitionKey,
          requests.map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {}),
        ),
      }));
    case 'Query':
      return [queried(parse(Query, input), tables)];
    case 'Scan':
    case 'DescribeTable': {
      const { TableName, IndexName } = parse(
        z.object({ TableName: z.string(), IndexName: z.string().optional() }),
        input,
      );
      return [{ action, table: TableName, ...(IndexName && { index: IndexName }), leadingKeys: [] }];
    }
    default:
      throw new AwsRefusal(
        'UnknownOperationException',
        `The local runner does not know the operation ${operation} of DynamoDB.`,
      );
  }
}

/** What the caller must be allowed: the action on the table or index, and the use of the key the table is encrypted with. */
export function demandsOf(touches: readonly Touch[], tables: ReadonlyMap<string, Table>, region: string): Demand[] {
  return touches.flatMap(({ action, table: name, index, leadingKeys }) => {
    const table = tables.get(name);
    if (!table) {
      const resource = `arn:aws:dynamodb:${region}:${account}:table/${name}`;
      return [{ action, resource, context: {} }];
    }
    const resource = index === undefined ? table.arn : `${table.arn}/index/${index}`;
    const context: Demand['context'] = leadingKeys.length > 0 ? { 'dynamodb:LeadingKeys': leadingKeys } : {};
    return [{ action, resource, context }, ...tableKeyDemands(table, region)];
  });
}

/** DynamoDB decrypts a table's key in the caller's name, so the caller must be allowed that too. */
export function tableKeyDemands({ name, encryptionKey }: Table, region: string): Demand[] {
  if (encryptionKey === undefined) return [];
  const context = {
    'kms:CallerAccount': account,
    'kms:ViaService': `dynamodb.${region}.amazonaws.com`,
    'kms:EncryptionContext:aws:dynamodb:tableName': name,
    'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
    'kms:EncryptionContextKeys': ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId'],
  };
  return [{ action: 'kms:Decrypt', resource: encryptionKey, context }];
}

/** DynamoDB refuses to go on from a place outside the stretch that is asked for; the engine does not. */
function refuseStartOutside(query: z.infer<typeof Query>): void {
  const { KeyConditionExpression, ExpressionAttributeNames, ExpressionAttributeValues, ExclusiveStartKey } = query;
  const between = /(#?[\w.-]+) BETWEEN (:\w+) AND (:\w+)/.exec(KeyConditionExpression);
  const begins = /begins_with\((#?[\w.-]+), (:\w+)\)/.exec(KeyConditionExpression);
  const [, name = '', first = '', last = ''] = between ?? begins ?? [];
  const start = ExclusiveStartKey[ExpressionAttributeNames[name] ?? name];
  if (start === undefined) return;
  const [at, from, until] = [start, ExpressionAttributeValues[first], ExpressionAttributeValues[last]].map(plain);
  if (at === undefined || from === undefined || until === undefined) return;
  if (between ? at < from || at > until : !at.startsWith(from))
    throw new AwsRefusal(
      'ValidationException',
      'The provided starting key is outside query boundaries based on provided condition',
    );
}

function queried(query: z.infer<typeof Query>, tables: ReadonlyMap<string, Table>): Touch {
  refuseStartOutside(query);
  const table = tables.get(query.TableName);
  const key = query.IndexName === undefined ? table?.partitionKey : table?.indexKeys[query.IndexName];
  const values = [...query.KeyConditionExpression.matchAll(/(#?[\w.-]+)\s*=\s*(:\w+)/g)]
    .filter(([, name = '']) => (query.ExpressionAttributeNames[name] ?? name) === key)
    .map(([, , value = '']) => plain(query.ExpressionAttributeValues[value]));
  return {
    action: 'dynamodb:Query',
    table: query.TableName,
    ...(query.IndexName !== undefined && { index: query.IndexName }),
    leadingKeys: values,
  };
}

function leading(partitionKey: string | undefined, items: readonly Record<string, unknown>[]): string[] {
  return partitionKey === undefined ? [] : [...new Set(items.map((item) => plain(item[partitionKey])))];
}

/** The value of a key attribute as IAM compares it: `{ "S": "session#1" }` is `session#1`. */
function plain(value: unknown): string {
  return typeof value === 'object' && value !== null ? String(Object.values(value)[0]) : '';
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new AwsRefusal(
    'ValidationException',
    `The input lacks ${result.error.issues[0]?.path.join('.') || 'something'}.`,
  );
}

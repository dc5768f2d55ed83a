import * as z from 'zod';
import { CannotStart } from './cannot-start.ts';
import { type EnginePort, EngineRefusal } from './engine-port.ts';
import type { Resource, Template } from './template.ts';

/** One table of the template as the rest of the runner knows it. */
export interface Table {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly partitionKey: string;
  /** The partition key of each index. */
  readonly indexKeys: Readonly<Record<string, string>>;
  readonly expiry: string | undefined;
  /** The ARN of the customer-managed key it is encrypted with. */
  readonly encryptionKey: string | undefined;
  readonly stream: { readonly arn: string; readonly view: string } | undefined;
}

/** The tables of the template. */
export function tablesOf(template: Template): Table[] {
  return template.of('AWS::DynamoDB::Table').map(({ id, ref, attributes, properties }) => ({
    id,
    name: ref,
    arn: attributes.Arn ?? '',
    partitionKey: partitionKeyOf(properties.KeySchema),
    indexKeys: Object.fromEntries(
      properties.GlobalSecondaryIndexes.map((index) => [index.IndexName, partitionKeyOf(index.KeySchema)]),
    ),
    expiry: properties.TimeToLiveSpecification?.AttributeName,
    encryptionKey: properties.SSESpecification?.KMSMasterKeyId,
    stream: properties.StreamSpecification && {
      arn: attributes.StreamArn ?? '',
      view: properties.StreamSpecification.StreamViewType,
    },
  }));
}

function partitionKeyOf(keys: readonly { AttributeName: string; KeyType: string }[]): string {
  return keys.find((key) => key.KeyType === 'HASH')?.AttributeName ?? '';
}

/** Makes each table of the template that the engine does not have yet. */
export async function createTables(template: Template, engine: EnginePort): Promise<void> {
  await Promise.all(template.of('AWS::DynamoDB::Table').map((table) => createTable(table, engine)));
}

async function createTable({ ref, properties }: Resource<'AWS::DynamoDB::Table'>, engine: EnginePort): Promise<void> {
  const {
    KeySchema,
    AttributeDefinitions,
    BillingMode,
    GlobalSecondaryIndexes: indexes,
    DeletionProtectionEnabled,
  } = properties;
  try {
    await engine.call(
      'DynamoDB_20120810.CreateTable',
      {
        TableName: ref,
        KeySchema,
        AttributeDefinitions,
        BillingMode,
        DeletionProtectionEnabled,
        ...(indexes.length > 0 && {
          GlobalSecondaryIndexes: indexes.map(({ IndexName, KeySchema, Projection }) => ({
            IndexName,
            KeySchema,
            Projection,
          })),
        }),
        // Both images whatever the template says: the old one shows a write that changed nothing, which AWS does not report.
        ...(properties.StreamSpecification && {
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        }),
      },
      z.unknown(),
    );
  } catch (error) {
    if (!(error instanceof EngineRefusal && error.code === 'ResourceInUseException')) throw error;
    await checkShape(ref, properties, engine);
    return;
  }
  if (properties.TimeToLiveSpecification) {
    await engine.call(
      'DynamoDB_20120810.UpdateTimeToLive',
      { TableName: ref, TimeToLiveSpecification: properties.TimeToLiveSpecification },
      z.unknown(),
    );
  }
}

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const Described = z.object({
  Table: z.object({
    KeySchema,
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string(), KeySchema })).default([]),
  }),
});

/** A table kept from an earlier start must still be the table that the template describes. */
async function checkShape(
  name: string,
  expected: Resource<'AWS::DynamoDB::Table'>['properties'],
  engine: EnginePort,
): Promise<void> {
  const { Table: found } = await engine.call('DynamoDB_20120810.DescribeTable', { TableName: name }, Described);
  const shapeOf = (table: z.infer<typeof Described>['Table']) =>
    JSON.stringify([
      table.KeySchema,
      table.GlobalSecondaryIndexes.map((index) => [
        index.IndexName,
        ...index.KeySchema.map((key) => key.AttributeName),
      ]).sort(),
    ]);
  if (shapeOf(found) !== shapeOf(expected)) {
    throw new CannotStart(
      `The kept table ${name} has another shape than the template now gives it: start with --fresh to begin again.`,
    );
  }
}

const Expired = z.object({
  Items: z.array(z.record(z.string(), z.unknown())),
  LastEvaluatedKey: z.record(z.string(), z.unknown()).optional(),
});

/** Deletes what has expired, as DynamoDB does in its own time; for the engine that only remembers the setting. */
export async function sweepExpired(template: Template, engine: EnginePort, nowSeconds: number): Promise<void> {
  for (const { ref: TableName, properties } of template.of('AWS::DynamoDB::Table')) {
    const attribute = properties.TimeToLiveSpecification?.AttributeName;
    if (attribute === undefined) continue;
    const expired = {
      ExpressionAttributeNames: { '#expires': attribute },
      ExpressionAttributeValues: { ':now': { N: String(nowSeconds) } },
    };
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await engine.call(
        'DynamoDB_20120810.Scan',
        { TableName, FilterExpression: '#expires < :now', ...expired, ...(ExclusiveStartKey && { ExclusiveStartKey }) },
        Expired,
      );
      for (const item of page.Items) {
        const Key = Object.fromEntries(
          properties.KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]),
        );
        await engine
          .call(
            'DynamoDB_20120810.DeleteItem',
            { TableName, Key, ConditionExpression: '#expires < :now', ...expired },
            z.unknown(),
          )
          .catch((error: unknown) => {
            if (!(error instanceof EngineRefusal && error.code === 'ConditionalCheckFailedException')) throw error;
          });
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}

import type { CfnUserPoolClient, UserPool } from 'aws-cdk-lib/aws-cognito';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnOutput, CfnParameter, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { accounts } from './accounts.ts';
import { anchorsBucket } from './anchors.ts';
import { anchorKey, contentKey, tableKey } from './keys.ts';
import { type Mail, mail } from './mail.ts';
import { type TableName, type TableShape, tableShapes } from './tables.ts';

/** What must survive everything: the keys, the tables, the anchors of the ledgers, who may sign in, and the standing of the mail domain. */
export class StateStack extends Stack {
  readonly contentKey: Key;
  readonly anchorKey: Key;
  readonly anchors: Bucket;
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly pool: UserPool;
  readonly client: CfnUserPoolClient;
  readonly mail: Mail;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const domain = new CfnParameter(this, 'MailDomain', {
      description: 'The domain that mail comes from, as no-reply@ it; its DNS must carry the records SES asks for',
      allowedPattern: '^[a-z0-9.-]+$',
    }).valueAsString;

    this.contentKey = contentKey(this);
    this.tables = tables(this, tableKey(this));
    this.anchorKey = anchorKey(this);
    this.anchors = anchorsBucket(this);
    const { pool, client } = accounts(this);
    this.pool = pool;
    this.client = client;
    this.mail = mail(this, domain);
    this.#say();
  }

  /** What an operator hands to `npm run hub`. */
  #say(): void {
    new CfnOutput(this, 'LedgerTable', { description: 'LEDGER_TABLE', value: this.tables.Ledger.tableName });
    new CfnOutput(this, 'AnchorsBucket', { description: 'ANCHORS_BUCKET', value: this.anchors.bucketName });
    new CfnOutput(this, 'NoticesTable', { description: 'NOTICES_TABLE', value: this.tables.Notices.tableName });
    new CfnOutput(this, 'DirectoryTable', { description: 'DIRECTORY_TABLE', value: this.tables.Directory.tableName });
    new CfnOutput(this, 'ReportsTable', { description: 'REPORTS_TABLE', value: this.tables.Reports.tableName });
    new CfnOutput(this, 'UserPoolId', { description: 'USER_POOL_ID', value: this.pool.userPoolId });
    new CfnOutput(this, 'AnchorKeyId', { description: 'ANCHOR_KEY_ID', value: this.anchorKey.keyArn });
  }
}

function tables(scope: Construct, encryptionKey: Key): Record<TableName, Table> {
  const table = (name: TableName) => tableOf(scope, name, tableShapes[name], encryptionKey);
  return {
    Queries: table('Queries'),
    Sealed: table('Sealed'),
    Keys: table('Keys'),
    Ledger: table('Ledger'),
    Directory: table('Directory'),
    Notices: table('Notices'),
    Reports: table('Reports'),
  };
}

function tableOf(scope: Construct, name: TableName, shape: TableShape, encryptionKey: Key): Table {
  const table = new Table(scope, name, {
    partitionKey: attribute(shape.partition),
    ...(shape.sort && { sortKey: attribute(shape.sort) }),
    ...(shape.expires && { timeToLiveAttribute: shape.expires }),
    ...(shape.streamed && { stream: StreamViewType.NEW_IMAGE }),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const [indexName, index] of Object.entries(shape.indexes ?? {})) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: attribute(index.partition),
      sortKey: attribute(index.sort),
      ...projectionOf(index),
    });
  }
  return table;
}

function projectionOf({ keysOnly, beside }: { keysOnly?: true; beside?: readonly string[] }) {
  if (beside) return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...beside] };
  return { projectionType: keysOnly ? ProjectionType.KEYS_ONLY : ProjectionType.ALL };
}

function attribute({ name, type }: TableShape['partition']) {
  return { name, type: type === 'N' ? AttributeType.NUMBER : AttributeType.STRING };
}

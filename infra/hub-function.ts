import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { alarmAtOnce } from './alarm-topic.ts';
import { type TableGrants, tableStatements } from './grants.ts';
import { type TableName, tableNames } from './tables.ts';

/** What every function of the hub is deployed among. */
export interface Surroundings {
  tables: Readonly<Record<TableName, Table>>;
  directoryOf(name: string): string;
  alarmed: IAlarmAction;
}

/** What one function says of itself: who is hurt without it, and all it may touch. */
export interface HubFunctionProps {
  hub: Surroundings;
  /** Becomes the alarm's text: written for the person who is woken by it. */
  ifItFails: string;
  timeout: Duration;
  tables: TableGrants;
  statements?: readonly PolicyStatement[];
  environment?: Readonly<Record<string, string>>;
  roleName?: string;
}

/** One file directly in functions/, deployed: its own role, its own log, its own alarm. */
export class HubFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: HubFunctionProps) {
    super(scope, id);
    const { hub } = props;
    const grants = tableNames.flatMap((name) => {
      const grant = props.tables[name];
      return grant ? [{ variable: `${name.toUpperCase()}_TABLE`, table: hub.tables[name], grant }] : [];
    });
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Not the managed policy: that one may write to every log of the account.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      ...(props.roleName && { roleName: props.roleName }),
      inlinePolicies: {
        exactly: new PolicyDocument({
          statements: [
            ...grants.flatMap(({ table, grant }) => tableStatements(table, grant)),
            ...(props.statements ?? []),
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [logGroup.logGroupArn],
            }),
          ],
        }),
      },
    });
    this.function = new LambdaFunction(this, 'Function', {
      description: `If it fails: ${props.ifItFails}`,
      code: Code.fromAsset(hub.directoryOf(id)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // 1,769 MB is one whole processor: below it, a cold start is slower in proportion.
      memorySize: 1769,
      timeout: props.timeout,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: {
        SERVICE_NAME: id,
        ...Object.fromEntries(grants.map(({ variable, table }) => [variable, table.tableName])),
        ...props.environment,
      },
    });
    alarmAtOnce(this, 'Failing', this.function.metricErrors(), props.ifItFails, hub.alarmed);
  }
}

import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { setAsideQueue } from './set-aside-queue.ts';

/** Which records of a stream a function is given: by what happened, then by attributes of the new image. */
export interface StreamFilter {
  eventName: readonly ('INSERT' | 'MODIFY')[];
  newImage: Readonly<Record<string, readonly string[]>>;
}

/** Where the address of a record goes that failed every time: the record itself stays in its table. */
export const undelivered = (scope: Construct): Queue => setAsideQueue(scope, 'Undelivered', 'undelivered records');

/** What a function needs to read a table's stream and to set aside what it cannot handle. */
export function mayFollow(table: Table, queue: IQueue): PolicyStatement[] {
  return [
    new PolicyStatement({
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      resources: [streamOf(table)],
    }),
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
  ];
}

/** Calls the function for each record of the table's stream that passes the filter, until it is handled or set aside. */
export function follow(table: Table, target: IFunction, filter: StreamFilter, queue: IQueue): void {
  new EventSourceMapping(target, `Follows${table.node.id}`, {
    target,
    eventSourceArn: streamOf(table),
    startingPosition: StartingPosition.TRIM_HORIZON,
    filters: [
      FilterCriteria.filter({
        eventName: filter.eventName,
        dynamodb: {
          NewImage: Object.fromEntries(Object.entries(filter.newImage).map(([name, values]) => [name, { S: values }])),
        },
      }),
    ],
    batchSize: 10,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 5,
    maxRecordAge: Duration.hours(1),
    // Named by its ARN alone: binding the queue would grant more than sending to it.
    onFailure: { bind: () => ({ destination: queue.queueArn }) },
  });
}

function streamOf(table: Table): string {
  if (!table.tableStreamArn) throw new Error(`The table ${table.node.id} has no stream to follow.`);
  return table.tableStreamArn;
}

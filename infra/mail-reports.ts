import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { setAsideQueue } from './set-aside-queue.ts';

/**
 * Where a report goes that failed every time. It is apart from the streams' queue: that one holds places in a stream
 * and nothing else, this one whole reports, and a report names an address.
 */
export const unreadReports = (scope: Construct): Queue => setAsideQueue(scope, 'UnreadReports', 'unread reports');

/** What a function needs to set aside what it could not read. */
export const maySetAside = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

/** Calls the function for each report of the topic, three times if need be, and sets it aside after that. */
export function hear(topic: ITopic, target: IFunction, queue: IQueue): void {
  topic.addSubscription(new LambdaSubscription(target));
  new EventInvokeConfig(target, 'Reports', {
    function: target,
    retryAttempts: 2,
    maxEventAge: Duration.hours(6),
    // Named by its ARN alone: binding the queue would grant more than sending to it.
    onFailure: { bind: () => ({ destination: queue.queueArn }) },
  });
}

import { ComparisonOperator, type IAlarmAction, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Aws, CfnOutput } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Where every alarm goes; who is woken subscribes to it. */
export function alarmTopic(scope: Construct): IAlarmAction {
  const topic = new Topic(scope, 'Alarms', { enforceSSL: true });
  // A topic with a policy of its own loses the default one, and with it CloudWatch's way in.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  new CfnOutput(scope, 'AlarmsTopic', { description: 'Subscribe whoever is woken', value: topic.topicArn });
  return new SnsAction(topic);
}

/** Rings as soon as there is one of what the metric counts. */
export function alarmAtOnce(scope: Construct, id: string, metric: Metric, text: string, alarmed: IAlarmAction): void {
  metric
    .createAlarm(scope, id, {
      alarmDescription: text,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
    .addAlarmAction(alarmed);
}

/** Rings when the metric has counted nothing for a quarter of an hour: what stopped cannot say so itself. */
export function alarmOnSilence(
  scope: Construct,
  id: string,
  metric: Metric,
  text: string,
  alarmed: IAlarmAction,
): void {
  metric
    .createAlarm(scope, id, {
      alarmDescription: text,
      threshold: 1,
      evaluationPeriods: 3,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    })
    .addAlarmAction(alarmed);
}

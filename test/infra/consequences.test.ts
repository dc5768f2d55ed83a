import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { all, functionIn, one, properties } from './synthesised.ts';

const Mapping = z.object({
  FunctionName: z.unknown(),
  EventSourceArn: z.unknown(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).length(1) }),
});
const mappings = all('AWS::Lambda::EventSourceMapping');
const followed = mappings.map((resource) => {
  const { FunctionName, EventSourceArn, FilterCriteria } = properties(Mapping, resource);
  const table = /FnGetAtt(Ledger|Notices)\w+StreamArn/.exec(JSON.stringify(EventSourceArn))?.[1];
  return [table, functionIn(FunctionName), JSON.parse(FilterCriteria.Filters[0]?.Pattern ?? '')];
});

test('the router acts when the ledger says that a query needs an expert, or that somebody may no longer have one', () => {
  expect(followed).toContainEqual([
    'Ledger',
    'offer',
    {
      eventName: ['INSERT'],
      dynamodb: {
        NewImage: {
          code: {
            S: [
              ...[
                'submitted',
                'released',
                'information-given',
                'resumed',
                'topic-changed',
                'follow-up-asked',
                'reopened',
              ],
              ...['review-asked', 'clearer-declined', 'clearer-expired'],
              ...['declined', 'recused', 'expired', 'routing-due', 'unrestricted'],
              ...['conflict-found', 'expert-suspended', 'interests-changed', 'person-suspended', 'standing-confirmed'],
            ],
          },
        },
      },
    },
  ]);
});

test('a query is counted when something ends, or opens again, that the figures count', () => {
  expect(followed).toContainEqual([
    'Ledger',
    'tally',
    {
      eventName: ['INSERT'],
      dynamodb: {
        NewImage: {
          code: {
            S: [
              ...[
                'submitted',
                'held',
                'accepted',
                'declined',
                'recused',
                'information-asked',
                'answered',
                'not-advised',
              ],
              ...[
                'referral-proposed',
                'referred',
                'withdrawn',
                'closed',
                'follow-up-asked',
                'reopened',
                'feedback-given',
              ],
            ],
          },
        },
      },
    },
  ]);
});

test('a notice is sent when it is written, and again when it is put back', () => {
  expect(followed).toContainEqual([
    'Notices',
    'notify',
    { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { status: { S: ['pending'] } } } },
  ]);
});

test('one bad record holds up nothing else, and is set aside after an hour', () => {
  expect(mappings).toHaveLength(3);
  for (const { Properties } of mappings) {
    expect(Properties).toMatchObject({
      BatchSize: 10,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [one('AWS::SQS::Queue', 'Undelivered').id, 'Arn'] } },
      },
    });
  }
});

describe.each(['Undelivered', 'UnreadReports'])('what was set aside in %s', (name) => {
  const queue = one('AWS::SQS::Queue', name);

  test('is kept for 14 days, encrypted, and only over TLS', () => {
    expect(queue.Properties).toEqual({ MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true });
    expect(JSON.stringify(one('AWS::SQS::QueuePolicy', name).Properties)).toContain('"aws:SecureTransport":"false"');
  });

  test('rings an alarm as soon as there is any', () => {
    const alarms = all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
    expect(alarms).toContainEqual(
      expect.objectContaining({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1,
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queue.id, 'QueueName'] } }],
      }),
    );
  });
});

test('what SES reports is heard by one function, tried three times, and set aside where only reports are', () => {
  const { FunctionName, ...treatment } = one('AWS::Lambda::EventInvokeConfig').Properties;
  expect(functionIn(FunctionName)).toBe('bounce');
  expect(treatment).toEqual({
    Qualifier: '$LATEST',
    MaximumRetryAttempts: 2,
    MaximumEventAgeInSeconds: 6 * 3600,
    DestinationConfig: {
      OnFailure: { Destination: { 'Fn::GetAtt': [one('AWS::SQS::Queue', 'UnreadReports').id, 'Arn'] } },
    },
  });
  const { Endpoint, Protocol } = one('AWS::SNS::Subscription').Properties;
  expect([Protocol, functionIn(Endpoint)]).toEqual(['lambda', 'bounce']);
});

test('who chose one mail a day gets it at the same hour', () => {
  const { ScheduleExpression, State, Targets } = one('AWS::Events::Rule', 'EveryDay').Properties;
  expect([ScheduleExpression, State, functionIn(Targets)]).toEqual(['cron(0 5 * * ? *)', 'ENABLED', 'digest']);
});

test('what has come to the end of its time is erased within the hour', () => {
  const { ScheduleExpression, State, Targets } = one('AWS::Events::Rule', 'EveryHour').Properties;
  expect([ScheduleExpression, State, functionIn(Targets)]).toEqual(['rate(1 hour)', 'ENABLED', 'erase']);
});

test('every alarm reaches one topic, which CloudWatch may publish to and only over TLS', () => {
  const topic = { Ref: one('AWS::SNS::Topic', 'Alarms').id };
  for (const { Properties } of all('AWS::CloudWatch::Alarm'))
    expect(Properties).toMatchObject({ AlarmActions: [topic] });
  const policy = JSON.stringify(one('AWS::SNS::TopicPolicy', 'Alarms').Properties);
  expect(policy).toContain('"Service":"cloudwatch.amazonaws.com"');
  expect(policy).toContain('"aws:SecureTransport":"false"');
});

test('the clocks are looked at, and the ledgers sealed, every five minutes', () => {
  const Rule = z.object({ ScheduleExpression: z.string(), State: z.string(), Targets: z.array(z.unknown()) });
  const { ScheduleExpression, State, Targets } = properties(Rule, one('AWS::Events::Rule', 'EveryFiveMinutes'));
  expect([ScheduleExpression, State]).toEqual(['rate(5 minutes)', 'ENABLED']);
  expect(Targets.map(functionIn)).toEqual(['watch', 'anchor']);
});

describe('what no function can report of itself', () => {
  const Alarm = z.object({
    Namespace: z.string(),
    MetricName: z.string(),
    Threshold: z.number(),
    ComparisonOperator: z.string(),
    TreatMissingData: z.string(),
    Dimensions: z.unknown(),
  });
  const alarms = all('AWS::CloudWatch::Alarm').map((alarm) => properties(Alarm, alarm));

  test('an alarm rings when somebody is told that the service failed', () => {
    expect(alarms).toContainEqual(
      expect.objectContaining({ Namespace: 'AWS/ApiGateway', MetricName: '5XXError', Threshold: 1 }),
    );
  });

  test('an alarm rings when nobody looks at the clocks, or seals the ledgers', () => {
    const silences = alarms.filter(({ MetricName }) => MetricName === 'Invocations');
    for (const silence of silences)
      expect(silence).toMatchObject({ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' });
    expect(silences.map(({ Dimensions }) => functionIn(Dimensions))).toEqual(['watch', 'anchor']);
  });
});

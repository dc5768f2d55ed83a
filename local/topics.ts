import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { CannotStart, messageOf } from './cannot-start.ts';
import type { LocalFunction } from './functions.ts';
import { mayBeInvoked } from './gateway-routes.ts';
import { KeyStatement } from './message-resources.ts';
import { account } from './names.ts';
import type { Policy } from './policy.ts';
import type { Template } from './template.ts';

/** What carries messages from services to functions. */
export interface Topics {
  /** Gives a message to everything that is subscribed; nobody waits for what they make of it. */
  publish(topicArn: string, subject: string, message: string): void;
  /** Resolves once every message is dealt with or set aside. */
  settled(): Promise<void>;
}

/** What the topics need of the rest of the runner. */
interface Surroundings {
  readonly template: Template;
  readonly policy: Policy;
  readonly functions: readonly LocalFunction[];
  readonly setAside: (letter: object) => void;
}

type Subscriber = {
  readonly arn: string;
  readonly target: LocalFunction;
  readonly retries: number;
  readonly queue: string;
};

// Lambda waits a minute, then two; here somebody is watching.
const pauseMilliseconds = 50;

/** Opens the topics of the template: each subscription, with the permission it needs and a place for what fails. */
export function openTopics(around: Surroundings): Topics {
  const subscribers = subscribersOf(around);
  const underway = new Set<Promise<void>>();

  const deliver = async (
    { arn, target, retries, queue }: Subscriber,
    topicArn: string,
    subject: string,
    message: string,
  ) => {
    const event = {
      Records: [
        {
          EventSource: 'aws:sns',
          EventVersion: '1.0',
          EventSubscriptionArn: arn,
          Sns: {
            Type: 'Notification',
            MessageId: randomUUID(),
            TopicArn: topicArn,
            Subject: subject,
            Message: message,
            Timestamp: new Date().toISOString(),
            MessageAttributes: {},
          },
        },
      ],
    };
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await target.invoke(event);
      if (!('error' in outcome)) return;
      if (attempt === retries) {
        const requestContext = {
          requestId: randomUUID(),
          functionArn: `${target.arn}:$LATEST`,
          condition: 'RetriesExhausted',
          approximateInvokeCount: attempt + 1,
        };
        return around.setAside({
          version: '1.0',
          queue,
          requestContext,
          requestPayload: event,
          responsePayload: outcome.error,
        });
      }
      await pause(pauseMilliseconds);
    }
  };

  return {
    publish: (topicArn, subject, message) => {
      for (const subscriber of subscribers.get(topicArn) ?? []) {
        const delivery = deliver(subscriber, topicArn, subject, message).finally(() => underway.delete(delivery));
        underway.add(delivery);
      }
    },
    settled: async () => {
      while (underway.size > 0) await Promise.all(underway);
    },
  };
}

function subscribersOf({ template, policy, functions }: Surroundings): Map<string, Subscriber[]> {
  const subscribers = new Map<string, Subscriber[]>();
  for (const { id, properties } of template.of('AWS::SNS::Subscription')) {
    const { TopicArn, Endpoint } = properties;
    const target = functions.find(({ arn }) => arn === Endpoint);
    const topic = template.of('AWS::SNS::Topic').find(({ ref }) => ref === TopicArn);
    if (!target || !topic)
      throw new CannotStart(`${id} brings ${TopicArn} to ${Endpoint}, and one of them is not in the template.`);
    if (!mayBeInvoked(template, Endpoint, 'sns.amazonaws.com', TopicArn))
      throw new CannotStart(`No permission in the template lets the topic of ${id} call ${target.name}.`);
    const config = template
      .of('AWS::Lambda::EventInvokeConfig')
      .find(({ properties: each }) => Endpoint.endsWith(`:function:${each.FunctionName}`));
    if (!config) throw new CannotStart(`${target.name} hears a topic, and what it fails at would be lost.`);
    const queue = config.properties.DestinationConfig.OnFailure.Destination;
    try {
      policy.check(target.role, [{ action: 'sqs:SendMessage', resource: queue, context: {} }]);
    } catch (error) {
      throw new CannotStart(`${config.id} would not be made: ${messageOf(error)}.`);
    }
    const subscriber = { arn: `${TopicArn}:${id}`, target, retries: config.properties.MaximumRetryAttempts, queue };
    subscribers.set(TopicArn, [...(subscribers.get(TopicArn) ?? []), subscriber]);
  }
  return subscribers;
}

/**
 * May this service publish to the topic, on behalf of this resource? Without a policy that says so, and one of the key
 * that the topic is encrypted with, what it publishes is dropped.
 */
export function mayPublish(template: Template, topicArn: string, service: string, sourceArn: string): boolean {
  const allowed = template
    .of('AWS::SNS::TopicPolicy')
    .filter(({ properties }) => properties.Topics.includes(topicArn))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement)
    .some((one) => one.Resource === topicArn && lets(one, 'sns:Publish', service, sourceArn));
  const keyArn = template.of('AWS::SNS::Topic').find(({ ref }) => ref === topicArn)?.properties.KmsMasterKeyId;
  if (!allowed || keyArn === undefined) return allowed;
  const key = template.of('AWS::KMS::Key').find(({ attributes }) => attributes.Arn === keyArn);
  const statements = z.array(KeyStatement).parse(key?.properties.KeyPolicy.Statement ?? []);
  return ['kms:GenerateDataKey', 'kms:Decrypt'].every((action) =>
    statements.some((one) => lets(one, action, service, sourceArn)),
  );
}

type Statement = z.infer<typeof KeyStatement>;

function lets({ Effect, Action, Principal, Condition }: Statement, action: string, service: string, sourceArn: string) {
  const circumstances: Readonly<Record<string, string>> = { 'aws:sourceaccount': account, 'aws:sourcearn': sourceArn };
  return (
    Effect === 'Allow' &&
    Action.some((one) => one === action || (one.endsWith('*') && action.startsWith(one.slice(0, -1)))) &&
    Principal !== '*' &&
    Principal.Service === service &&
    Object.entries(Condition).every(
      ([operator, keys]) =>
        operator === 'StringEquals' &&
        Object.entries(keys).every(([key, value]) => circumstances[key.toLowerCase()] === value),
    )
  );
}

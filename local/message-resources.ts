import * as z from 'zod';

// What the runner knows of what carries messages between services, in the words of CloudFormation. Strict on purpose: a
// template with a property that is not here does not start, for it might change who hears of what.

const leftOut = z.unknown().optional();
const text = z.string();
const arn = z.string().startsWith('arn:');

/** A topic that services publish to. */
export const Topic = z.strictObject({
  TopicName: text.optional(),
  KmsMasterKeyId: arn.optional(),
  DisplayName: leftOut,
  Tags: leftOut,
});

const oneOrMore = z.union([text.transform((one) => [one]), z.array(text)]);

/** What a statement of a key's policy says of who may use it, as far as services are concerned. */
export const KeyStatement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Principal: z.union([z.literal('*'), z.object({ Service: text.optional() })]),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});

/** Who may publish to a topic. */
export const TopicPolicy = z.strictObject({
  Topics: z.array(arn),
  PolicyDocument: z.strictObject({
    Version: leftOut,
    Statement: z.array(
      z.strictObject({
        Sid: leftOut,
        Effect: z.enum(['Allow', 'Deny']),
        Action: oneOrMore,
        Principal: z.union([z.literal('*'), z.strictObject({ Service: text })]),
        Resource: arn,
        Condition: z.record(z.string(), z.record(z.string(), z.string())).default({}),
      }),
    ),
  }),
});

/** A function that is called for each message of a topic. */
export const Subscription = z.strictObject({ Protocol: z.literal('lambda'), TopicArn: arn, Endpoint: arn });

/** How a function treats events that nobody waits for. */
export const EventInvokeConfig = z.strictObject({
  FunctionName: text,
  Qualifier: z.literal('$LATEST'),
  MaximumRetryAttempts: z.int().min(0).max(2).default(2),
  MaximumEventAgeInSeconds: leftOut,
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: arn }) }),
});

/** Which events of a configuration set of SES are published, and where. */
export const ConfigurationSetEventDestination = z.strictObject({
  ConfigurationSetName: text,
  EventDestination: z.strictObject({
    Name: text.optional(),
    Enabled: z.literal(true),
    MatchingEventTypes: z.array(z.enum(['send', 'reject', 'bounce', 'complaint', 'delivery'])),
    SnsDestination: z.strictObject({ TopicARN: arn }),
  }),
});

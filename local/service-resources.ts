import * as z from 'zod';

// What the runner knows of what serves, in the words of CloudFormation. Strict on purpose: a property that is not here
// (an authorizer, say) might be what keeps somebody out, so a template that has it does not start.

const leftOut = z.unknown().optional();
const text = z.string();
const arn = z.string().startsWith('arn:');
const document = z.looseObject({ Statement: z.array(z.record(z.string(), z.unknown())) });

/** The role of a function or service. */
export const Role = z.strictObject({
  RoleName: text.optional(),
  Policies: z.array(z.strictObject({ PolicyName: text, PolicyDocument: document })).default([]),
  ManagedPolicyArns: z.array(arn).default([]),
  AssumeRolePolicyDocument: document,
  Description: leftOut,
  Tags: leftOut,
});

/** Statements attached to roles. */
export const Policy = z.strictObject({ PolicyName: text, PolicyDocument: document, Roles: z.array(text) });

/** A function. */
export const LambdaFunction = z.strictObject({
  FunctionName: text.optional(),
  Code: z.strictObject({ S3Bucket: text, S3Key: text }),
  Handler: text.regex(/^[\w-]+\.\w+$/),
  Runtime: z.literal('nodejs24.x'),
  Role: arn,
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).default({ Variables: {} }),
  MemorySize: z.number().default(128),
  Timeout: z.number().default(3),
  Architectures: leftOut,
  Description: leftOut,
  LoggingConfig: leftOut,
  ReservedConcurrentExecutions: leftOut,
  Tags: leftOut,
});

/** Who else may invoke a function. */
export const Permission = z.strictObject({
  Action: z.literal('lambda:InvokeFunction'),
  FunctionName: text,
  Principal: text,
  SourceArn: arn.optional(),
  SourceAccount: text.optional(),
});

/** A stream that a function follows. */
export const EventSourceMapping = z.strictObject({
  EventSourceArn: arn,
  FunctionName: text,
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BatchSize: z.number().default(100),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  MaximumRecordAgeInSeconds: z.number().default(-1),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: text })) }).optional(),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: arn }) }).optional(),
  ParallelizationFactor: z.literal(1).optional(),
  Enabled: z.boolean().default(true),
  MaximumBatchingWindowInSeconds: leftOut,
  Tags: leftOut,
});

/** A schedule. */
export const Rule = z.strictObject({
  ScheduleExpression: text,
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(
    z.strictObject({ Arn: arn, Id: text, Input: text.optional(), RetryPolicy: leftOut, DeadLetterConfig: leftOut }),
  ),
  Name: text.optional(),
  Description: leftOut,
  Tags: leftOut,
});

/** The gateway. */
export const RestApi = z.strictObject({
  Name: text,
  Description: leftOut,
  DisableExecuteApiEndpoint: leftOut,
  EndpointConfiguration: leftOut,
  Tags: leftOut,
});

/** A segment of the gateway’s paths. */
export const ApiResource = z.strictObject({ ParentId: text, PathPart: text, RestApiId: text });

/** A method of a path, answered by a function. */
export const Method = z.strictObject({
  HttpMethod: text,
  ResourceId: text,
  RestApiId: text,
  AuthorizationType: z.literal('NONE'),
  ApiKeyRequired: z.literal(false).optional(),
  Integration: z.strictObject({ Type: z.literal('AWS_PROXY'), IntegrationHttpMethod: z.literal('POST'), Uri: arn }),
});

/** What the gateway serves. */
export const Stage = z.strictObject({
  RestApiId: text,
  StageName: text,
  DeploymentId: text,
  AccessLogSetting: leftOut,
  Description: leftOut,
  MethodSettings: leftOut,
  TracingEnabled: leftOut,
  Tags: leftOut,
});

/** What the gateway itself answers. */
export const GatewayResponse = z.strictObject({
  RestApiId: text,
  ResponseType: text,
  StatusCode: text.optional(),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
  ResponseParameters: z
    .record(z.string().startsWith('gatewayresponse.header.'), z.string().regex(/^'.*'$/))
    .default({}),
});

/** A queue for what could not be delivered. */
export const Queue = z.strictObject({
  QueueName: text.optional(),
  MessageRetentionPeriod: leftOut,
  SqsManagedSseEnabled: z.literal(true).optional(),
  Tags: leftOut,
});

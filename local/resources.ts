import type * as z from 'zod';
import { Bucket, BucketPolicy } from './bucket-resources.ts';
import {
  ConfigurationSetEventDestination,
  EventInvokeConfig,
  Subscription,
  Topic,
  TopicPolicy,
} from './message-resources.ts';
import {
  ApiResource,
  EventSourceMapping,
  GatewayResponse,
  LambdaFunction,
  Method,
  Permission,
  Policy,
  Queue,
  RestApi,
  Role,
  Rule,
  Stage,
} from './service-resources.ts';
import { ConfigurationSet, EmailIdentity, Key, Table, UserPool, UserPoolClient } from './state-resources.ts';

const schemas = {
  'AWS::ApiGateway::GatewayResponse': GatewayResponse,
  'AWS::ApiGateway::Method': Method,
  'AWS::ApiGateway::Resource': ApiResource,
  'AWS::ApiGateway::RestApi': RestApi,
  'AWS::ApiGateway::Stage': Stage,
  'AWS::Cognito::UserPool': UserPool,
  'AWS::Cognito::UserPoolClient': UserPoolClient,
  'AWS::DynamoDB::Table': Table,
  'AWS::Events::Rule': Rule,
  'AWS::IAM::Policy': Policy,
  'AWS::IAM::Role': Role,
  'AWS::KMS::Key': Key,
  'AWS::Lambda::EventInvokeConfig': EventInvokeConfig,
  'AWS::Lambda::EventSourceMapping': EventSourceMapping,
  'AWS::Lambda::Function': LambdaFunction,
  'AWS::Lambda::Permission': Permission,
  'AWS::S3::Bucket': Bucket,
  'AWS::S3::BucketPolicy': BucketPolicy,
  'AWS::SES::ConfigurationSet': ConfigurationSet,
  'AWS::SES::ConfigurationSetEventDestination': ConfigurationSetEventDestination,
  'AWS::SES::EmailIdentity': EmailIdentity,
  'AWS::SNS::Subscription': Subscription,
  'AWS::SNS::Topic': Topic,
  'AWS::SNS::TopicPolicy': TopicPolicy,
  'AWS::SQS::Queue': Queue,
};
/** The types of resource that run here, each with the properties it is parsed to. */
export type Understood = { [T in keyof typeof schemas]: z.output<(typeof schemas)[T]> };
/** The schema of each type of resource that runs here. */
export const understood: { readonly [T in keyof Understood]: z.ZodType<Understood[T]> } = schemas;

/** The types of resource that matter only to a deployed hub: who is alarmed, what is logged, how it is reached. */
export const knownToBeIdle: readonly string[] = [
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::DomainName',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::KMS::Alias',
  'AWS::Logs::LogGroup',
  'AWS::SQS::QueuePolicy',
];

/** Which property holds the name a template may give, where there is one. */
export const nameProperty: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::ApiGateway::Stage': 'StageName',
};

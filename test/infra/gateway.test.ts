import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { all, functionIn, hub, one, properties } from './synthesised.ts';

const ApiResource = z.object({ ParentId: z.unknown(), PathPart: z.string() });
const Method = z.object({
  HttpMethod: z.string(),
  ResourceId: z.unknown(),
  AuthorizationType: z.string(),
  Integration: z.object({ Type: z.literal('AWS_PROXY'), Uri: z.unknown() }),
});
const Reference = z.object({ Ref: z.string() });

const methods = all('AWS::ApiGateway::Method').map((resource) => properties(Method, resource));

describe('the route table', () => {
  test('is what the gateway answers, row by row, with the function that each row names', () => {
    const reachable = methods.map(({ HttpMethod, ResourceId, Integration }) => ({
      method: HttpMethod,
      path: pathOf(ResourceId),
      function: functionIn(Integration.Uri),
    }));
    const otherwise = ['/', '/{proxy+}'].map((path) => ({ method: 'ANY', path, function: 'door' }));
    expect(byAddress(reachable)).toEqual(byAddress([...hub.bundle.routes, ...otherwise]));
  });

  test('has each address once', () => {
    const addresses = hub.bundle.routes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  test('has one name for each variable of a path, or API Gateway would refuse the second', () => {
    const variables = all('AWS::ApiGateway::Resource')
      .map((resource) => properties(ApiResource, resource))
      .filter(({ PathPart }) => PathPart.startsWith('{'))
      .map(({ ParentId }) => JSON.stringify(ParentId));
    expect(new Set(variables).size).toBe(variables.length);
  });

  test('lets no function be called but by the gateway, the streams, the schedules and what SES reports', () => {
    const Permission = z.object({ Principal: z.string(), SourceArn: z.unknown().refine((arn) => arn !== undefined) });
    for (const permission of all('AWS::Lambda::Permission')) {
      expect(['apigateway.amazonaws.com', 'events.amazonaws.com', 'sns.amazonaws.com']).toContain(
        properties(Permission, permission).Principal,
      );
    }
    expect(all('AWS::Lambda::Url')).toEqual([]);
  });
});

describe('the way in', () => {
  test('is the hub’s own domain and nothing beside it, with TLS 1.2 at least', () => {
    expect(one('AWS::ApiGateway::RestApi').Properties).toMatchObject({ DisableExecuteApiEndpoint: true });
    expect(one('AWS::ApiGateway::DomainName').Properties).toMatchObject({
      SecurityPolicy: 'TLS_1_2',
      DomainName: { 'Fn::Select': [1, { 'Fn::Split': ['://', { Ref: 'Origin' }] }] },
    });
  });

  test('compresses nothing: lengths would tell whether words that somebody chose are on a page', () => {
    expect(one('AWS::ApiGateway::RestApi').Properties).not.toHaveProperty('MinimumCompressionSize');
  });

  test('is throttled', () => {
    expect(one('AWS::ApiGateway::Stage').Properties).toMatchObject({
      MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 }],
    });
  });

  test('logs which route was called and never who called it, with what, or which query it was', () => {
    const Stage = z.object({
      AccessLogSetting: z.object({ Format: z.string() }),
      MethodSettings: z.array(z.object({ LoggingLevel: z.string(), DataTraceEnabled: z.boolean() })),
    });
    const { AccessLogSetting, MethodSettings } = properties(Stage, one('AWS::ApiGateway::Stage'));
    expect(JSON.parse(AccessLogSetting.Format)).toEqual({
      requestId: '$context.requestId',
      method: '$context.httpMethod',
      route: '$context.resourcePath',
      status: '$context.status',
      latency: '$context.responseLatency',
    });
    for (const setting of MethodSettings)
      expect(setting).toMatchObject({ LoggingLevel: 'OFF', DataTraceEnabled: false });
  });

  test('answers for itself with a page in five languages that says nothing of what was asked', () => {
    const Answer = z.object({
      ResponseType: z.string(),
      StatusCode: z.string().optional(),
      ResponseTemplates: z.record(z.string(), z.string()),
      ResponseParameters: z.record(z.string(), z.string()),
    });
    const answers = all('AWS::ApiGateway::GatewayResponse').map((resource) => properties(Answer, resource));
    expect(answers.map(({ ResponseType, StatusCode }) => [ResponseType, StatusCode])).toEqual([
      ['MISSING_AUTHENTICATION_TOKEN', '404'],
      ['REQUEST_TOO_LARGE', undefined],
      ['THROTTLED', undefined],
      ['DEFAULT_4XX', undefined],
      ['DEFAULT_5XX', undefined],
    ]);
    for (const { ResponseTemplates, ResponseParameters } of answers) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': "'text/html; charset=utf-8'",
        'gatewayresponse.header.Cache-Control': "'no-store'",
        'gatewayresponse.header.Referrer-Policy': "'same-origin'",
        'gatewayresponse.header.Strict-Transport-Security': "'max-age=63072000; includeSubDomains'",
        'gatewayresponse.header.X-Content-Type-Options': "'nosniff'",
        'gatewayresponse.header.X-Frame-Options': "'DENY'",
      });
      // The template that is used whatever the client accepts.
      expect(Object.keys(ResponseTemplates)).toEqual(['application/json']);
      const body = ResponseTemplates['application/json'] ?? '';
      expect(body).toMatch(/^<!doctype html>/);
      expect(body).toContain(hub.bundle.stylePath);
      for (const [locale, title] of [
        ['ar', 'rtl'],
        ['en', 'ltr'],
        ['es', 'ltr'],
        ['fr', 'ltr'],
        ['pt', 'ltr'],
      ])
        expect(body).toContain(`<section lang="${locale}" dir="${title}"><h2>`);
      expect(body).toContain(
        `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self';`,
      );
      // The number under which the gateway’s log has the request, and nothing else of it.
      expect(new Set(body.match(/\$[\w.]*/g))).toEqual(new Set(['$context.requestId']));
    }
  });
});

function pathOf(reference: unknown): string {
  const parsed = Reference.safeParse(reference);
  if (!parsed.success) return '/';
  const { ParentId, PathPart } = properties(ApiResource, one('AWS::ApiGateway::Resource', parsed.data.Ref));
  return `${pathOf(ParentId).replace(/\/$/, '')}/${PathPart}`;
}

function byAddress<T extends { method: string; path: string }>(rows: readonly T[]): T[] {
  const address = ({ method, path }: T) => `${path} ${method}`;
  return [...rows].sort((a, b) => address(a).localeCompare(address(b)));
}

import {
  AccessLogField,
  AccessLogFormat,
  DomainName,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnOutput, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { RouteEntry } from './bundle.ts';
import { gatewayPages } from './gateway-pages.ts';

/** What the gateway is made of: the route table, the functions it names, and the address it is reached at. */
export interface GatewayProps {
  routes: readonly RouteEntry[];
  functions: Readonly<Record<string, IFunction>>;
  /** Answers what no route does, in the person's language. */
  otherwise: IFunction;
  /** The stylesheet of the pages that the gateway makes itself. */
  stylePath: string;
  origin: string;
  certificateArn: string;
}

/** The one way in: each route of the table as a method, at one custom domain. */
export class Gateway extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.api = new RestApi(this, 'Api', {
      restApiName: 'advice-hub',
      description: 'The Advice Hub: every method is a row of functions/routes/table.ts',
      endpointTypes: [EndpointType.REGIONAL],
      disableExecuteApiEndpoint: true,
      cloudWatchRole: true,
      deployOptions: {
        stageName: 'live',
        throttlingRateLimit: 50,
        throttlingBurstLimit: 100,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: operationalFieldsOnly,
        loggingLevel: MethodLoggingLevel.OFF,
        dataTraceEnabled: false,
      },
    });
    // An output with the address that is switched off.
    this.api.node.tryRemoveChild('Endpoint');
    for (const { id: name, ...answer } of gatewayPages(props.stylePath)) this.api.addGatewayResponse(name, answer);
    this.#addRoutes(props);
    this.#reachAt(props.origin, props.certificateArn);
    this.#acknowledge();
  }

  #addRoutes({ routes, functions, otherwise }: GatewayProps): void {
    const integrations = new Map<IFunction, LambdaIntegration>();
    const integrationOf = (handler: IFunction) => {
      const known = integrations.get(handler) ?? new LambdaIntegration(handler, { scopePermissionToMethod: false });
      integrations.set(handler, known);
      return known;
    };
    for (const { method, path, function: name } of routes) {
      const handler = functions[name];
      if (!handler) throw new Error(`${method} ${path} is answered by '${name}', but no such function is deployed.`);
      this.api.root.resourceForPath(path).addMethod(method, integrationOf(handler));
    }
    this.api.root.addMethod('ANY', integrationOf(otherwise));
    this.api.root.addResource('{proxy+}').addMethod('ANY', integrationOf(otherwise));
  }

  #reachAt(origin: string, certificateArn: string): void {
    const domain = new DomainName(this, 'Domain', {
      domainName: Fn.select(1, Fn.split('://', origin)),
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
      mapping: this.api,
    });
    new CfnOutput(this, 'AliasTarget', {
      description: 'Point the domain name of Origin here',
      value: domain.domainNameAliasDomainName,
    });
  }

  #acknowledge(): void {
    Validations.of(this.api).acknowledge(
      {
        id: 'AwsSolutions-APIG2',
        reason:
          'Each function parses its input with the schema of its route, so that a form can be shown again with what was typed.',
      },
      {
        id: 'AwsSolutions-APIG3',
        reason:
          'A web firewall would hold and sample the requests of people who were promised confidence. The stage throttles; the door locks out.',
      },
      {
        id: 'AwsSolutions-APIG4',
        reason:
          'Sessions are the hub’s own: every route names its access action and reads the directory, where a suspension takes effect at once.',
      },
      {
        id: 'AwsSolutions-COG4',
        reason: 'As APIG4: a token’s claims never decide; a consistent read of the directory does.',
      },
      {
        id: 'AwsSolutions-APIG6',
        reason:
          'Execution logs hold real paths and addresses, which are confidential. The access log has the route’s template, status and latency.',
      },
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
        reason:
          'API Gateway accepts only an account role with all the permissions of this policy; no code of ours runs under it.',
      },
    );
  }
}

/** Class C1 and nothing else: the path’s template and not the path, no address, no header. */
const operationalFieldsOnly = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    method: AccessLogField.contextHttpMethod(),
    route: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    latency: AccessLogField.contextResponseLatency(),
  }),
);

import { CannotStart } from './cannot-start.ts';
import { functionArnIn } from './functions.ts';
import type { Template } from './template.ts';

/** A resource of the gateway: its path, and the function behind each of its methods. */
export interface GatewayResource {
  readonly path: string;
  readonly segments: readonly string[];
  /** The ARN of the function, by method; `ANY` stands for every other. */
  readonly methods: ReadonlyMap<string, string>;
}

/** Where a request goes. */
export interface Match {
  readonly resource: GatewayResource;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The gateway's resources and methods, as the template defines them. */
export function gatewayResources(template: Template): GatewayResource[] {
  const [api, another] = template.of('AWS::ApiGateway::RestApi');
  if (!api || another)
    throw new CannotStart('The local runner serves exactly one REST API, and the template has another number of them.');
  const parts = new Map(template.of('AWS::ApiGateway::Resource').map(({ ref, properties }) => [ref, properties]));
  const pathOf = (id: string): string => {
    const part = parts.get(id);
    if (!part) return '';
    return `${pathOf(part.ParentId)}/${part.PathPart}`;
  };
  const resources = new Map<string, Map<string, string>>();
  for (const { id, properties } of template.of('AWS::ApiGateway::Method')) {
    const path = pathOf(properties.ResourceId) || '/';
    const methods = resources.get(path) ?? new Map<string, string>();
    const functionArn = functionArnIn(properties.Integration.Uri);
    if (!mayBeInvoked(template, functionArn, 'apigateway.amazonaws.com', `execute-api:${template.region}:`)) {
      throw new CannotStart(`No permission in the template lets the gateway call the function of ${id}.`);
    }
    resources.set(path, methods.set(properties.HttpMethod, functionArn));
  }
  return [...resources].map(([path, methods]) => ({ path, methods, segments: segmentsOf(path) }));
}

/** Whether a service may call a function: without such a permission the deployed call fails, whatever else is right. */
export function mayBeInvoked(template: Template, functionArn: string, principal: string, source: string): boolean {
  return template
    .of('AWS::Lambda::Permission')
    .some(
      ({ properties }) =>
        properties.FunctionName === functionArn &&
        properties.Principal === principal &&
        (properties.SourceArn?.includes(source) ?? true),
    );
}

/** The most specific resource for a path: at each segment a fixed word before a parameter, and a greedy one last. */
export function matching(resources: readonly GatewayResource[], path: string): Match | undefined {
  const segments = segmentsOf(path);
  const matches = resources.flatMap((resource) => {
    const parameters = parametersIn(resource.segments, segments);
    return parameters ? [{ resource, parameters }] : [];
  });
  return matches.sort((a, b) => (rank(a.resource) < rank(b.resource) ? -1 : 1))[0];
}

function segmentsOf(path: string): string[] {
  return path === '/' ? [] : path.slice(1).split('/');
}

function parametersIn(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    const named = /^\{(.+)\}$/.exec(part)?.[1];
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (greedy !== undefined) return { ...parameters, [greedy]: segments.slice(index).join('/') };
    if (named !== undefined ? segment === '' : segment !== part) return undefined;
    if (named !== undefined) parameters[named] = segment;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

function rank({ segments }: GatewayResource): string {
  return segments.map((part) => (part.endsWith('+}') ? '2' : part.startsWith('{') ? '1' : '0')).join('');
}

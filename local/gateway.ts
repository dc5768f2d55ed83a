import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { CannotStart } from './cannot-start.ts';
import type { LocalFunction } from './functions.ts';
import { eventOf, type Reached, type Response, responseOf } from './gateway-event.ts';
import { gatewayResources, matching } from './gateway-routes.ts';
import type { Template } from './template.ts';

/** A page of the runner's own, beside the hub's. */
export type LocalPage = (path: string) => Response | Promise<Response> | undefined;

// Quotas of API Gateway and Lambda.
const longestBody = 10 * 1024 * 1024;
const largestPayload = 6 * 1024 * 1024;
const longestWait = 29_000;

/** Serves the REST API of the template: each request becomes the event its function would get. */
export function gateway(
  template: Template,
  functions: readonly LocalFunction[],
  origin: URL,
  localPage: LocalPage,
): RequestListener {
  const resources = gatewayResources(template);
  const refusals = gatewayResponses(template);
  const byArn = new Map(functions.map((each) => [each.arn, each]));
  const reached: Reached = {
    apiId: template.of('AWS::ApiGateway::RestApi')[0]?.ref ?? '',
    stage: template.of('AWS::ApiGateway::Stage')[0]?.ref ?? '',
    origin,
  };
  const hosts = new Set([origin.host, `127.0.0.1:${origin.port}`]);

  const answer = async (request: IncomingMessage, requestId: string): Promise<Response> => {
    const refusal = refusals(requestId);
    // Under any other name this address is not the hub's: as behind a custom domain.
    if (!hosts.has(request.headers.host ?? '')) return refusal('ACCESS_DENIED', 403, 'Forbidden');
    const [path = '/'] = (request.url ?? '/').split('?');
    const page = await localPage(request.url ?? '/');
    if (page) return page;
    const body = await bodyOf(request);
    if (body === undefined) return refusal('REQUEST_TOO_LARGE', 413, 'HTTP content length exceeded 10485760 bytes.');
    const match = matching(resources, path);
    const arn = match?.resource.methods.get(request.method ?? '') ?? match?.resource.methods.get('ANY');
    if (!match || arn === undefined)
      return refusal('MISSING_AUTHENTICATION_TOKEN', 403, 'Missing Authentication Token');
    const event = eventOf(request, body, match, reached, requestId);
    if (body.length > largestPayload) return refusal('REQUEST_TOO_LARGE', 413, 'Request Too Long');
    const outcome = await inTime(byArn.get(arn)?.invoke(event));
    if (outcome === 'late') return refusal('INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out');
    if (outcome === undefined || 'error' in outcome || outcome.result.length > largestPayload)
      return refusal('INTEGRATION_FAILURE', 502, 'Internal server error');
    return responseOf(outcome.result) ?? refusal('API_CONFIGURATION_ERROR', 502, 'Internal server error');
  };

  return (request, response) => {
    const requestId = randomUUID();
    response.setHeader('x-amzn-RequestId', requestId);
    answer(request, requestId).then(
      (reply) => send(request, response, reply),
      () => send(request, response, refusals(requestId)('DEFAULT_5XX', 500, 'Internal server error')),
    );
  };
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Response): void {
  response.writeHead(status, {
    ...headers,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? '' : body);
}

/** The whole body; undefined when it is longer than the gateway takes. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length <= longestBody) chunks.push(bytes);
  }
  return length <= longestBody ? Buffer.concat(chunks) : undefined;
}

async function inTime<T>(waitedFor: Promise<T> | undefined): Promise<T | 'late' | undefined> {
  if (!waitedFor) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((end) => {
    timer = setTimeout(() => end('late'), longestWait);
  });
  return Promise.race([waitedFor, late]).finally(() => clearTimeout(timer));
}

type Refusal = (type: string, status: number, message: string) => Response;

/** What the gateway itself answers, in the words of the template where it has any. */
function gatewayResponses(template: Template): (requestId: string) => Refusal {
  const known = new Map(
    template.of('AWS::ApiGateway::GatewayResponse').map(({ id, properties }) => {
      const body = properties.ResponseTemplates['application/json'];
      if (body?.replaceAll(/\$context\.(error\.messageString|requestId)/g, '').includes('$')) {
        throw new CannotStart(`The gateway response ${id} uses a variable that the local runner does not understand.`);
      }
      return [properties.ResponseType, properties];
    }),
  );
  return (requestId) => (type, status, message) => {
    const given = known.get(type) ?? known.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
    const body = given?.ResponseTemplates['application/json'] ?? '{"message":$context.error.messageString}';
    const headers = Object.entries(given?.ResponseParameters ?? {}).map(([name, value]) => [
      name.replace('gatewayresponse.header.', ''),
      value.slice(1, -1),
    ]);
    return {
      status: given?.StatusCode === undefined ? status : Number(given.StatusCode),
      headers: { 'Content-Type': 'application/json', ...Object.fromEntries(headers) },
      body: body
        .replaceAll('$context.error.messageString', JSON.stringify(message))
        .replaceAll('$context.requestId', requestId),
    };
  };
}

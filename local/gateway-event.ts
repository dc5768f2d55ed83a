import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { Match } from './gateway-routes.ts';
import { account } from './names.ts';

/** What is the same for every request: the API, its stage, and the address it is reached at. */
export interface Reached {
  readonly apiId: string;
  readonly stage: string;
  readonly origin: URL;
}

/** The event API Gateway gives to a function (REST, proxy integration). */
export function eventOf(
  request: IncomingMessage,
  body: Buffer,
  { resource, parameters }: Match,
  { apiId, stage, origin }: Reached,
  requestId: string,
): object {
  const [path = '/', search = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const query = grouped([...new URLSearchParams(search)], (name) => name);
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const forwarded = request.headers['x-forwarded-for'];
  const added: [string, string][] = [
    ['X-Forwarded-For', [forwarded, sourceIp].flat().filter(Boolean).join(', ')],
    ['X-Forwarded-Port', origin.port || (origin.protocol === 'https:' ? '443' : '80')],
    ['X-Forwarded-Proto', origin.protocol.slice(0, -1)],
  ];
  const sent = pairs(request.rawHeaders).filter(
    ([name]) => !/^(x-forwarded-.*|connection|transfer-encoding|keep-alive)$/i.test(name),
  );
  const headers = grouped([...sent, ...added], (name) => name.toLowerCase());
  return {
    resource: resource.path,
    path,
    httpMethod: request.method,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: lastOf(query),
    multiValueQueryStringParameters: Object.keys(query).length > 0 ? query : null,
    pathParameters: Object.keys(parameters).length > 0 ? parameters : null,
    stageVariables: null,
    requestContext: {
      accountId: account,
      apiId,
      domainName: origin.hostname,
      domainPrefix: origin.hostname.split('.')[0],
      extendedRequestId: randomUUID(),
      httpMethod: request.method,
      identity: { sourceIp, userAgent: request.headers['user-agent'] ?? null },
      path,
      protocol: `HTTP/${request.httpVersion}`,
      requestId,
      requestTime: new Date().toUTCString(),
      requestTimeEpoch: Date.now(),
      resourceId: resource.path,
      resourcePath: resource.path,
      stage,
    },
    // No media type is declared binary, so every body is handed on as text.
    body: body.length > 0 ? body.toString('utf8') : null,
    isBase64Encoded: false,
  };
}

const Value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Result = z.strictObject({
  statusCode: z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{3}$/)
        .transform(Number),
    ])
    .refine((status) => status >= 100 && status < 600),
  headers: z.record(z.string(), Value).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(Value)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** What the gateway sends to the browser. */
export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
}

// API Gateway keeps these names for itself and sends the function's under another.
const remapped =
  /^(www-authenticate|server|connection|date|expect|host|max-forwards|proxy-authenticate|transfer-encoding|upgrade|via)$/i;

/** What a function answered, as the gateway sends it on; undefined when it is no proxy response at all. */
export function responseOf(result: string): Response | undefined {
  const parsed = Result.safeParse(JSON.parse(result));
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body } = parsed.data;
  const single = Object.entries(headers ?? {}).filter(
    ([name]) => !Object.keys(multiValueHeaders ?? {}).some((other) => other.toLowerCase() === name.toLowerCase()),
  );
  const all: [string, string | string[]][] = [...single, ...Object.entries(multiValueHeaders ?? {})];
  const sent = Object.fromEntries(
    all.map(([name, value]) => [remapped.test(name) ? `x-amzn-Remapped-${name}` : name, value]),
  );
  const typed = all.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    status: statusCode,
    headers: { ...(!typed && { 'Content-Type': 'application/json' }), ...sent },
    body: body ?? '',
  };
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}

function grouped(entries: readonly [string, string][], sameAs: (name: string) => string): Record<string, string[]> {
  const groups = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of entries) {
    const group = groups.get(sameAs(name)) ?? { name, values: [] };
    group.values.push(value);
    groups.set(sameAs(name), group);
  }
  return Object.fromEntries([...groups.values()].map(({ name, values }) => [name, values]));
}

function lastOf(groups: Record<string, string[]>): Record<string, string> | null {
  const entries = Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

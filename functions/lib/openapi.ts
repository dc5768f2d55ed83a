import * as z from 'zod/mini';
import { refusalStatus } from '../../shared/refused.ts';
import type { Statement } from '../routes/route.ts';
import { isVersioned } from './envelope.ts';

const problem = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', enum: Object.keys(refusalStatus).map((reason) => `urn:advice-hub:problem:${reason}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code'],
        properties: {
          field: { type: 'string' },
          code: { type: 'string' },
          limit: { type: 'integer' },
          until: { type: 'string', format: 'date-time' },
        },
      },
    },
    incident: { type: 'string', description: 'The number of the request in our log, to quote.' },
  },
};

const headerParameter = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

function parametersOf(route: Statement, schema: z.core.JSONSchema.JSONSchema) {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const names = new Set(inPath.map(({ name }) => name));
  const inQuery = Object.entries(route.method === 'GET' ? (schema.properties ?? {}) : {})
    .filter(([name]) => !names.has(name))
    .map(([name, property]) => ({ name, in: 'query', required: false, schema: property }));
  if (route.method === 'GET') return [...inPath, ...inQuery];
  const key = headerParameter('Idempotency-Key', 'Names this request: sent twice, it is done once.');
  const match = headerParameter('If-Match', 'The version that the change was decided on; 412 when it moved.');
  return [...inPath, ...(route.repeatable ? [] : [key]), ...(isVersioned(route) ? [match] : [])];
}

function operation(route: Statement) {
  const schema = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' });
  const { $schema: _, ...body } = schema;
  return {
    summary: route.summary,
    tags: [route.in],
    security: route.may === 'anyone' ? [] : [{ token: [] }, { session: [] }],
    parameters: parametersOf(route, schema),
    ...(route.method === 'POST'
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: body }, 'application/x-www-form-urlencoded': { schema: body } },
          },
        }
      : {}),
    responses: {
      default: {
        description: 'Refused: an RFC 9457 problem document. Forbidden and absent are the same 404.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
      '2XX': {
        description: 'Done. Asked for as text/html, the same result is a page, or a redirect after a change.',
        content: { 'application/json': { schema: { type: 'object' } } },
      },
    },
  };
}

/** The OpenAPI 3.1 description of these routes, derived from their declarations. */
export function openApi(routes: readonly Statement[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Advice Hub',
      version: '1',
      description: 'Confidential technical advice on the Convention against Torture.',
    },
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'The token that signing in answers: good while it is used at least every half hour, for twelve hours.',
        },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-hub' },
      },
    },
  };
}

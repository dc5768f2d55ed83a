import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { logged, loggedFault } from './log.ts';
import { occasionOf } from './occasion.ts';
import { incidentOf, postedIn } from './read-request.ts';
import { faulty } from './represent.ts';
import { comesFromElsewhere } from './same-site.ts';
import type { Routing } from './services.ts';

/** One line per request, by its route and never its path; a fault becomes a page with a number to quote. */
export function requestLog(
  paths: Pick<Routing, 'stylePath' | 'scriptPath'>,
): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const started = new WeakMap<object, number>();
  const fieldsOf = (event: APIGatewayProxyEvent, status: number) => ({
    route: event.resource,
    method: event.httpMethod,
    incident: incidentOf(event),
    status,
    milliseconds: Math.round(performance.now() - (started.get(event) ?? performance.now())),
  });
  return {
    before: ({ event }) => {
      started.set(event, performance.now());
    },
    after: ({ event, response }) => {
      if (response) logged('request', fieldsOf(event, response.statusCode));
    },
    onError: (request) => {
      const { event, error } = request;
      loggedFault('request failed', error, fieldsOf(event, 500));
      const occasion = occasionOf(event, paths, new Date().toISOString());
      request.response = faulty(occasion, comesFromElsewhere(event) ? undefined : postedIn(event));
    },
  };
}

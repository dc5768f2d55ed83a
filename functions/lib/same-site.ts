import type { APIGatewayProxyEvent } from 'aws-lambda';
import { bearer, header } from './read-request.ts';

/** Did another site make a browser send this? A token is never sent by itself, so who brings one is not asked. */
export function comesFromElsewhere(event: APIGatewayProxyEvent): boolean {
  if (event.httpMethod === 'GET' || bearer(event)) return false;
  const site = header(event, 'sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  const origin = header(event, 'origin');
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== header(event, 'host'));
}

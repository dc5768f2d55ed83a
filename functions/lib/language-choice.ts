import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { languageChosen } from './read-request.ts';

const yearInSeconds = 31_536_000;

/** Keeps the language that a person chose: a cookie for this browser, nothing about the person. */
export function languageChoice(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    after: ({ event, response }) => {
      const locale = languageChosen(event);
      if (!locale || !response) return;
      const chosen = `lang=${locale}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${yearInSeconds}`;
      const cookies = response.multiValueHeaders?.['set-cookie'] ?? [];
      response.multiValueHeaders = { ...response.multiValueHeaders, 'set-cookie': [...cookies, chosen] };
    },
  };
}

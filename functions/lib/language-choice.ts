import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { Locale } from '../../shared/languages.ts';

const yearInSeconds = 31_536_000;

/** Keeps the language that a person chose with `?lang=`: a cookie for this browser, nothing about the person. */
export function languageChoice(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    after: ({ event, response }) => {
      const { success, data: locale } = Locale.safeParse(event.queryStringParameters?.lang);
      if (!success || !response) return;
      const chosen = `lang=${locale}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${yearInSeconds}`;
      const cookies = response.multiValueHeaders?.['set-cookie'] ?? [];
      response.multiValueHeaders = { ...response.multiValueHeaders, 'set-cookie': [...cookies, chosen] };
    },
  };
}

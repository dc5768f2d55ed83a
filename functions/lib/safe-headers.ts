import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

const everywhere = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  // Not `no-referrer`: that would make a form's own Origin null, which the same-site check must refuse.
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/** Every response: nothing from elsewhere, no frames, no sniffing, and nothing kept unless the route says otherwise. */
export function safeHeaders(): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  const add = ({ response }: { response: APIGatewayProxyResult | null | undefined }) => {
    if (!response) return;
    response.headers = {
      ...everywhere,
      'cache-control': 'no-store',
      vary: 'Accept, Accept-Language, Cookie',
      ...response.headers,
    };
  };
  return { after: add, onError: add };
}

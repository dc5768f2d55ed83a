import { ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { directionOf, locales } from '../shared/languages.ts';
import { type TextKey, textIn } from '../web/text/text.ts';

/** What the gateway answers by itself, and in which words of ours. */
type Answer = {
  id: string;
  type: ResponseType;
  statusCode?: string;
  title: TextKey;
  text: TextKey;
  retryAfter?: string;
};

const answers: readonly Answer[] = [
  {
    ...{ id: 'NotFound', type: ResponseType.MISSING_AUTHENTICATION_TOKEN, statusCode: '404' },
    ...{ title: 'refused.not-found.title', text: 'refused.not-found.text' },
  },
  {
    ...{ id: 'TooLarge', type: ResponseType.REQUEST_TOO_LARGE },
    ...{ title: 'refused.too-large.title', text: 'refused.too-large.text' },
  },
  {
    ...{ id: 'Throttled', type: ResponseType.THROTTLED, retryAfter: '60' },
    ...{ title: 'gateway.busy.title', text: 'gateway.busy.text' },
  },
  {
    ...{ id: 'Refused', type: ResponseType.DEFAULT_4XX },
    ...{ title: 'gateway.refused.title', text: 'gateway.refused.text' },
  },
  {
    ...{ id: 'Failed', type: ResponseType.DEFAULT_5XX },
    ...{ title: 'refused.fault.title', text: 'refused.fault.text' },
  },
];

/** The number under which the gateway's log has the request; the gateway puts it in. */
const incident = '<bdi><code>$context.requestId</code></bdi>';

/** As the pages of the functions have it, but for frames, of which a page cannot speak for itself. */
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

function pageOf({ title, text }: Answer, stylePath: string): string {
  const sections = locales.map((locale) => {
    const t = textIn(locale);
    const words = `<h2>${t(title)}</h2><p>${t(text)}</p><p>${t('error.incident', { incident })}</p>`;
    return `<section lang="${locale}" dir="${directionOf(locale)}">${words}</section>`;
  });
  const [name, head] = [
    textIn('en')('service.name'),
    `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1">`,
  ];
  return `<!doctype html><html lang="en" dir="ltr"><head>${head}<title>${name}</title><link rel="stylesheet" href="${stylePath}"></head><body><main id="main"><h1>${name}</h1>${sections.join('')}</main></body></html>`;
}

/**
 * As every page of the functions has them. The policy stands in the page, but for frames: its own words stand between
 * quotes, and here quotes are the ends of a value; nothing says how the gateway reads others within.
 */
const headers = {
  'Content-Type': "'text/html; charset=utf-8'",
  'Cache-Control': "'no-store'",
  'Cross-Origin-Opener-Policy': "'same-origin'",
  'Cross-Origin-Resource-Policy': "'same-origin'",
  'Permissions-Policy': "'camera=(), geolocation=(), microphone=()'",
  'Referrer-Policy': "'same-origin'",
  'Strict-Transport-Security': "'max-age=63072000; includeSubDomains'",
  'X-Content-Type-Options': "'nosniff'",
  'X-Frame-Options': "'DENY'",
  'X-Robots-Tag': "'noindex'",
};

/**
 * What is refused before it reaches a function, as a page in five languages: the gateway knows nobody's language, and
 * answers people and clients alike. It says no more than a function would, and nothing of what was asked.
 */
export const gatewayPages = (stylePath: string) =>
  answers.map((answer) => ({
    id: answer.id,
    type: answer.type,
    ...(answer.statusCode ? { statusCode: answer.statusCode } : {}),
    // The one template that the gateway uses whatever is asked for; what it holds is said by the header.
    templates: { 'application/json': pageOf(answer, stylePath) },
    responseHeaders: {
      ...headers,
      ...(answer.retryAfter ? { 'Retry-After': `'${answer.retryAfter}'` } : {}),
    },
  }));

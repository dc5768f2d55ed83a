import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Reason } from '../../shared/refused.ts';
import type { Statement } from '../routes/route.ts';
import type { Fields } from './read-request.ts';

/** What the page of a form itself is made from, of all that was posted: only a sign-in step carries any. */
export function carried(form: Statement, fields: Fields): Fields {
  const names = form.input instanceof z.ZodMiniObject ? Object.keys(form.input.shape) : [];
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

/** Does a form hold anything of its own, besides what every form that changes something sends? */
export function holdsAnything(fields: Fields): boolean {
  const { idempotencyKey: _1, by: _2, version: _3, ...own } = fields;
  return Object.keys(own).length > 0;
}

/** Where the page of a form is found by itself, for the language links of a page that answers a post. */
export const pathOf = ({ path }: Statement, event: APIGatewayProxyEvent): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => event.pathParameters?.[name] ?? '');

/**
 * Refusals that show nothing of what was sent: it could not be read, somebody else wrote it, or another site sent it, whose
 * words belong on no page of ours and for whom no text is opened.
 */
export const wordless: readonly Reason[] = ['other-person', 'cross-site', 'unreadable-body', 'unsupported-content'];

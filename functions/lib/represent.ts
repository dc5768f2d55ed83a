import type { APIGatewayProxyResult } from 'aws-lambda';
import { newId } from '../../shared/identifiers.ts';
import type { Person } from '../../shared/people.ts';
import { type Reason, type Refused, refusalStatus } from '../../shared/refused.ts';
import { type Page, renderPage } from '../../web/page.tsx';
import { ErrorPage } from '../../web/pages/error.tsx';
import { ExpiredPage } from '../../web/pages/expired.tsx';
import { holdsWriting } from '../../web/parts/kept.tsx';
import type { Typed, View } from '../../web/view.ts';
import type { Reply } from '../routes/route.ts';
import type { Occasion } from './occasion.ts';
import type { Fields } from './read-request.ts';
import { idleSeconds } from './sessions.ts';

/** Why a form is shown again: it was refused, or, without a refusal, its reader wants it in another language. */
type Again = { refusal?: Refused; typed: Typed };

// A secret, and the button of a language, which is nothing that was typed.
const notShownAgain = new Set(['password', 'lang']);

/** What a form held, to be shown again; secrets are not. */
export function typedIn(fields: Record<string, unknown>): Typed {
  const typed: Typed = {};
  for (const [name, value] of Object.entries(fields)) {
    if (notShownAgain.has(name)) continue;
    if (typeof value === 'string') typed[name] = value;
    else if (Array.isArray(value)) typed[name] = value.filter((item) => typeof item === 'string');
  }
  return typed;
}

const readerOf = ({ id, role, name, timeZone, shortcuts = false }: Person): NonNullable<View['signedIn']> => ({
  ...{ id, role, name, timeZone, shortcuts },
});

function viewOf(occasion: Occasion): View {
  const { locale, path, sentTo, preview, query, now, stylePath, scriptPath, person, term, done } = occasion;
  return {
    ...{ locale, path, query, now, stylePath, scriptPath, freshKey: newId() },
    ...(sentTo && { sentTo }),
    ...(preview && { preview }),
    ...(done && { done }),
    ...(term && { session: { idleSeconds, endsAnywayAt: term.endsAnywayAt } }),
    ...(person && { signedIn: readerOf(person) }),
  };
}

/** What somebody may write to us about: it bears the number under which it is in the log. */
const quotable = [404, 412, 413, 429, 500, 503];

const incidentIn = ({ incident }: Occasion, status: number) => (quotable.includes(status) ? { incident } : {});

/** The same, of a form that comes back: refused, it is a new request; in another language, still the same one. */
function viewAgain(occasion: Occasion, { refusal, typed }: Again): View {
  const view = viewOf(occasion);
  if (refusal) {
    const { reason, problems } = refusal;
    return { ...view, refused: { reason, problems, typed, ...incidentIn(occasion, refusalStatus[reason]) } };
  }
  const { idempotencyKey } = typed;
  return { ...view, typed, ...(typeof idempotencyKey === 'string' && { freshKey: idempotencyKey }) };
}

function response(
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): APIGatewayProxyResult {
  return { statusCode: status, headers: { 'content-type': type, ...headers }, body };
}

const htmlType = 'text/html; charset=utf-8';
const jsonType = 'application/json';
const problemType = 'application/problem+json';

/** A reply as a page, a redirect or a JSON document. */
export function represented<Data>(
  reply: Reply<Data>,
  page: Page<Data> | undefined,
  occasion: Occasion,
): APIGatewayProxyResult {
  const headers = { ...reply.headers, ...(reply.location ? { location: reply.location } : {}) };
  const cookies = reply.cookies?.length ? { multiValueHeaders: { 'set-cookie': [...reply.cookies] } } : {};
  if (reply.file) return response(reply.status, reply.file.type, reply.file.body, headers);
  if (occasion.html && reply.location) return { ...response(303, htmlType, '', headers), ...cookies };
  if (occasion.html && page)
    return { ...response(reply.status, htmlType, renderPage(page, reply.data, viewOf(occasion)), headers), ...cookies };
  const status = reply.status === 303 ? 200 : reply.status;
  return { ...response(status, jsonType, JSON.stringify(reply.data), headers), ...cookies };
}

/** The page a form came from, shown again with what was typed and what is wrong with it, if anything is. */
export function shownAgain<Data>(
  data: Data,
  page: Page<Data>,
  occasion: Occasion,
  again: Again,
): APIGatewayProxyResult {
  const status = again.refusal ? refusalStatus[again.refusal.reason] : 200;
  const headers = whenToRetry(status, again.refusal?.problems, occasion.now);
  return response(status, htmlType, renderPage(page, data, viewAgain(occasion, again)), headers);
}

/**
 * A refusal as an error page or an RFC 9457 problem document; the same bytes whatever it was that is not there. What was
 * posted goes back to who posted it, with the way to what it was about if that `stands` somewhere else now.
 */
export function refused(
  { reason, problems }: Refused,
  occasion: Occasion,
  posted?: Fields,
  stands?: string,
): APIGatewayProxyResult {
  return problem(reason, refusalStatus[reason], occasion, { errors: problems, posted, stands });
}

/** The way in, for somebody who asked for a page while signed out; it leads back to that page. */
export function signInFirst(occasion: Occasion): APIGatewayProxyResult {
  const search = new URLSearchParams(occasion.query).toString();
  const next = search ? `${occasion.path}?${search}` : occasion.path;
  return response(303, htmlType, '', { location: `/sign-in?next=${encodeURIComponent(next)}` });
}

/** A form that was sent after the session ended: it comes back whole, to be sent again once they have signed in. */
export function expired(occasion: Occasion, fields: Record<string, unknown>): APIGatewayProxyResult {
  const data = { action: occasion.path, fields: typedIn(fields) };
  return response(401, htmlType, renderPage(ExpiredPage, data, viewOf(occasion)));
}

/** A fault of ours: nothing is said of it but a number to quote. */
export function faulty(occasion: Occasion, posted?: Fields): APIGatewayProxyResult {
  return problem('fault', 500, occasion, { posted });
}

type More = {
  errors?: Refused['problems'];
  posted?: Fields | undefined;
  stands?: string | undefined;
};

/** What passes by itself: the same request, sent again, may be taken. */
const passing: readonly (Reason | 'fault')[] = ['fault', 'busy-try-again'];

const untilIn = (problems?: Refused['problems']): string | undefined => problems?.find(({ until }) => until)?.until;

/** How long to wait at least, in seconds: until others are done, or until a lock opens. */
function whenToRetry(status: number, problems: Refused['problems'] | undefined, now: string): Record<string, string> {
  if (status === 503) return { 'retry-after': '2' };
  if (status !== 429) return {};
  const until = untilIn(problems);
  const seconds = until ? Math.ceil((Date.parse(until) - Date.parse(now)) / 1000) : 900;
  return { 'retry-after': String(Math.max(1, seconds)) };
}

function problem(
  reason: Reason | 'fault',
  status: number,
  occasion: Occasion,
  { errors, posted, stands }: More,
): APIGatewayProxyResult {
  const until = untilIn(errors);
  const headers = whenToRetry(status, errors, occasion.now);
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (occasion.html) {
    const typed = posted && typedIn(posted);
    // What is not there is one page, however it was asked for; but words that came with it go back.
    const nowhere = reason === 'not-found' && !(typed && holdsWriting(typed));
    const sent = typed && !nowhere ? { action: occasion.path, fields: typed } : undefined;
    const again = passing.includes(reason) && sent && 'idempotencyKey' in sent.fields;
    const shownTo = nowhere ? { ...occasion, sentTo: undefined } : occasion;
    const data = {
      reason,
      ...incidentIn(occasion, status),
      ...(until ? { until } : {}),
      ...(stands ? { stands } : {}),
      ...(again ? { again: sent } : sent ? { sent } : {}),
    };
    return response(status, htmlType, renderPage(ErrorPage, data, viewOf(shownTo)), headers);
  }
  const document = {
    type: `urn:advice-hub:problem:${reason}`,
    title: reason.replaceAll('-', ' '),
    status,
    ...(errors?.length ? { errors } : {}),
    ...incidentIn(occasion, status),
  };
  return response(status, problemType, JSON.stringify(document), headers);
}

import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Locale } from '../../shared/languages.ts';
import { Refused } from '../../shared/refused.ts';
import { sessionCookie } from './session-cookie.ts';

/** The longest body taken: the longest advice in the widest encoding, with room to spare. */
const maxBodyBytes = 512 * 1024;

/** A longer one is not even read: escaped and shown again it could be more than the gateway lets through. */
const maxShownBytes = 1024 * 1024;

/** What a browser form or an API client sent, before anything is believed. */
export type Fields = Record<string, unknown>;

/** A header by its lower-case name. */
export function header(event: APIGatewayProxyEvent, name: string): string | undefined {
  const found = Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return found?.[1];
}

/** The number of a request, short enough to be quoted: the beginning of the one by which the gateway logs it too. */
export const incidentOf = ({ requestContext }: APIGatewayProxyEvent): string => requestContext.requestId.slice(0, 8);

/** A cookie by name. */
export function cookie(event: APIGatewayProxyEvent, name: string): string | undefined {
  const pairs = (header(event, 'cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The bearer token of an API client. */
export const bearer = (event: APIGatewayProxyEvent): string | undefined =>
  /^Bearer ([\w.~+/=-]+)$/i.exec(header(event, 'authorization') ?? '')?.[1];

/** The session that a caller shows to be let in: a browser as its cookie, an API client as its token. */
export const sessionOf = (event: APIGatewayProxyEvent): string | undefined =>
  bearer(event) ?? cookie(event, sessionCookie);

/** HTML for browsers; JSON for who asks for it, sends it or brings a token. */
export function wantsHtml(event: APIGatewayProxyEvent): boolean {
  const accept = header(event, 'accept') ?? '';
  if (accept.includes('text/html')) return true;
  if (accept.includes('json') || bearer(event)) return false;
  return !(header(event, 'content-type') ?? '').includes('json');
}

/** The language just chosen: a link to the page says it in its address, a form that is to come back in it among its fields. */
export function languageChosen(event: APIGatewayProxyEvent): Locale | undefined {
  const inForm = /(?:^|&)lang=(\w\w)(?:&|$)/.exec(event.body ?? '')?.[1];
  return Locale.safeParse(event.queryStringParameters?.lang ?? inForm).data;
}

/** The language of a reply: as just chosen, as chosen before, as the person's profile says, as the browser asks, English. */
export function localeOf(event: APIGatewayProxyEvent, profile?: Locale): Locale {
  const asked = (header(event, 'accept-language') ?? '')
    .split(',')
    .map((range) => range.trim().slice(0, 2).toLowerCase());
  const wishes = [languageChosen(event), cookie(event, 'lang'), profile, ...asked];
  for (const wish of wishes) {
    const { success, data } = Locale.safeParse(wish);
    if (success) return data;
  }
  return 'en';
}

/** The query string as fields, without the language switch, which is not the route's business. */
export function queryFields(event: APIGatewayProxyEvent): Record<string, string> {
  const { lang: _, ...fields } = event.queryStringParameters ?? {};
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? '']));
}

const lengthOf = ({ body }: APIGatewayProxyEvent): number => Buffer.byteLength(body ?? '');

/** Is this more than the hub takes, though it could be read? */
export const isTooLarge = (event: APIGatewayProxyEvent): boolean => lengthOf(event) > maxBodyBytes;

function bodyText(event: APIGatewayProxyEvent): string {
  const body = event.body ?? '';
  if (lengthOf(event) > maxShownBytes) throw new Refused('too-large');
  // The gateway puts U+FFFD where bytes were no UTF-8: a question that arrives altered is refused, not kept.
  if (body.includes('\ufffd')) throw new Refused('unreadable-body');
  return body;
}

function decoded(piece: string): string {
  try {
    return decodeURIComponent(piece.replaceAll('+', ' '));
  } catch {
    throw new Refused('unreadable-body');
  }
}

function formFields(body: string): Fields {
  const fields = new Map<string, string | string[]>();
  for (const pair of body.split('&').filter(Boolean)) {
    const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const name = decoded(pair.slice(0, at));
    const value = decoded(pair.slice(at + 1));
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(fields);
}

/** Fields, lists of them, and what these hold: more than any input has. */
const deepestInput = 8;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1)));

function jsonFields(body: string): Fields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new Refused('unreadable-body');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new Refused('unreadable-body');
  // What is nested deeper than any input would exhaust whoever walks through it.
  if (isDeeper(parsed, deepestInput)) throw new Refused('unreadable-body');
  return { ...parsed };
}

/** The body as fields; refuses what is too large to be read, not a form and not JSON, or not UTF-8. */
export function bodyFields(event: APIGatewayProxyEvent): Fields {
  const type = (header(event, 'content-type') ?? '').toLowerCase();
  const charset = /charset="?([\w-]+)/.exec(type)?.[1] ?? 'utf-8';
  if (charset !== 'utf-8') throw new Refused('unsupported-content');
  const [essence = ''] = type.split(';').map((piece) => piece.trim());
  if (essence === 'application/x-www-form-urlencoded') return formFields(bodyText(event));
  if (essence === 'application/json') return jsonFields(bodyText(event));
  if (!event.body) return {};
  throw new Refused('unsupported-content');
}

/** What a form of our own held, whatever became of it; undefined when there was none or it cannot be read. */
export function postedIn(event: APIGatewayProxyEvent): Fields | undefined {
  if (event.httpMethod !== 'POST') return undefined;
  try {
    return bodyFields(event);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

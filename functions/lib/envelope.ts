import * as z from 'zod/mini';
import { isQueryAction } from '../../shared/access.ts';
import { Ordinal } from '../../shared/fields.ts';
import type { Person } from '../../shared/people.ts';
import { Refused } from '../../shared/refused.ts';
import type { Statement } from '../routes/route.ts';
import { type Once, onceOf } from './once.ts';
import type { Fields } from './read-request.ts';

/** What comes around the input of a change: what it is done once for, and the version it was decided on. */
export type Envelope = { input: Fields; once?: Once; version?: number };

const IdempotencyKey = z.string().check(z.regex(/^[\x21-\x7e]{8,128}$/));
const Version = z.union([z.string().check(z.regex(/^"?\d{1,9}"?$/)), Ordinal]);

/** The two headers of an API client; a form carries the same two as hidden fields. */
export type ChangeHeaders = { idempotencyKey: string | undefined; ifMatch: string | undefined };

/** Refuses `other-person` when a form was made for somebody else, who has left this browser meanwhile. */
export function ownForm({ by }: Fields, person?: Person): void {
  if (person && by !== undefined && by !== person.id) throw new Refused('other-person');
}

/** Separates a change's envelope from its input. Refuses `key-required` or `version-required` when one is missing. */
export function opened(
  entry: Statement,
  request: string,
  fields: Fields,
  headers: ChangeHeaders,
  person?: Person,
): Envelope {
  if (entry.method === 'GET' || !person) return { input: fields };
  const { idempotencyKey, version, by: _, ...input } = fields;
  if (entry.repeatable)
    return { input, ...(entry.versioned ? { version: versionIn(headers.ifMatch ?? version) } : {}) };
  const key = IdempotencyKey.safeParse(headers.idempotencyKey ?? idempotencyKey);
  if (!key.success) throw new Refused('key-required');
  const once = onceOf(person.id, key.data, request, input);
  if (!isVersioned(entry)) return { input, once };
  return { input, once, version: versionIn(headers.ifMatch ?? version) };
}

/** Is this decided on a version, which it must be sent with? */
export const isVersioned = (entry: Statement): boolean =>
  entry.versioned === true || (isQueryAction(entry.may) && !entry.repeatable);

function versionIn(sent: unknown): number {
  const match = Version.safeParse(sent);
  if (!match.success) throw new Refused('version-required');
  return Number(String(match.data).replaceAll('"', ''));
}

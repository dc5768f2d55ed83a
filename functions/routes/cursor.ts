import * as z from 'zod/mini';
import { Moment, Ordinal } from '../../shared/fields.ts';
import type { AfterPerson } from '../lib/directory.ts';
import type { After } from '../lib/query-lists.ts';

// The id of a row: a query's, or that of the pointer which puts a shared query on a co-owner's list.
const RowId = z.string().check(z.regex(/^(share#[0-9a-z]{26}#)?[0-9a-z]{26}$/));
const LastShown = z.strictObject({ id: RowId, at: Moment, sequence: z.optional(Ordinal) });
// How a query stands with its asker comes before when it was begun.
const LastOwn = z.strictObject({
  id: RowId,
  at: z.string().check(z.regex(/^(waits|reply|open|done) [\d:.TZ-]{20,24}$/)),
});

const cursorTo = <Last>(last: z.ZodMiniType<Last>) =>
  z.pipe(
    z.string().check(z.maxLength(200), z.regex(/^[A-Za-z0-9_-]+$/)),
    z.transform((cursor, context): Last => {
      try {
        return last.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
      } catch {
        context.issues.push({ code: 'custom', input: cursor, params: { code: 'invalid' } });
        return z.NEVER;
      }
    }),
  );

/** Where a list goes on: after the last row that was shown. Opaque to the client, and of no use in anybody else's list. */
export const Cursor = cursorTo(LastShown);

/** The same for an official's own queries. */
export const OwnCursor = cursorTo(LastOwn);

/** The cursor for the page after this row. */
export const cursorFrom = (last: After & { sequence?: number | undefined }): string =>
  Buffer.from(JSON.stringify(last)).toString('base64url');

const LastPerson = z.strictObject({
  key: z.string().check(z.regex(/^person#[0-9a-z]{26}$/)),
  nameKey: z.string().check(z.minLength(1), z.maxLength(300)),
});

/** The same for a list of people by name. */
export const PersonCursor = z.pipe(
  z.string().check(z.maxLength(900), z.regex(/^[A-Za-z0-9_-]+$/)),
  z.transform((cursor, context): AfterPerson => {
    try {
      return LastPerson.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    } catch {
      context.issues.push({ code: 'custom', input: cursor, params: { code: 'invalid' } });
      return z.NEVER;
    }
  }),
);

/** The cursor for the people after this one. */
export const personCursorFrom = (last: AfterPerson): string => Buffer.from(JSON.stringify(last)).toString('base64url');

import * as z from 'zod';
import { Id, Moment } from '../../shared/fields.ts';
import type { After } from '../lib/query-store.ts';

const LastShown = z.strictObject({ id: Id, at: Moment });

/** Where a list goes on: after the last row that was shown. Opaque to the client, and of no use in anybody else's list. */
export const Cursor = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_-]+$/)
  .transform((cursor, context): After => {
    try {
      return LastShown.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    } catch {
      context.addIssue({ code: 'custom', params: { code: 'invalid' } });
      return z.NEVER;
    }
  });

/** The cursor for the page after this row. */
export const cursorFrom = (last: After): string => Buffer.from(JSON.stringify(last)).toString('base64url');

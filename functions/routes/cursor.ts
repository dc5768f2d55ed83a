import * as z from 'zod';

const Key = z.record(z.string().max(40), z.string().max(80));

/** Where a list goes on: opaque to the client, checked here, and of no use in anybody else's list. */
export const Cursor = z
  .string()
  .max(1000)
  .regex(/^[A-Za-z0-9_-]+$/)
  .transform((cursor, context) => {
    try {
      return Key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    } catch {
      context.addIssue({ code: 'custom', params: { code: 'invalid' } });
      return z.NEVER;
    }
  });

/** The cursor for the page after this key. */
export const cursorFrom = (key: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

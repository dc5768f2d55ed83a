import * as z from 'zod/mini';
import { InboxPage } from '../../web/pages/inbox.tsx';
import { mayStillKnow } from '../lib/still-known.ts';
import { Cursor, cursorFrom } from './cursor.ts';
import { ok, route } from './route.ts';

/** GET /inbox: what the caller was told, newest first; what is no longer theirs has no link. */
export const inbox = route({
  in: 'desk',
  method: 'GET',
  path: '/inbox',
  summary: 'Your notices, newest first, whether or not a mail was sent.',
  may: 'be-signed-in',
  input: z.strictObject({ cursor: z.optional(Cursor) }),
  run: async ({ person, now, input, notices, queries }) => {
    const { notices: found, next } = await notices.listOf(person.id, input.cursor);
    // However many queries they are about, one reading of all of them.
    const all = await queries.allowing(found.flatMap((notice) => ('queryId' in notice ? [notice.queryId] : [])));
    const rows = found.map(async (notice) => {
      const { id, kind, createdAt, status } = notice;
      const theirs = await mayStillKnow(notice, person, all, now);
      const mail = status === 'claimed' ? 'pending' : status;
      return { id, kind, at: createdAt, mail, ...(theirs ? { url: `/notices/${id}` } : {}) };
    });
    return ok({ notices: await Promise.all(rows), ...(next ? { next: cursorFrom(next) } : {}) });
  },
  page: InboxPage,
});

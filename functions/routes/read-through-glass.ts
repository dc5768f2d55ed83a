import * as z from 'zod/mini';
import { isSent } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { EmergencyPage } from '../../web/pages/emergency.tsx';
import { ok, route } from './route.ts';
import { threadOf } from './thread.ts';

/** GET /queries/{id}/emergency: a member with an approved emergency reads, and can do nothing else. */
export const readThroughGlass = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}/emergency',
  summary: 'Read one query in an approved emergency: read-only, sixty minutes, on record before the first byte.',
  may: 'read-through-glass',
  fresh: true,
  input: z.strictObject({}),
  run: async ({ loaded, caller, now, contents }) => {
    const event = { code: 'opened', details: { part: 'thread', through: 'break-glass' } } as const;
    const { query, parts } = await contents.open(loaded, event, { action: 'read-through-glass', caller, now });
    if (!isSent(query) || query.glass?.status !== 'approved') throw new Refused('not-found');
    const { id, reference, language, glass } = query;
    return ok({ id, reference, language, expiresAt: glass.expiresAt, ...threadOf(query, parts) });
  },
  page: EmergencyPage,
});

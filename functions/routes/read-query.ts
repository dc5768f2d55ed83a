import * as z from 'zod/mini';
import { readerAs, relationsTo, verbsOpenTo } from '../../shared/access.ts';
import { isSent, statusToAsker } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { ThreadPage } from '../../web/pages/thread.tsx';
import { ok, route, seeOther } from './route.ts';
import { threadFor } from './thread.ts';

/** GET /queries/{id}: question and advice, for those who ask and the experts who may read; the reading is on record first. */
export const readQuery = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}',
  summary: 'Question, messages and advice of a query. Every reading is on record for the asker to see.',
  may: 'read',
  input: z.strictObject({}),
  run: async ({ loaded, caller, now, contents, settings }) => {
    if (loaded.query.status === 'draft') return seeOther(`/queries/${loaded.query.id}/edit`);
    const event = { code: 'opened', details: { part: 'thread', through: 'right' } } as const;
    const { query, parts } = await contents.open(loaded, event, { action: 'read', caller, now });
    if (!isSent(query)) throw new Refused('not-found');
    const set = await settings.of(query.clock.settings);
    const can = verbsOpenTo(query, caller, now);
    const reader = readerAs(relationsTo(query, caller, now));
    const status = reader === 'asker' ? statusToAsker(query.status) : query.status;
    return ok({ ...threadFor(query, parts, set, now), status, reader, can });
  },
  page: ThreadPage,
});

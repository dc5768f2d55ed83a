import * as z from 'zod';
import { genevaCalendar } from '../../shared/calendar.ts';
import { clockState } from '../../shared/clock.ts';
import { Refused } from '../../shared/refused.ts';
import { ThreadPage } from '../../web/pages/thread.tsx';
import { ok, route, seeOther } from './route.ts';
import { threadOf } from './thread.ts';

/** GET /queries/{id}: question and advice, for those who ask and the expert who accepted; the reading is on record first. */
export const readQuery = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}',
  summary: 'Question and advice of a query. Every reading is on record for the asker to see.',
  may: 'read',
  input: z.strictObject({}),
  run: async ({ loaded, caller, person, now, contents }) => {
    if (loaded.query.status === 'draft') return seeOther(`/queries/${loaded.query.id}/edit`);
    const event = { code: 'opened', details: { part: 'thread', through: 'right' } } as const;
    const { query, parts } = await contents.open(loaded, event, { action: 'read', caller, now });
    if (query.status === 'draft') throw new Refused('not-found');
    const { id, version, reference, status, topic, language, submittedAt, clock } = query;
    return ok({
      ...{ id, version, reference, status, topic, language, submittedAt },
      ...threadOf(query, parts),
      dueAt: clock.dueAt,
      clock: clockState(clock, now, genevaCalendar),
      turn: status === 'answered' ? ('nobody' as const) : ('hub' as const),
      reader: person.role === 'official' ? ('asker' as const) : ('expert' as const),
      mayAnswer: person.role === 'expert' && status === 'in_progress',
    });
  },
  page: ThreadPage,
});

import * as z from 'zod/mini';
import { askersTimeline } from '../../shared/askers-timeline.ts';
import { Refused } from '../../shared/refused.ts';
import { TimelinePage } from '../../web/pages/timeline.tsx';
import { ok, route } from './route.ts';

/** GET /queries/{id}/timeline: what happened to this query and when, for those who ask. */
export const queryTimeline = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/timeline',
  summary: 'What happened to this query, by whose part in the hub and when, oldest first; nobody is named.',
  may: 'see-access',
  input: z.strictObject({}),
  run: async ({ loaded, query, queries }) => {
    if (query.status === 'erased' || query.status === 'discarded') throw new Refused('not-found');
    return ok({
      id: query.id,
      sent: query.status !== 'draft',
      ...('reference' in query ? { reference: query.reference } : {}),
      events: askersTimeline(await queries.ledgerOf(loaded)),
    });
  },
  page: TimelinePage,
});

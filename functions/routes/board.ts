import * as z from 'zod';
import { genevaCalendar } from '../../shared/calendar.ts';
import { clockState } from '../../shared/clock.ts';
import { expertOf } from '../../shared/query.ts';
import { BoardPage } from '../../web/pages/board.tsx';
import { Cursor, cursorFrom } from './cursor.ts';
import { ok, route } from './route.ts';

/** GET /board: every query that was sent, soonest due first, by metadata alone. */
export const board = route({
  in: 'desk',
  method: 'GET',
  path: '/board',
  summary: 'All queries, soonest due first: status and clock, never title or text.',
  may: 'see-board',
  input: z.strictObject({ cursor: Cursor.optional() }),
  run: async ({ input, caller, now, queries, directory }) => {
    const [{ queries: open, next }, roster] = await Promise.all([
      queries.listOpen({ caller, actions: ['oversee'], now }, input.cursor),
      directory.roster(),
    ]);
    const names = new Map(roster.map(({ id, name }) => [id, name]));
    const rows = open
      .filter((query) => query.status !== 'draft')
      .map((query) => {
        const { id, reference, topic, state, language, status, urgency, clock } = query;
        const expertId = expertOf(query);
        const expertName = expertId ? names.get(expertId) : undefined;
        return {
          ...{ id, reference, topic, state, language, status },
          urgency: urgency.level,
          clock: clockState(clock, now, genevaCalendar),
          dueAt: clock.dueAt,
          ...(expertName ? { expertName } : {}),
          url: `/queries/${id}/card`,
        };
      });
    return ok({ rows, ...(next ? { next: cursorFrom(next) } : {}) });
  },
  page: BoardPage,
});

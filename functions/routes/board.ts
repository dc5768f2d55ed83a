import * as z from 'zod';
import { stateBy } from '../../shared/clock.ts';
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
  run: async ({ input, now, queries, directory, settings }) => {
    const [{ rows: open, next }, roster, { calendar }] = await Promise.all([
      queries.listDesk({ only: {} }, input.cursor),
      directory.roster(),
      settings.current(),
    ]);
    const names = new Map(roster.map(({ id, name }) => [id, name]));
    const rows = open.map((row) => {
      const { id, reference, topic, state, language, status, urgency, dueAt, expertId } = row;
      const expertName = expertId ? names.get(expertId) : undefined;
      return {
        ...{ id, reference, topic, state, language, status, urgency, dueAt },
        clock: stateBy(row, now, calendar),
        ...(expertName ? { expertName } : {}),
        url: `/queries/${id}/card`,
      };
    });
    return ok({ rows, ...(next ? { next: cursorFrom(next) } : {}) });
  },
  page: BoardPage,
});

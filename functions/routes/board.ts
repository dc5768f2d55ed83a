import * as z from 'zod/mini';
import { BoardAddress, boardChoice, boardSearch, rangeOf } from '../../shared/board.ts';
import { stateBy } from '../../shared/clock.ts';
import { BoardPage } from '../../web/pages/board.tsx';
import { Cursor, cursorFrom } from './cursor.ts';
import { ok, route } from './route.ts';

/** GET /board: one view of the queries that were sent, by the day they are due, by metadata alone. */
export const board = route({
  in: 'office',
  method: 'GET',
  path: '/board',
  summary:
    'One view of all queries, narrowed as asked: status and clock, never title or text. Unknown values narrow nothing.',
  may: 'see-board',
  input: z.extend(BoardAddress, { cursor: z.optional(Cursor) }),
  run: async ({ person, input: { cursor, ...address }, now, queries, directory, settings }) => {
    const choice = boardChoice(address);
    const { expert, ...only } = choice.only;
    const [roster, set] = await Promise.all([directory.expertsToName(expert ? [expert] : []), settings.current()]);
    const known = expert === undefined || roster.has(expert);
    const wanted = Object.entries({ ...only, expertId: known ? expert : undefined });
    const listed = await queries.listDesk(
      {
        ...rangeOf(choice, now, set),
        only: Object.fromEntries(wanted.filter(([, value]) => value !== undefined)),
      },
      cursor,
    );
    const named = await directory.expertsToName(listed.rows.flatMap(({ expertId }) => expertId ?? []));
    const rows = listed.rows.map((row) => {
      const { id, version, reference, topic, state, language, status, urgency, dueAt, pausedSince, updatedAt } = row;
      const expertName = row.expertId ? named.get(row.expertId)?.name : undefined;
      return {
        ...{ id, version, reference, topic, state, language, status, urgency, dueAt, updatedAt },
        clock: stateBy(row, now, set.calendar),
        ...(pausedSince ? { pausedSince } : {}),
        ...(expertName ? { expertName } : {}),
        url: `/queries/${id}/card`,
      };
    });
    const experts = [...named.values()]
      .filter(({ status }) => status === 'active')
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name));
    return ok({
      rows,
      view: choice.view,
      order: choice.order,
      only: known ? choice.only : only,
      ignored: known ? choice.ignored : [...choice.ignored, 'expert' as const],
      search: boardSearch({ ...choice, only: known ? choice.only : only }),
      experts,
      savedViews: person.views ?? [],
      personVersion: person.version,
      ...(listed.next ? { next: cursorFrom(listed.next) } : {}),
      ...(listed.lookedThrough ? { lookedThrough: listed.lookedThrough } : {}),
    });
  },
  page: BoardPage,
});

import * as z from 'zod/mini';
import { BoardAddress, boardChoice, rangeOf } from '../../shared/board.ts';
import { Moment } from '../../shared/fields.ts';
import { ok, route } from './route.ts';

/** GET /board/news: how much of a view has changed since it was opened; for the page to say, never to refresh itself. */
export const boardNews = route({
  in: 'office',
  method: 'GET',
  path: '/board/news',
  summary:
    'How many queries of a view came to it or changed since a moment, of the two hundred due last; asking does not prolong the session.',
  may: 'see-board',
  input: z.extend(BoardAddress, { since: Moment }),
  unnoticed: true,
  run: async ({ input: { since, ...address }, now, queries, settings }) => {
    const choice = boardChoice(address);
    const { expert, ...only } = choice.only;
    const wanted = Object.entries({ ...only, expertId: expert }).filter(([, value]) => value !== undefined);
    const count = await queries.countChanged({
      ...rangeOf(choice, now, await settings.current()),
      only: Object.fromEntries(wanted),
      changedSince: since,
    });
    return ok({ count });
  },
});

import * as z from 'zod/mini';
import { type Caller, standingInFor } from '../../shared/access.ts';
import type { Expert } from '../../shared/people.ts';
import { isSent } from '../../shared/query.ts';
import { isAway } from '../../shared/routing.ts';
import { ColleaguesPage } from '../../web/pages/colleagues.tsx';
import { cardOf } from './queue-card.ts';
import { ok, route } from './route.ts';

const readerFor = (caller: Caller, expert: Expert, now: string) =>
  ({ caller: standingInFor(caller, expert), actions: ['stand-by'], now }) as const;

/** GET /queue/stand-in: what those work on for whom an expert stands in; nothing of the text. */
export const colleagues = route({
  in: 'desk',
  method: 'GET',
  path: '/queue/stand-in',
  summary: 'Open queries of the experts you stand in for, and who of them is away. Nothing of the text.',
  may: 'list-queue',
  input: z.strictObject({}),
  run: async ({ person, caller, now, queries, directory, settings }) => {
    const [roster, set] = await Promise.all([directory.roster(), settings.current()]);
    const named = roster.filter(({ expertise }) => expertise.deputyId === person.id);
    // The roster may lag behind: whose deputy they are is read of those people themselves.
    const theirs = [...(await directory.findPeople(named.map(({ id }) => id))).values()]
      .filter((one) => one.role === 'expert')
      .filter(({ status, expertise }) => status === 'active' && expertise.deputyId === person.id);
    const found = theirs.map(async (expert) => ({
      ...{ id: expert.id, name: expert.name, away: isAway(expert, now.slice(0, 10)) },
      cards: (await queries.listByExpert(readerFor(caller, expert, now), expert.id)).queries
        .filter(isSent)
        .map((query) => cardOf(query, `/queries/${query.id}/stand-in`, now, set)),
    }));
    return ok({ colleagues: await Promise.all(found) });
  },
  page: ColleaguesPage,
});

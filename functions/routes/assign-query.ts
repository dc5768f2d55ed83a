import * as z from 'zod';
import { Id } from '../../shared/fields.ts';
import { assign } from '../../shared/offering.ts';
import { Refused } from '../../shared/refused.ts';
import { rank } from '../../shared/routing.ts';
import { movable } from '../../shared/transitions.ts';
import { queryCard } from './query-card.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/assign: the secretariat offers a query to an expert of its choice. */
export const assignQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/assign',
  summary: 'Offer a query to this expert by hand; conflicts of interest and capacity cannot be overruled.',
  may: 'assign',
  input: z.strictObject({ expertId: Id }),
  form: queryCard,
  run: async ({ query, input, now, queries, directory, settings, commit }) => {
    const before = movable('assign', query);
    const expert = await directory.findPerson(input.expertId);
    if (expert?.role !== 'expert') throw new Refused('invalid-input', [{ field: 'expertId', code: 'unknown-option' }]);
    const [candidate] = rank(before, [expert], await queries.loadsOf([expert.id]), now.slice(0, 10));
    if (!candidate) throw new Error('a roster of one ranks one');
    const change = assign(before, candidate, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}/card`, { version: change.query.version }));
  },
});

import * as z from 'zod/mini';
import { accept } from '../../shared/offering.ts';
import { Refused } from '../../shared/refused.ts';
import { considerOffer } from './consider-offer.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/accept: the expert declares no conflict of interest and takes the query. */
export const acceptOffer = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/accept',
  summary: 'Declare that there is no conflict of interest, and take the query.',
  may: 'accept',
  input: z.strictObject({ noConflict: z.literal('yes') }),
  done: 'done.accepted',
  form: considerOffer,
  run: async ({ query, person, now, settings, commit }) => {
    if (person.role !== 'expert') throw new Refused('not-found');
    const change = accept(query, person, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

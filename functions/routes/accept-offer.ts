import * as z from 'zod/mini';
import { accept } from '../../shared/offering.ts';
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
  run: async ({ query, now, settings, commit }) => {
    const change = accept(query, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

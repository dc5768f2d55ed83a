import * as z from 'zod/mini';
import { DeclineReason } from '../../shared/choices.ts';
import { decline } from '../../shared/offering.ts';
import { considerOffer } from './consider-offer.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/decline: the expert says no; the next one is asked. */
export const declineOffer = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/decline',
  summary: 'Turn an offer down.',
  may: 'decline',
  input: z.strictObject({ reason: DeclineReason }),
  done: 'done.declined',
  form: considerOffer,
  run: async ({ query, input, now, commit }) => commit(decline(query, input.reason, now), seeOther('/queue')),
});

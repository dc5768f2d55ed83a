import * as z from 'zod/mini';
import { grantUrgency as grant } from '../../shared/timing.ts';
import { queryCard } from './query-card.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/grant-urgency: the secretariat grants the urgency that was asked for; the target shortens. */
export const grantUrgency = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/grant-urgency',
  summary: 'Grant the urgency that was asked for.',
  may: 'grant-urgency',
  input: z.strictObject({}),
  form: queryCard,
  done: 'done.urgency',
  run: async ({ query, now, settings, commit }) => {
    const change = grant(query, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}/card`, { version: change.query.version }));
  },
});

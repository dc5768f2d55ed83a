import * as z from 'zod/mini';
import { DeclineReason } from '../../shared/choices.ts';
import { acceptClearance, declineClearance } from '../../shared/clearing.ts';
import { isSent, type Query } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { ClearancePage } from '../../web/pages/clearance.tsx';
import { ok, route, seeOther } from './route.ts';

/** What a second expert, or a deputy, knows before they declare that they have no conflict of interest. */
export function blindCardOf(query: Query) {
  if (!isSent(query)) throw new Refused('not-found');
  const { id, version, reference, topic, language, replyLanguages, length, clock, state, confidentiality } = query;
  return {
    ...{ id, version, reference, topic, language, replyLanguages, length },
    ...(confidentiality === 'standard' ? { state } : {}),
    dueAt: clock.dueAt,
  };
}

/** GET /queries/{id}/clearance: the blind card of advice to clear; nothing of the text. */
export const considerClearance = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/clearance',
  summary: 'Advice to clear: what to know before declaring that there is no conflict of interest.',
  may: 'consider-clearance',
  input: z.strictObject({}),
  run: ({ query }) => {
    const clearer = query.status === 'in_review' ? query.clearance.clearer : undefined;
    if (clearer?.status !== 'asked') throw new Refused('not-found');
    return ok({ ...blindCardOf(query), expiresAt: clearer.expiresAt });
  },
  page: ClearancePage,
});

/** POST /queries/{id}/accept-clearance: the second expert declares no conflict of interest and may read. */
export const takeClearance = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/accept-clearance',
  summary: 'Declare that there is no conflict of interest, and read the advice to clear it.',
  may: 'accept-clearance',
  input: z.strictObject({ noConflict: z.literal('yes') }),
  done: 'done.clearance-taken',
  form: considerClearance,
  run: async ({ query, now, commit }) => {
    const change = acceptClearance(query, now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/decline-clearance: the second expert says no, before or after reading; the next is asked. */
export const turnDownClearance = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/decline-clearance',
  summary: 'Turn a clearance down, or give it back.',
  may: 'decline-clearance',
  input: z.strictObject({ reason: DeclineReason }),
  done: 'done.clearance-declined',
  form: considerClearance,
  run: async ({ query, input, now, commit }) => commit(declineClearance(query, input.reason, now), seeOther('/queue')),
});

import * as z from 'zod/mini';
import { discard } from '../../shared/asking.ts';
import { acceptReferral, refuseReferral, withdraw } from '../../shared/closing.ts';
import { editDraft } from './edit-draft.ts';
import { readQuery } from './read-query.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/discard: the asker throws a draft away; it is gone from their list at once, and erased within the hour. */
export const discardDraft = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/discard',
  summary: 'Throw a draft away.',
  may: 'discard',
  input: z.strictObject({}),
  done: 'done.discarded',
  form: editDraft,
  run: async ({ query, now, commit }) => commit(discard(query, now), seeOther('/queries')),
});

/** POST /queries/{id}/withdraw: the asker takes the question back, at any time. */
export const withdrawQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/withdraw',
  summary: 'Take the question back; whoever works on it loses access at once.',
  may: 'withdraw',
  input: z.strictObject({ sure: z.literal('yes') }),
  done: 'done.withdrawn',
  form: readQuery,
  run: async ({ query, now, settings, commit }) => {
    const change = withdraw(query, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/accept-referral: the asker agrees that a partner is told of institution and topic. */
export const agreeToReferral = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/accept-referral',
  summary: 'Agree to be referred: the partner is told institution and topic, never the text.',
  may: 'accept-referral',
  input: z.strictObject({ consent: z.literal('yes') }),
  done: 'done.referral-agreed',
  form: readQuery,
  run: async ({ query, now, settings, directory, commit }) => {
    const [set, secretariat] = await Promise.all([settings.current(), directory.secretariat()]);
    const change = acceptReferral(query, set, now, secretariat);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/refuse-referral: the asker does not agree, and the hub goes on. */
export const declineReferral = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/refuse-referral',
  summary: 'Do not agree to be referred; the hub goes on.',
  may: 'refuse-referral',
  input: z.strictObject({}),
  done: 'done.referral-refused',
  form: readQuery,
  run: async ({ query, now, commit }) => {
    const change = refuseReferral(query, now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

import * as z from 'zod/mini';
import { restrict, unrestrict } from '../../shared/sharing.ts';
import { queryAccess } from './query-access.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/restrict: from now on no expert learns State, institution or person. */
export const restrictQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/restrict',
  summary: 'Hide State, institution and person from experts; from now on offers are made by hand.',
  may: 'restrict',
  input: z.strictObject({}),
  done: 'done.restricted',
  form: queryAccess,
  run: async ({ query, now, commit }) => {
    const change = restrict(query, now);
    return commit(change, seeOther(`/queries/${query.id}/access`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/unrestrict: the asker consents, on record, that experts may know the State again. */
export const unrestrictQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/unrestrict',
  summary: 'Let experts know the State again; needs the asker’s consent, which is recorded.',
  may: 'unrestrict',
  input: z.strictObject({ consent: z.literal('yes') }),
  done: 'done.unrestricted',
  form: queryAccess,
  run: async ({ query, now, commit }) => {
    const change = unrestrict(query, now);
    return commit(change, seeOther(`/queries/${query.id}/access`, { version: change.query.version }));
  },
});

import * as z from 'zod/mini';
import { RecusalReason } from '../../shared/choices.ts';
import { recuse } from '../../shared/offering.ts';
import { RecusePage } from '../../web/pages/recuse.tsx';
import { ok, route, seeOther } from './route.ts';

/** GET /queries/{id}/recuse: what giving a query back means. */
export const recusePage = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/recuse',
  summary: 'What giving a query back means.',
  may: 'recuse',
  input: z.strictObject({}),
  run: ({ query }) => {
    const { id, version } = query;
    return ok({ id, version, reference: 'reference' in query ? query.reference : '' });
  },
  page: RecusePage,
});

/** POST /queries/{id}/recuse: the expert gives the query back; access ends at once, and the next expert is asked. */
export const recuseQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/recuse',
  summary: 'Give a query back after accepting; the asker is not told why.',
  may: 'recuse',
  input: z.strictObject({ reason: RecusalReason }),
  done: 'done.recused',
  form: recusePage,
  run: async ({ query, input, now, commit }) => commit(recuse(query, input.reason, now), seeOther('/queue')),
});

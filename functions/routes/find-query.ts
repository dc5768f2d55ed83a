import * as z from 'zod/mini';
import { readReference } from '../../shared/identifiers.ts';
import { FindQueryPage } from '../../web/pages/find-query.tsx';
import { ok, route, seeOther } from './route.ts';

/** GET /board/find: from the reference on a receipt to the card of its query. */
export const findQuery = route({
  in: 'office',
  method: 'GET',
  path: '/board/find',
  summary:
    'To the card of the query with this reference, however it is typed; what is wrong with it where there is none.',
  may: 'see-board',
  input: z.strictObject({ reference: z.optional(z.string().check(z.maxLength(100))) }),
  run: async ({ caller, now, input, queries }) => {
    const typed = input.reference?.trim() ?? '';
    if (!typed) return ok({ typed });
    const reference = readReference(typed);
    if (!reference) return ok({ typed, nothing: 'mistyped' });
    const query = await queries.findByReference({ caller, actions: ['oversee'], now }, reference);
    return query
      ? seeOther(`/queries/${query.id}/card`, { id: query.id })
      : ok({ typed: reference, nothing: 'unknown' });
  },
  page: FindQueryPage,
});

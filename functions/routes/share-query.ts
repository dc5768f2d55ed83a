import * as z from 'zod/mini';
import { Id } from '../../shared/fields.ts';
import { Refused } from '../../shared/refused.ts';
import { addCoOwner as add, removeCoOwner as remove } from '../../shared/sharing.ts';
import { queryAccess } from './query-access.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/add-co-owner: the asker lets a colleague in, by address. */
export const addCoOwner = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/add-co-owner',
  summary: 'Let a colleague of the same institution see and follow the query.',
  may: 'add-co-owner',
  input: z.strictObject({ email: z.email().check(z.maxLength(254)) }),
  done: 'done.shared',
  form: queryAccess,
  run: async ({ query, input, now, directory, commit }) => {
    const colleague = await directory.findByAddress(input.email);
    // Unknown and elsewhere are the same answer: an address tells nothing of who is on the hub.
    if (colleague?.role !== 'official')
      throw new Refused('invalid-input', [{ field: 'email', code: 'not-a-colleague' }]);
    const change = add(query, colleague, now);
    return commit(change, seeOther(`/queries/${query.id}/access`, { version: change.query.version }));
  },
});

/** POST /queries/{id}/remove-co-owner: the asker takes a colleague's access back. */
export const removeCoOwner = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/remove-co-owner',
  summary: 'Take a colleague’s access back; their next request is refused.',
  may: 'remove-co-owner',
  input: z.strictObject({ personId: Id }),
  done: 'done.unshared',
  form: queryAccess,
  run: async ({ query, input, now, commit }) => {
    const change = remove(query, input.personId, now);
    return commit(change, seeOther(`/queries/${query.id}/access`, { version: change.query.version }));
  },
});

import * as z from 'zod/mini';
import { Id } from '../../shared/fields.ts';
import { Refused } from '../../shared/refused.ts';
import { handOver } from '../../shared/sharing.ts';
import { queryCard } from './query-card.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/hand-over: the asker left; a successor of the same institution has the query from now on. */
export const handOverQuery = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/hand-over',
  summary: 'Hand a query to a successor of the same institution; the one who left loses access at once.',
  may: 'hand-over',
  input: z.strictObject({ successorId: Id }),
  form: queryCard,
  done: 'done.handed-over',
  run: async ({ query, input, now, directory, commit }) => {
    const people = await directory.findPeople([query.askerId, input.successorId]);
    const successor = people.get(input.successorId);
    if (successor?.role !== 'official')
      throw new Refused('invalid-input', [{ field: 'successorId', code: 'not-a-colleague' }]);
    const change = handOver(query, people.get(query.askerId), successor, now);
    return commit(change, seeOther(`/queries/${query.id}/card`, { version: change.query.version }));
  },
});

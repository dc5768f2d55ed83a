import { answer } from '../../shared/advising.ts';
import { Advice } from '../../shared/query.ts';
import { readQuery } from './read-query.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/answer: the expert gives the advice; the asker is told that there is an answer. */
export const answerQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/answer',
  summary: 'Give the advice.',
  may: 'answer',
  input: Advice,
  form: readQuery,
  run: async ({ query, input, now, commit }) => {
    const change = answer(query, input, now);
    return commit(change, seeOther(`/queries/${query.id}`, { version: change.query.version }));
  },
});

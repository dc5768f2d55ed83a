import * as z from 'zod/mini';
import { Asking } from '../../shared/asked.ts';
import { draft } from '../../shared/drafting.ts';
import { newId } from '../../shared/identifiers.ts';
import { newQuestion } from './ask-page.ts';
import { Next, placeAfter } from './next-step.ts';
import { created, route } from './route.ts';

/** POST /queries: an official begins a question; it is sealed as a draft and not sent. */
export const draftQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries',
  summary: 'Begin a question: it is kept as a sealed draft and is not sent yet.',
  may: 'ask',
  input: z.safeExtend(Asking, { next: Next }),
  form: newQuestion,
  run: async ({ person, input: { next, ...input }, now, directory, commit }) => {
    const institution = await directory.institutionOf(person);
    const change = draft(newId(), input, person, institution, now);
    return commit(change, created(placeAfter(change.query, next, now), { id: change.query.id, version: 1 }));
  },
});

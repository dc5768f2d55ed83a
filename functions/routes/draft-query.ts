import { Asking, draft } from '../../shared/asking.ts';
import { newId } from '../../shared/identifiers.ts';
import { askPage } from './ask-page.ts';
import { created, route } from './route.ts';

/** POST /queries: an official begins a question; it is sealed as a draft and not sent. */
export const draftQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries',
  summary: 'Begin a question: it is kept as a sealed draft and is not sent yet.',
  may: 'ask',
  input: Asking,
  form: askPage,
  run: async ({ person, input, now, directory, commit }) => {
    const institution = await directory.institutionOf(person);
    const change = draft(newId(), input, person, institution, now);
    return commit(change, created(`/queries/${change.query.id}/check`, { id: change.query.id, version: 1 }));
  },
});

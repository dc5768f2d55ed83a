import { Asking, save } from '../../shared/asking.ts';
import { editDraft } from './edit-draft.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/save: the asker rewrites a draft. */
export const saveDraft = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/save',
  summary: 'Rewrite a draft.',
  may: 'save',
  input: Asking,
  form: editDraft,
  run: async ({ query, input, now, commit }) => {
    const change = save(query, input, now);
    return commit(change, seeOther(`/queries/${query.id}/check`, { version: change.query.version }));
  },
});

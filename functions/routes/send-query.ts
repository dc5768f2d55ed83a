import * as z from 'zod/mini';
import { send } from '../../shared/asking.ts';
import { newReference } from '../../shared/identifiers.ts';
import { standingHolds } from '../../shared/institutions.ts';
import { checkDraft } from './check-draft.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/send: the asker sends the draft and gets a reference; from now on the clock runs. */
export const sendQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/send',
  summary: 'Send a draft whose steps are all done: it gets a reference, and the clock starts.',
  may: 'send',
  input: z.strictObject({}),
  form: checkDraft,
  run: async ({ query, now, directory, settings, commit }) => {
    const reference = newReference();
    const institution = await directory.findInstitution(query.institutionId);
    if (!institution) throw new Error('a query belongs to an institution on the register');
    // Only a question that will be held has the secretariat to tell: nobody else pays for the list.
    const secretariat = standingHolds(institution, now.slice(0, 10)) ? [] : await directory.secretariat();
    const change = send(query, reference, { institution, secretariat }, await settings.current(), now);
    return commit(change, seeOther(`/queries/${query.id}/receipt`, { reference, version: change.query.version }));
  },
});

import * as z from 'zod';
import { send } from '../../shared/asking.ts';
import { genevaCalendar } from '../../shared/calendar.ts';
import { newReference } from '../../shared/identifiers.ts';
import { checkDraft } from './check-draft.ts';
import { route, seeOther } from './route.ts';

/** POST /queries/{id}/send: the asker sends the draft and gets a reference; from now on the clock runs. */
export const sendQuery = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/send',
  summary: 'Send a draft: it gets a reference, and the clock starts.',
  may: 'send',
  input: z.strictObject({}),
  form: checkDraft,
  run: async ({ query, now, commit }) => {
    const reference = newReference();
    const change = send(query, reference, genevaCalendar, now);
    return commit(change, seeOther(`/queries/${query.id}/receipt`, { reference, version: change.query.version }));
  },
});

import * as z from 'zod/mini';
import { AskedContact } from '../../shared/asked.ts';
import { saveContact } from '../../shared/drafting.ts';
import { ContactPage } from '../../web/pages/contact.tsx';
import { Next, placeAfter } from './next-step.ts';
import { ok, route, seeOther } from './route.ts';

/** GET /queries/{id}/contact: the languages of a draft, how confidential it is, and how its reader will hear of an answer. */
export const draftContact = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/contact',
  summary: 'Language and contact of a draft.',
  may: 'read-draft',
  input: z.strictObject({}),
  run: ({ query, person }) => {
    if (query.status !== 'draft') return seeOther(`/queries/${query.id}/receipt`);
    const { id, version, language, replyLanguages, confidentiality } = query;
    return ok({ id, version, language, replyLanguages, confidentiality, noticesBy: person.noticesBy ?? 'mail' });
  },
  page: ContactPage,
});

/** POST /queries/{id}/save-contact: the asker says in which languages, and how confidential. */
export const saveDraftContact = route({
  in: 'desk',
  method: 'POST',
  path: '/queries/{id}/save-contact',
  summary: 'Save language and contact of a draft.',
  may: 'save',
  input: z.extend(AskedContact, { next: Next }),
  form: draftContact,
  run: async ({ query, input: { next, ...input }, now, commit }) => {
    const change = saveContact(query, input, now);
    return commit(change, seeOther(placeAfter(change.query, next, now), { version: change.query.version }));
  },
});

import * as z from 'zod/mini';
import { AskedBackground, Asking } from '../../shared/asked.ts';
import { save, saveBackground } from '../../shared/drafting.ts';
import { BackgroundPage } from '../../web/pages/background.tsx';
import { QuestionPage } from '../../web/pages/question.tsx';
import { Next, placeAfter } from './next-step.ts';
import { ok, route, seeOther } from './route.ts';
import { writtenDraft } from './written-draft.ts';

const opening = { code: 'opened', details: { part: 'draft', through: 'right' } } as const;

/** GET /queries/{id}/question: the question of a draft, to go on writing. */
export const draftQuestion = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}/question',
  summary: 'The question of a draft, to go on writing.',
  may: 'read-draft',
  input: z.strictObject({}),
  run: async ({ loaded, query, caller, now, contents }) => {
    if (query.status !== 'draft') return seeOther(`/queries/${query.id}/receipt`);
    const opened = await contents.open(loaded, opening, { action: 'read-draft', caller, now });
    const written = writtenDraft(opened.query, opened.parts);
    const { id, version, savedAt, title, body, requestKind, topic, language } = written;
    return ok({ draft: { id, version, savedAt, title, body, requestKind, topic, language } });
  },
  page: QuestionPage,
});

/** POST /queries/{id}/save: the asker rewrites the question; an API client, all of the draft. */
export const saveDraft = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/save',
  summary: 'Rewrite the question of a draft, and what else is sent of it; what is left out stays.',
  may: 'save',
  input: z.safeExtend(Asking, { next: Next }),
  form: draftQuestion,
  run: async ({ query, input: { next, ...input }, now, commit }) => {
    const change = save(query, input, now);
    return commit(change, seeOther(placeAfter(change.query, next, now), { version: change.query.version }));
  },
});

/** GET /queries/{id}/background: by when a draft needs an answer, which law it is about and what was tried. */
export const draftBackground = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}/background',
  summary: 'Background and deadline of a draft.',
  may: 'read-draft',
  input: z.strictObject({}),
  run: async ({ loaded, query, caller, now, contents, settings }) => {
    if (query.status !== 'draft') return seeOther(`/queries/${query.id}/receipt`);
    const opened = await contents.open(loaded, opening, { action: 'read-draft', caller, now });
    const { targets } = await settings.current();
    const written = writtenDraft(opened.query, opened.parts);
    const { id, version, savedAt, language, urgency, neededBy, urgencyReason, law, tried } = written;
    return ok({ draft: { id, version, savedAt, language, urgency, neededBy, urgencyReason, law, tried }, targets });
  },
  page: BackgroundPage,
});

/** POST /queries/{id}/save-background: the asker says by when, which law is concerned and what was tried. */
export const saveDraftBackground = route({
  in: 'vault',
  method: 'POST',
  path: '/queries/{id}/save-background',
  summary: 'Save background and deadline of a draft.',
  may: 'save',
  input: z.safeExtend(AskedBackground, { next: Next }),
  form: draftBackground,
  run: async ({ query, input: { next, ...input }, now, commit }) => {
    const change = saveBackground(query, input, now);
    return commit(change, seeOther(placeAfter(change.query, next, now), { version: change.query.version }));
  },
});

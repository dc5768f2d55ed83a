import * as z from 'zod/mini';
import { mayWith } from '../../shared/access.ts';
import { draftEndsAt } from '../../shared/asking.ts';
import { stepsOf } from '../../shared/steps.ts';
import { AskPage } from '../../web/pages/ask.tsx';
import { ok, route, seeOther } from './route.ts';

/** GET /queries/{id}/edit: the steps of a draft and how each stands; nothing of the text is opened. */
export const editDraft = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/edit',
  summary: 'The steps of a draft and how each stands. Nothing of the text.',
  may: 'read-draft',
  input: z.strictObject({}),
  run: ({ query, caller, now }) => {
    if (query.status !== 'draft') return seeOther(`/queries/${query.id}/receipt`);
    const { id, version, topic, updatedAt: savedAt } = query;
    const steps = stepsOf(query, now.slice(0, 10));
    const kept = { savedAt, until: draftEndsAt(query), mayDiscard: mayWith(query, 'discard', caller, now) };
    return ok({ draft: { id, version, topic, steps, ...kept } });
  },
  page: AskPage,
});

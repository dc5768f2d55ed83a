import * as z from 'zod';
import { mayWith } from '../../shared/access.ts';
import { draftEndsAt } from '../../shared/asking.ts';
import { AskPage } from '../../web/pages/ask.tsx';
import { ok, route, seeOther } from './route.ts';
import { writtenDraft } from './written-draft.ts';

/** GET /queries/{id}/edit: the asker goes on with a draft. */
export const editDraft = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}/edit',
  summary: 'A draft, to go on writing.',
  may: 'read-draft',
  input: z.strictObject({}),
  run: async ({ loaded, query, caller, now, contents, settings }) => {
    if (query.status !== 'draft') return seeOther(`/queries/${query.id}/receipt`);
    const event = { code: 'opened', details: { part: 'draft', through: 'right' } } as const;
    const opened = await contents.open(loaded, event, { action: 'read-draft', caller, now });
    const { targets } = await settings.current();
    const { updatedAt: savedAt } = opened.query;
    const mayDiscard = mayWith(opened.query, 'discard', caller, now);
    const kept = { savedAt, until: draftEndsAt(opened.query), mayDiscard };
    return ok({ draft: writtenDraft(opened.query, opened.parts), kept, targets });
  },
  page: AskPage,
});

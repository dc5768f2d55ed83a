import * as z from 'zod/mini';
import { clockOf, started } from '../../shared/clock.ts';
import { Refused } from '../../shared/refused.ts';
import { stepsOf } from '../../shared/steps.ts';
import { CheckPage } from '../../web/pages/check.tsx';
import { ok, route, seeOther } from './route.ts';
import { writtenDraft } from './written-draft.ts';

/** GET /queries/{id}/check: the asker looks it over before it is sent. */
export const checkDraft = route({
  in: 'vault',
  method: 'GET',
  path: '/queries/{id}/check',
  summary: 'A draft, to check before sending.',
  may: 'read-draft',
  input: z.strictObject({}),
  run: async ({ loaded, query, caller, now, contents, settings }) => {
    // The browser's Back after sending comes here: it leads to the receipt, so that nobody wonders whether it was sent.
    if (query.status !== 'draft') return seeOther(`/queries/${query.id}/receipt`);
    const event = { code: 'opened', details: { part: 'draft', through: 'right' } } as const;
    const opened = await contents.open(loaded, event, { action: 'read-draft', caller, now });
    if (opened.query.status !== 'draft') throw new Refused('not-found');
    const written = writtenDraft(opened.query, opened.parts);
    const set = await settings.current();
    const { requestKind } = written;
    const { dueAt } = clockOf(started('first-advice', now, { requestKind, urgent: false }), set);
    const steps = stepsOf(opened.query, now.slice(0, 10));
    return ok({ ...written, steps, dueAt, urgentDays: set.targets.firstAdvice.urgent });
  },
  page: CheckPage,
});

import * as z from 'zod/mini';
import { ScopePage } from '../../web/pages/scope.tsx';
import { ok, route, seeOther } from './route.ts';

/** GET /ask/scope: asked before anything is written, so that nobody writes about a person's case in vain. */
export const scopePage = route({
  in: 'office',
  method: 'GET',
  path: '/ask/scope',
  summary: 'Does the question concern an individual case? Asked before anything is written.',
  may: 'ask',
  input: z.strictObject({}),
  run: () => ok({}),
  page: ScopePage,
});

/** POST /ask/scope: on to the form, or to where an individual case belongs; of the latter nothing is kept but the count. */
export const chooseScope = route({
  in: 'office',
  method: 'POST',
  path: '/ask/scope',
  summary: 'Say whether the question concerns an individual case. If so, nothing is kept but the count.',
  may: 'ask',
  repeatable: true,
  input: z.strictObject({ individualCase: z.enum(['yes', 'no']) }),
  form: scopePage,
  run: async ({ input, now, reports }) => {
    if (input.individualCase === 'no') return seeOther('/ask?about=general');
    await reports.countTurnedAway(now);
    return seeOther('/individual-cases');
  },
});

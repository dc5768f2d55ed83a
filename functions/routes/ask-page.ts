import * as z from 'zod';
import { AskPage } from '../../web/pages/ask.tsx';
import { ok, route, seeOther } from './route.ts';

/** GET /ask: the form for a new question, once it is clear that it is not about an individual case. */
export const askPage = route({
  in: 'vault',
  method: 'GET',
  path: '/ask',
  summary: 'The form for a new question.',
  may: 'ask',
  input: z.strictObject({ about: z.literal('general').optional(), individualCase: z.string().optional() }),
  run: async ({ input, settings }) =>
    input.about || input.individualCase ? ok({ targets: (await settings.current()).targets }) : seeOther('/ask/scope'),
  page: AskPage,
});

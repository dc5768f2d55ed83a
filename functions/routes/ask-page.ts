import * as z from 'zod';
import { AskPage } from '../../web/pages/ask.tsx';
import { ok, route } from './route.ts';

/** GET /ask: the empty form for a new question. */
export const askPage = route({
  in: 'vault',
  method: 'GET',
  path: '/ask',
  summary: 'The form for a new question.',
  may: 'ask',
  input: z.strictObject({}),
  run: () => ok({}),
  page: AskPage,
});

import * as z from 'zod/mini';
import { AskPage } from '../../web/pages/ask.tsx';
import { QuestionPage } from '../../web/pages/question.tsx';
import { ok, route, seeOther } from './route.ts';

/** Said in the address, or by the form: it is clear that it is not about an individual case. */
const Scope = z.strictObject({ about: z.optional(z.literal('general')), individualCase: z.optional(z.string()) });

const isGeneral = ({ about, individualCase }: z.infer<typeof Scope>): boolean => Boolean(about ?? individualCase);

/** GET /ask: the steps of a question that is not begun. */
export const askPage = route({
  in: 'office',
  method: 'GET',
  path: '/ask',
  summary: 'The steps of a new question.',
  may: 'ask',
  input: Scope,
  run: ({ input }) => (isGeneral(input) ? ok({}) : seeOther('/ask/scope')),
  page: AskPage,
});

/** GET /ask/question: the first step, which begins a draft. */
export const newQuestion = route({
  in: 'vault',
  method: 'GET',
  path: '/ask/question',
  summary: 'The form for a new question.',
  may: 'ask',
  input: Scope,
  run: ({ input }) => (isGeneral(input) ? ok({}) : seeOther('/ask/scope')),
  page: QuestionPage,
});

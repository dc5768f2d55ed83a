import * as z from 'zod/mini';
import { SignInPage } from '../../web/pages/sign-in.tsx';
import { ok, route } from './route.ts';
import { Next, Steps, stepReply } from './sign-in-steps.ts';

/** The code step as it was shown, for a code that was not right. */
const codeForm = route({
  in: 'door',
  method: 'GET',
  path: '/sign-in/code',
  summary: 'The code step, shown again.',
  may: 'anyone',
  input: z.strictObject({
    email: z.string().check(z.maxLength(254)),
    challenge: z.string().check(z.maxLength(4096)),
    next: Next,
  }),
  run: ({ input }) => ok({ step: 'code' as const, ...input, next: input.next ?? '' }),
  page: SignInPage,
});

/** POST /sign-in/code: six digits from the enrolled device; a browser gets its session, an API client its token. */
export const signInWithCode = route({
  in: 'door',
  method: 'POST',
  path: '/sign-in/code',
  summary:
    'Answer the challenge with the six digits of the enrolled device; answers a session, to be sent as a bearer token.',
  may: 'anyone',
  repeatable: true,
  input: Steps.code,
  form: codeForm,
  run: async ({ input, now, signingIn, sessions }) =>
    stepReply(await signingIn.answerCode(input.challenge, input.code, now), input, sessions, now),
  page: SignInPage,
});

import * as z from 'zod/mini';
import { SignInPage } from '../../web/pages/sign-in.tsx';
import { ok, route } from './route.ts';
import { Next, Steps, stepReply } from './sign-in-steps.ts';

/** GET /sign-in: address and password. */
export const signInPage = route({
  in: 'door',
  method: 'GET',
  path: '/sign-in',
  summary: 'The first step of signing in.',
  may: 'anyone',
  input: z.strictObject({ next: Next }),
  run: ({ input }) => ok({ step: 'password' as const, ...(input.next ? { next: input.next } : {}) }),
  page: SignInPage,
});

/** POST /sign-in: the answer is the same whether or not the account exists. */
export const signInWithPassword = route({
  in: 'door',
  method: 'POST',
  path: '/sign-in',
  summary: 'Sign in with address and password; answers the challenge of the next step.',
  may: 'anyone',
  repeatable: true,
  input: Steps.password,
  form: signInPage,
  run: async ({ input, now, signingIn, sessions }) =>
    stepReply(await signingIn.begin(input.email, input.password, now), input, sessions, now),
  page: SignInPage,
});

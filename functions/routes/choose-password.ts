import * as z from 'zod/mini';
import { SignInPage } from '../../web/pages/sign-in.tsx';
import { ok, route } from './route.ts';
import { Next, Steps, stepReply } from './sign-in-steps.ts';

/** The password step as it was shown, for a password that would not do. */
const passwordForm = route({
  in: 'door',
  method: 'GET',
  path: '/sign-in/new-password',
  summary: 'The new-password step, shown again.',
  may: 'anyone',
  input: z.strictObject({
    email: z.string().check(z.maxLength(254)),
    challenge: z.string().check(z.maxLength(4096)),
    next: Next,
  }),
  run: ({ input }) => ok({ step: 'new-password' as const, ...input, next: input.next ?? '' }),
  page: SignInPage,
});

/** POST /sign-in/new-password: at the first sign-in, a password of one's own. */
export const choosePassword = route({
  in: 'door',
  method: 'POST',
  path: '/sign-in/new-password',
  summary: 'At the first sign-in: choose a password in place of the one in the invitation.',
  may: 'anyone',
  repeatable: true,
  input: Steps.newPassword,
  form: passwordForm,
  run: async ({ input, now, signingIn, sessions }) =>
    stepReply(await signingIn.choosePassword(input.challenge, input.password), input, sessions, now),
  page: SignInPage,
});

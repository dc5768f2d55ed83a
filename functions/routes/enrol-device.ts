import * as z from 'zod/mini';
import { SignInPage } from '../../web/pages/sign-in.tsx';
import { ok, route } from './route.ts';
import { Next, Steps, stepReply } from './sign-in-steps.ts';

/** The enrolment step as it was shown, for a code that was not right. */
const enrolForm = route({
  in: 'door',
  method: 'GET',
  path: '/sign-in/enrol',
  summary: 'The enrolment step, shown again.',
  may: 'anyone',
  input: z.strictObject({
    email: z.string().check(z.maxLength(254)),
    challenge: z.string().check(z.maxLength(4096)),
    secret: z.string().check(z.maxLength(128)),
    otpauth: z.optional(z.string().check(z.maxLength(500))),
    next: Next,
  }),
  run: ({ input }) => ok({ step: 'enrol' as const, ...input, otpauth: input.otpauth ?? '', next: input.next ?? '' }),
  page: SignInPage,
});

/** POST /sign-in/enrol: at the first sign-in, the device proves that it holds the secret. */
export const enrolDevice = route({
  in: 'door',
  method: 'POST',
  path: '/sign-in/enrol',
  summary: 'At the first sign-in: enrol the device with its first code.',
  may: 'anyone',
  repeatable: true,
  input: Steps.enrol,
  form: enrolForm,
  run: async ({ input, now, signingIn, sessions }) =>
    stepReply(await signingIn.enrol(input.challenge, input.code, now), input, sessions, now),
  page: SignInPage,
});

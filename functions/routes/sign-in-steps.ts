import * as z from 'zod/mini';
import { line } from '../../shared/fields.ts';
import type { SignInData } from '../../web/pages/sign-in.tsx';
import type { SignIn } from '../lib/identity.ts';
import { sessionCookie } from '../lib/session-cookie.ts';
import { idleSeconds, type Sessions } from '../lib/sessions.ts';
import { ok, type Reply } from './route.ts';

/** A path of this site to go on to after signing in; never another site's. */
const LocalPath = z.string().check(z.maxLength(2000), z.regex(/^\/(?![/\\])[\w\-./~%?&=]*$/));

/** An empty or foreign `next` is no next: a link that was tampered with still lets its owner in. */
export const Next = z.catch(z.optional(LocalPath), undefined);

const Password = z.string().check(z.minLength(1), z.maxLength(256));
const Address = z.email().check(z.maxLength(254));
const Challenge = z.string().check(z.minLength(1), z.maxLength(4096));
const Code = z.pipe(
  z.pipe(
    z.string(),
    z.transform((typed) => typed.replaceAll(/\s/g, '')),
  ),
  z.string().check(z.regex(/^\d{6}$/)),
);

/** What each step of signing in is sent. */
export const Steps = {
  password: z.strictObject({ email: Address, password: Password, next: Next }),
  code: z.strictObject({ email: Address, challenge: Challenge, code: Code, next: Next }),
  newPassword: z.strictObject({ email: Address, challenge: Challenge, password: Password, next: Next }),
  enrol: z.strictObject({
    email: Address,
    challenge: Challenge,
    code: Code,
    secret: z.string().check(z.regex(/^[A-Z2-7]{16,128}$/)),
    otpauth: z.optional(line(500)),
    next: Next,
  }),
};

/**
 * What an API client is answered when both factors are proved: its session, to be sent as a bearer token, and how long it lasts
 * unused. A browser gets the same as a cookie, and goes on.
 */
type SignedIn = { token: string; idleSeconds: number };

const otpauthOf = (email: string, secret: string) =>
  `otpauth://totp/${encodeURIComponent(`Advice Hub:${email}`)}?secret=${secret}&issuer=Advice%20Hub`;

/** The reply to a step: the page of the next step, or a session and the way onward. */
export async function stepReply(
  reached: SignIn,
  { email, next }: { email: string; next?: string | undefined },
  sessions: Sessions,
  now: string,
): Promise<Reply<SignInData> | (Reply<SignedIn> & { location: string })> {
  const onward = next ? { next } : {};
  if (reached.step === 'enrol') {
    const { challenge, secret } = reached;
    return ok({ step: 'enrol', challenge, email, secret, otpauth: otpauthOf(email, secret), ...onward });
  }
  if (reached.step !== 'done') return ok({ step: reached.step, challenge: reached.challenge, email, ...onward });
  const token = await sessions.begin(reached.personId, now);
  return {
    status: 303,
    location: next ?? '/home',
    data: { token, idleSeconds },
    cookies: [`${sessionCookie}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`],
  };
}

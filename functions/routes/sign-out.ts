import * as z from 'zod/mini';
import { SignedOutPage } from '../../web/pages/signed-out.tsx';
import { sessionCookie } from '../lib/session-cookie.ts';
import { ok, route, seeOther } from './route.ts';

/** POST /sign-out: the session ends, and the browser forgets what it kept of this site. */
export const signOut = route({
  in: 'door',
  method: 'POST',
  path: '/sign-out',
  summary: 'End the session.',
  may: 'anyone',
  repeatable: true,
  input: z.strictObject({}),
  run: async ({ session, locale, sessions }) => {
    await sessions.end(session);
    return {
      // All cookies go, the chosen language's too: the page says again which it was.
      ...seeOther(`/signed-out?lang=${locale}`),
      cookies: [`${sessionCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`],
      headers: { 'clear-site-data': '"cache", "cookies", "storage"' },
    };
  },
});

/** GET /signed-out: it is over. */
export const signedOut = route({
  in: 'door',
  method: 'GET',
  path: '/signed-out',
  summary: 'You are signed out.',
  may: 'anyone',
  input: z.strictObject({}),
  run: () => ok({}),
  page: SignedOutPage,
});

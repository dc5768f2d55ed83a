import * as z from 'zod/mini';
import type { Term } from '../lib/sessions.ts';
import { ok, route } from './route.ts';

/** How much is left of a session, and whether more can be had. */
function leftOf(term: Term | undefined, now: string) {
  if (!term) return ok({});
  const secondsLeft = Math.max(0, Math.round((Date.parse(term.endsAt) - Date.parse(now)) / 1000));
  return ok({ secondsLeft, mayStay: term.endsAt < term.endsAnywayAt });
}

/** GET /session: how long the session lasts, without prolonging it. */
export const sessionTerm = route({
  in: 'door',
  method: 'GET',
  path: '/session',
  summary: 'How many seconds are left of the session that is shown; asking does not prolong it.',
  may: 'be-signed-in',
  input: z.strictObject({}),
  unnoticed: true,
  run: ({ term, now }) => leftOf(term, now),
});

/** POST /session/stay: somebody is still here. */
export const staySignedIn = route({
  in: 'door',
  method: 'POST',
  path: '/session/stay',
  summary: 'Prolong the session that is shown, as every other request does.',
  may: 'be-signed-in',
  repeatable: true,
  input: z.strictObject({}),
  run: ({ term, now }) => leftOf(term, now),
});

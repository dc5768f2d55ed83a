import * as z from 'zod/mini';
import { Locale } from '../../shared/languages.ts';
import { NoticesBy } from '../../shared/mailing.ts';
import { Refused } from '../../shared/refused.ts';
import { changeDetails, chooseNotices, endOwnSessions } from '../../shared/registry.ts';
import { TimeZone } from '../../shared/time-zones.ts';
import { AccountPage } from '../../web/pages/account.tsx';
import { ok, route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

/** GET /account: one's own details, how one hears of something new, and where one is signed in. */
export const accountPage = route({
  in: 'office',
  method: 'GET',
  path: '/account',
  summary: 'Your details, how you hear of something new, and where you are signed in.',
  may: 'be-signed-in',
  input: z.strictObject({}),
  run: async ({ person, now, session, sessions }) => {
    const { version, name, email, locale, timeZone, mailing, noticesBy = 'mail', shortcuts = false } = person;
    const here = sessions.idOf(session);
    const own = (await sessions.listOf(person.id, now)).map((each) => ({ ...each, here: each.id === here }));
    return ok({
      ...{ version, name, email, locale, timeZone, shortcuts, noticesBy },
      ...{ mail: mailing?.status ?? 'ok', sessions: own },
    });
  },
  page: AccountPage,
});

/** POST /account/details: the language one is written to in, the zone one's times are told in, and whether keys are shortcuts. */
export const changeOwnDetails = route({
  in: 'office',
  method: 'POST',
  path: '/account/details',
  summary: 'Choose your language, your time zone, and whether keys are shortcuts.',
  may: 'be-signed-in',
  versioned: true,
  done: 'done.details',
  input: z.strictObject({ locale: Locale, timeZone: TimeZone, shortcuts: z.optional(z.enum(['off', 'on'])) }),
  form: accountPage,
  run: ({ person, input: { shortcuts, ...input }, version, register }) =>
    register(
      changeDetails(unchanged(person, version), {
        ...{ name: person.name, ...input },
        ...(shortcuts ? { shortcuts: shortcuts === 'on' } : {}),
      }),
      seeOther(`/account?lang=${input.locale}`),
    ),
});

/** POST /account/notices: a mail for each notice, none, or one a day. */
export const chooseHow = route({
  in: 'office',
  method: 'POST',
  path: '/account/notices',
  summary: 'Choose how you hear of something new: a mail for each notice, none, or one a day.',
  may: 'be-signed-in',
  versioned: true,
  done: 'done.notices',
  input: z.strictObject({ noticesBy: NoticesBy }),
  form: accountPage,
  run: ({ person, input, version, register }) =>
    register(chooseNotices(unchanged(person, version), input.noticesBy), seeOther('/account')),
});

/** POST /account/end-session: one of one's own sessions ends; of anybody else's there is none here. */
export const endOneSession = route({
  in: 'office',
  method: 'POST',
  path: '/account/end-session',
  summary: 'End one of your own sessions.',
  may: 'be-signed-in',
  repeatable: true,
  done: 'done.session',
  input: z.strictObject({ session: z.string().check(z.maxLength(100)) }),
  form: accountPage,
  run: async ({ person, input, now, sessions }) => {
    const own = await sessions.listOf(person.id, now);
    if (!own.some(({ id }) => id === input.session)) throw new Refused('not-found');
    await sessions.endById(input.session);
    return seeOther('/account');
  },
});

/** POST /account/end-sessions: every session of one's own but this one ends. */
export const endOtherSessions = route({
  in: 'office',
  method: 'POST',
  path: '/account/end-sessions',
  summary: 'End all your own sessions but the one you are in.',
  may: 'be-signed-in',
  versioned: true,
  done: 'done.sessions',
  input: z.strictObject({}),
  form: accountPage,
  run: async ({ person, version, now, session, sessions, register }) => {
    const change = endOwnSessions(unchanged(person, version));
    const here = sessions.idOf(session);
    for (const { id } of await sessions.listOf(person.id, now)) if (id !== here) await sessions.endById(id);
    return register(change, seeOther('/account'));
  },
});

/** GET /account/data: what the hub keeps of somebody themself, as a file. */
export const ownData = route({
  in: 'office',
  method: 'GET',
  path: '/account/data',
  summary: 'What is kept of you yourself: your details, your sessions, and the ledger of your account.',
  may: 'be-signed-in',
  input: z.strictObject({}),
  run: async ({ person, now, sessions, ledgers }) => {
    const own = (await sessions.listOf(person.id, now)).map(({ startedAt, lastSeenAt }) => ({ startedAt, lastSeenAt }));
    const { entries } = await ledgers.entriesOf(person.id);
    // Of others there is their part in the hub, not who they are.
    const ledger = entries.map(({ at, code, details, actor }) => ({
      ...{ at, code, details },
      by: actor.id === person.id ? 'yourself' : actor.role,
    }));
    const { lostDevice, addedBy: _, ...details } = person;
    const kept = { ...details, ...(lostDevice ? { lostDevice: { at: lostDevice.at } } : {}) };
    const body = JSON.stringify({ madeAt: now, person: kept, sessions: own, ledger }, null, 2);
    return {
      ...ok({}),
      file: { body, type: 'application/json; charset=utf-8' },
      headers: { 'content-disposition': 'attachment; filename="advice-hub-account.json"' },
    };
  },
});

import * as z from 'zod/mini';
import { Id } from '../../shared/fields.ts';
import { giveFirstPassword, sayDeviceLost, signOutEverywhere } from '../../shared/registry.ts';
import { FirstPasswordPage } from '../../web/pages/first-password.tsx';
import { personPage } from './people.ts';
import { ok, route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

/** POST /people/{personId}/first-password: a password for one sign-in, shown once to the member who asked for it. */
export const firstPassword = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/first-password',
  summary:
    'Give somebody a password for one sign-in, and forget a device that was lost; it is answered once and kept nowhere.',
  may: 'manage-people',
  versioned: true,
  fresh: true,
  input: z.strictObject({ personId: Id, device: z.optional(z.literal('forgotten')) }),
  form: personPage,
  run: async ({ input, person: member, version, now, directory, register, accounts }) => {
    const person = unchanged(await directory.findPerson(input.personId), version);
    // On record first: when this breaks off before there is a password, another one is asked for, and both are on record.
    await register(giveFirstPassword(person, member.id, now, input.device), seeOther(`/people/${person.id}`));
    const { id, name, email } = person;
    const password = await accounts.giveFirstPassword(person, input.device);
    return ok({ id, name, email, password });
  },
  page: FirstPasswordPage,
});

/** POST /people/{personId}/device-lost: a member was told so; with a new password another member has it forgotten. */
export const deviceLost = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/device-lost',
  summary:
    'Say that somebody lost their device. Another member must agree, with a new first password, before it is forgotten.',
  may: 'manage-people',
  versioned: true,
  done: 'done.saved',
  input: z.strictObject({ personId: Id }),
  form: personPage,
  run: async ({ input, person: member, version, now, directory, register }) => {
    const person = unchanged(await directory.findPerson(input.personId), version);
    return register(sayDeviceLost(person, member.id, now), seeOther(`/people/${person.id}`));
  },
});

/** POST /people/{personId}/end-sessions: whoever is signed in as this person is out with their next request. */
export const endSessionsOf = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/end-sessions',
  summary: 'Sign somebody out everywhere; they can sign in again.',
  may: 'manage-people',
  versioned: true,
  done: 'done.signed-out',
  input: z.strictObject({ personId: Id }),
  form: personPage,
  run: async ({ input, version, now, directory, register }) => {
    const person = unchanged(await directory.findPerson(input.personId), version);
    return register(signOutEverywhere(person, now), seeOther(`/people/${person.id}`));
  },
});

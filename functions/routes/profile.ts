import * as z from 'zod/mini';
import type { Expert } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import { changeExpertise, changeInterests } from '../../shared/registry.ts';
import { ProfilePage } from '../../web/pages/profile.tsx';
import { interestsOf, Routing, routedOf, Ties } from './expert-fields.ts';
import { ok, route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

/** Experts who could stand in for this one, by name. */
export const deputiesFor = (expertId: string, roster: readonly Expert[]) =>
  roster
    .filter(({ id, status }) => id !== expertId && status === 'active')
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name));

/** What the expert has promised for a day on which they are away. */
const dueWhileAway = (queries: readonly Query[], { expertise }: Expert) =>
  queries.flatMap((query) => {
    if (query.status !== 'in_progress') return [];
    const { id, reference, clock } = query;
    const day = clock.dueAt.slice(0, 10);
    return expertise.absences.some(({ from, to }) => from <= day && day <= to)
      ? [{ id, reference, dueAt: clock.dueAt }]
      : [];
  });

/** GET /profile: an expert's own profile; what they are routed by, and what they may be tied to. */
export const profilePage = route({
  in: 'office',
  method: 'GET',
  path: '/profile',
  summary: 'Your profile: what you are routed by, what falls due while you are away, and your ties to States.',
  may: 'edit-own-profile',
  input: z.strictObject({}),
  run: async ({ person, caller, now, directory, queries }) => {
    const [roster, { queries: own }] = await Promise.all([
      directory.roster(),
      queries.listByExpert({ caller, actions: ['read'], now }, person.id),
    ]);
    const { version, name, expertise } = person;
    return ok({
      ...{ version, name, expertise },
      deputies: deputiesFor(person.id, roster),
      dueWhileAway: dueWhileAway(own, person),
    });
  },
  page: ProfilePage,
});

/** POST /profile/expertise: an expert sets what they are routed by; what they have stays with them. */
export const changeOwnExpertise = route({
  in: 'office',
  method: 'POST',
  path: '/profile/expertise',
  summary: 'Set your topics, languages, room, days away and deputy; what you have accepted stays with you.',
  may: 'edit-own-profile',
  versioned: true,
  done: 'done.profile',
  input: Routing,
  form: profilePage,
  run: async ({ person, input, version, directory, register }) => {
    const change = changeExpertise(unchanged(person, version), routedOf(input), await directory.roster());
    return register(change, seeOther('/profile'));
  },
});

/** POST /profile: an expert declares their ties; a query of a State they are tied to is closed to them at once. */
export const changeProfile = route({
  in: 'office',
  method: 'POST',
  path: '/profile',
  summary: 'Declare your ties to States; a query of a State you are tied to is closed to you at once.',
  may: 'edit-own-profile',
  versioned: true,
  done: 'done.profile',
  input: Ties,
  form: profilePage,
  // What this closes, the ledger stream closes: nothing is forgotten when this request breaks off.
  run: async ({ person, input, version, now, register }) => {
    const change = changeInterests(unchanged(person, version), interestsOf(input), now.slice(0, 10));
    return register(change, seeOther('/profile'));
  },
});

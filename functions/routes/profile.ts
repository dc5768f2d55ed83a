import * as z from 'zod';
import { CalendarDate } from '../../shared/fields.ts';
import type { Interests } from '../../shared/people.ts';
import { changeInterests } from '../../shared/registry.ts';
import { State } from '../../shared/states.ts';
import { ProfilePage } from '../../web/pages/profile.tsx';
import { ok, route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

/** One or several choices of a form, where one alone comes as a plain string and a choice not made as an empty one. */
const some = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => [value].flat().filter((one) => one !== undefined && one !== ''), z.array(item).max(20));

/** An expert's ties, as a form sends them: up to three employments, each a State with the date it ended. */
const Ties = z.strictObject({
  nationalities: some(State).refine((states) => states.length > 0, { params: { code: 'required' } }),
  residence: State,
  declared: some(State),
  reviewedByOwnBody: some(State),
  employer1: z.union([z.literal(''), State]).optional(),
  employer1Until: z.union([z.literal(''), CalendarDate]).optional(),
  employer2: z.union([z.literal(''), State]).optional(),
  employer2Until: z.union([z.literal(''), CalendarDate]).optional(),
  employer3: z.union([z.literal(''), State]).optional(),
  employer3Until: z.union([z.literal(''), CalendarDate]).optional(),
});

function interestsOf(ties: z.infer<typeof Ties>): Interests {
  const { nationalities, residence, declared, reviewedByOwnBody } = ties;
  const rows = [
    [ties.employer1, ties.employer1Until],
    [ties.employer2, ties.employer2Until],
    [ties.employer3, ties.employer3Until],
  ];
  const employments = rows.flatMap(([state, until]) => (state ? [{ state, ...(until ? { until } : {}) }] : []));
  return { nationalities, residence, declared, reviewedByOwnBody, employments };
}

/** GET /profile: an expert's own profile; what they are routed by, and what they may be tied to. */
export const profilePage = route({
  in: 'desk',
  method: 'GET',
  path: '/profile',
  summary: 'Your profile: what you are routed by, and your ties to States.',
  may: 'edit-own-profile',
  input: z.strictObject({}),
  run: ({ person }) => ok({ version: person.version, name: person.name, expertise: person.expertise }),
  page: ProfilePage,
});

/** POST /profile: an expert declares their ties; a query of a State they are tied to is closed to them at once. */
export const changeProfile = route({
  in: 'desk',
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

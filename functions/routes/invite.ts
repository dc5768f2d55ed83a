import * as z from 'zod/mini';
import { Id, line } from '../../shared/fields.ts';
import { newId } from '../../shared/identifiers.ts';
import { Locale } from '../../shared/languages.ts';
import { type Expert, type Person, roles } from '../../shared/people.ts';
import { Refused } from '../../shared/refused.ts';
import { addPerson, routedProblems } from '../../shared/registry.ts';
import { TimeZone } from '../../shared/time-zones.ts';
import { InvitePage } from '../../web/pages/invite.tsx';
import { interestsOf, Routing, routedOf, Ties } from './expert-fields.ts';
import { deputiesFor } from './profile.ts';
import { created, ok, route } from './route.ts';

/** What is said of anybody. */
export const Details = z.strictObject({ name: line(200), locale: Locale, timeZone: TimeZone });

/** An address that somebody signs in with. */
export const Address = z.pipe(
  z.pipe(z.string().check(z.trim()), z.email().check(z.maxLength(254))),
  z.transform((email) => email.toLowerCase()),
);

const Everyone = z.extend(Details, { email: Address });

const Invited = z.discriminatedUnion('role', [
  z.extend(Everyone, { role: z.literal('official'), institutionId: Id }),
  z.extend(Everyone, { role: z.literal('expert'), ...Routing.shape, ...Ties.shape }),
  z.extend(Everyone, { role: z.literal('secretariat') }),
  z.extend(Everyone, { role: z.literal('auditor') }),
]);

function personOf(invited: z.infer<typeof Invited>, roster: readonly Expert[]): Person {
  const { role, name, email, locale, timeZone } = invited;
  const everyone = { id: newId(), version: 1, name, email, locale, timeZone, status: 'active' } as const;
  if (role === 'official') return { ...everyone, role, institutionId: invited.institutionId };
  if (role !== 'expert') return { ...everyone, role };
  const routed = routedOf(z.object(Routing.shape).parse(invited));
  const problems = routedProblems(routed, everyone.id, roster);
  if (problems.length > 0) throw new Refused('invalid-input', problems);
  return { ...everyone, role, expertise: { ...routed, interests: interestsOf(invited) } };
}

/** GET /people/invite: the form for somebody new of a role. */
export const invitePage = route({
  in: 'office',
  method: 'GET',
  path: '/people/invite',
  summary: 'What is asked of somebody new, by role.',
  may: 'manage-people',
  input: z.object({ role: z._default(z.enum(roles), 'expert') }),
  run: async ({ input: { role }, directory }) => {
    const institutions = role === 'official' ? await directory.listInstitutions() : [];
    const roster = role === 'expert' ? await directory.roster() : [];
    return ok({
      role,
      deputies: deputiesFor('', roster),
      institutions: institutions
        .map(({ id, name, state }) => ({ id, name, state }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    });
  },
  page: InvitePage,
});

/** POST /people: somebody new is let in; a password for the first sign-in is given on their page. */
export const invite = route({
  in: 'office',
  method: 'POST',
  path: '/people',
  summary: 'Let somebody new in; their first password is given by itself, on their page.',
  may: 'manage-people',
  done: 'done.invited',
  input: Invited,
  form: invitePage,
  run: async ({ input, person: member, directory, register }) => {
    if (input.role === 'official' && !(await directory.findInstitution(input.institutionId)))
      throw new Refused('invalid-input', [{ field: 'institutionId', code: 'unknown-option' }]);
    const person = personOf(input, input.role === 'expert' ? await directory.roster() : []);
    return register(addPerson(person, member.id), created(`/people/${person.id}`, { id: person.id, version: 1 }));
  },
});

import * as z from 'zod/mini';
import { verbsOpenTo } from '../../shared/access.ts';
import { expertOf } from '../../shared/assignment.ts';
import { Id } from '../../shared/fields.ts';
import { type Expertise, roles } from '../../shared/people.ts';
import { isSent, type SentQuery } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
import { isLetInBy, reinstate, resumeMail, suspend } from '../../shared/registry.ts';
import { hasLeft, successorsFor } from '../../shared/sharing.ts';
import { PeoplePage } from '../../web/pages/people.tsx';
import { PersonPage } from '../../web/pages/person.tsx';
import type { Directory } from '../lib/directory.ts';
import { PersonCursor, personCursorFrom } from './cursor.ts';
import { ok, route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

const Role = z.enum(roles);

/** GET /people: people of one role by name, a page at a time, or those whose name or address is looked for. */
export const peoplePage = route({
  in: 'office',
  method: 'GET',
  path: '/people',
  summary:
    'People of one role by name, 50 at a time; `find` is the beginning of a name, or a whole address of any role.',
  may: 'manage-people',
  input: z.strictObject({
    role: z._default(Role, 'expert'),
    find: z.optional(z.string().check(z.trim(), z.maxLength(254))),
    cursor: z.optional(PersonCursor),
  }),
  run: async ({ input: { role, find, cursor }, directory }) => {
    const byAddress = find?.includes('@') ? await directory.findByAddress(find) : undefined;
    const { people, next } = find?.includes('@')
      ? { people: byAddress ? [byAddress] : [], next: undefined }
      : await directory.pageOfPeople(role, { beginsWith: find, after: cursor });
    const institutions = people.some((person) => person.role === 'official') ? await directory.listInstitutions() : [];
    const names = new Map(institutions.map(({ id, name }) => [id, name]));
    const rows = people.map((person) => {
      const { id, name, email, status, firstPasswordAt } = person;
      const institutionName = person.role === 'official' ? names.get(person.institutionId) : undefined;
      return {
        ...{ id, name, email, status },
        ...(firstPasswordAt ? {} : { cannotSignIn: true }),
        ...(institutionName ? { institutionName } : {}),
      };
    });
    return ok({
      role: byAddress?.role ?? role,
      ...(find ? { find } : {}),
      rows,
      ...(next ? { next: personCursorFrom(next) } : {}),
    });
  },
  page: PeoplePage,
});

/** GET /people/{personId}: one person, what they carry, and who could take over. */
export const personPage = route({
  in: 'office',
  method: 'GET',
  path: '/people/{personId}',
  summary: 'One person: status, open queries, and colleagues who could take over.',
  may: 'manage-people',
  input: z.strictObject({ personId: Id }),
  run: async ({ input, person: member, caller, now, directory, queries }) => {
    const person = await directory.findPerson(input.personId);
    if (!person) throw new Refused('not-found');
    const { id, version, name, email, role, status, mailing, locale, timeZone, firstPasswordAt } = person;
    const reader = { caller, actions: ['oversee'], now } as const;
    const listed =
      role === 'expert'
        ? await queries.listByExpert(reader, id)
        : role === 'official'
          ? await queries.listOwn(reader, id)
          : { queries: [] };
    const carried = listed.queries
      .filter(isSent)
      .filter((query) => (role === 'official' ? query.askerId : expertOf(query)) === id);
    const left = carried.filter(
      (query) => hasLeft(query, person) && verbsOpenTo(query, caller, now).includes('hand-over'),
    );
    return ok({
      ...{ id, version, name, email, role, status, locale, timeZone, queries: carried.map(carriedQuery) },
      ...(role === 'official' && left.length > 0
        ? { successors: successorsFor(left, await directory.listPeople('official')) }
        : {}),
      ...(mailing ? { mailing } : {}),
      ...(firstPasswordAt ? { firstPasswordAt } : {}),
      ...(isLetInBy(person, member.id) ? { letInByYou: true } : {}),
      ...(person.lostDevice ? { deviceLostAt: person.lostDevice.at } : {}),
      ...(person.role === 'expert' ? { routed: await routedWithDeputy(person.expertise, directory) } : {}),
      ...(person.role === 'official' ? { institution: await namedInstitution(person.institutionId, directory) } : {}),
    });
  },
  page: PersonPage,
});

const carriedQuery = ({ id, reference, status }: SentQuery) => ({ id, reference, status, url: `/queries/${id}/card` });

type FindPerson = Pick<Directory, 'findPerson' | 'findInstitution'>;

async function routedWithDeputy({ interests: _, ...routed }: Expertise, { findPerson }: FindPerson) {
  const deputy = routed.deputyId ? await findPerson(routed.deputyId) : undefined;
  return { ...routed, ...(deputy ? { deputyName: deputy.name } : {}) };
}

async function namedInstitution(id: string, { findInstitution }: FindPerson) {
  return { id, name: (await findInstitution(id))?.name ?? '' };
}

/** POST /people/{personId}/suspend: every access ends with the person's next request. */
export const suspendPerson = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/suspend',
  summary: 'Suspend somebody: every access ends with their next request.',
  may: 'manage-people',
  versioned: true,
  input: z.strictObject({ personId: Id }),
  done: 'done.suspended',
  form: personPage,
  run: async ({ input, person: member, version, directory, register }) => {
    const person = unchanged(await directory.findPerson(input.personId), version);
    return register(suspend(person, member.id), seeOther(`/people/${person.id}`));
  },
});

/** POST /people/{personId}/reinstate: they may come back. */
export const reinstatePerson = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/reinstate',
  summary: 'Let somebody who was suspended come back; they sign in anew.',
  may: 'manage-people',
  versioned: true,
  input: z.strictObject({ personId: Id }),
  done: 'done.reinstated',
  form: personPage,
  run: async ({ input, version, now, directory, register }) => {
    const person = unchanged(await directory.findPerson(input.personId), version);
    return register(reinstate(person, now), seeOther(`/people/${person.id}`));
  },
});

/** POST /people/{personId}/resume-mail: their address takes mail again. */
export const resumeMailTo = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/resume-mail',
  summary: 'Send mail again to an address that bounced or complained.',
  may: 'manage-people',
  versioned: true,
  input: z.strictObject({ personId: Id }),
  done: 'done.mail-resumed',
  form: personPage,
  run: async ({ input, now, version, directory, register }) => {
    const person = unchanged(await directory.findPerson(input.personId), version);
    return register(resumeMail(person, now), seeOther(`/people/${person.id}`));
  },
});

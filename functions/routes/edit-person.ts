import * as z from 'zod/mini';
import { Id } from '../../shared/fields.ts';
import type { Expert, Person } from '../../shared/people.ts';
import { Refused } from '../../shared/refused.ts';
import { changeAddress, changeDetails, changeExpertise } from '../../shared/registry.ts';
import { DetailsPage } from '../../web/pages/details.tsx';
import { ExpertisePage } from '../../web/pages/expertise.tsx';
import { Routing, routedOf } from './expert-fields.ts';
import { Address, Details } from './invite.ts';
import { deputiesFor } from './profile.ts';
import { ok, route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

const Whose = z.strictObject({ personId: Id });

function expertIn(person: Person | undefined): Expert {
  if (person?.role !== 'expert') throw new Refused('not-found');
  return person;
}

/** GET /people/{personId}/details: what somebody is called, reads and lives by, to be edited. */
export const detailsPage = route({
  in: 'office',
  method: 'GET',
  path: '/people/{personId}/details',
  summary: 'Name, language, time zone and institution of somebody, to be edited.',
  may: 'manage-people',
  input: Whose,
  run: async ({ input, directory }) => {
    const person = await directory.findPerson(input.personId);
    if (!person) throw new Refused('not-found');
    const { id, version, role, name, email, locale, timeZone } = person;
    const institutions = role === 'official' ? await directory.listInstitutions() : [];
    return ok({
      ...{ id, version, role, name, email, locale, timeZone },
      ...(person.role === 'official' ? { institutionId: person.institutionId } : {}),
      institutions: institutions
        .map((one) => ({ id: one.id, name: one.name, state: one.state }))
        .sort((a, b) => a.name.localeCompare(b.name)),
    });
  },
  page: DetailsPage,
});

/** POST /people/{personId}/details: the secretariat sets them anew. */
export const editDetails = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/details',
  summary: 'Set name, language and time zone of somebody, and the institution an official asks for.',
  may: 'manage-people',
  versioned: true,
  done: 'done.saved',
  input: z.extend(Details, { personId: Id, institutionId: z.optional(Id) }),
  form: detailsPage,
  run: async ({ input: { personId, ...details }, version, directory, register }) => {
    const person = unchanged(await directory.findPerson(personId), version);
    const { institutionId } = details;
    if (institutionId && (person.role !== 'official' || !(await directory.findInstitution(institutionId))))
      throw new Refused('invalid-input', [{ field: 'institutionId', code: 'unknown-option' }]);
    return register(changeDetails(person, details), seeOther(`/people/${person.id}`));
  },
});

/** POST /people/{personId}/address: somebody signs in with another address, and mail goes there. */
export const editAddress = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/address',
  summary: 'Set the address that somebody signs in with and gets mail at; nobody else ever signs in with the old one.',
  may: 'manage-people',
  versioned: true,
  fresh: true,
  done: 'done.saved',
  input: z.strictObject({ personId: Id, email: Address }),
  form: detailsPage,
  run: async ({ input: { personId, email }, person: member, version, directory, register, accounts }) => {
    if (personId === member.id) throw new Refused('own-request');
    const found = await directory.findPerson(personId);
    const done = seeOther(`/people/${personId}`);
    // On record first, then where they sign in: when this breaks off in between, the same request, or the same address
    // typed again, does what was left undone.
    if (found?.email !== email) await register(changeAddress(unchanged(found, version), email), done);
    await accounts.changeAddress({ id: personId, email });
    return done;
  },
});

/** GET /people/{personId}/expertise: what an expert is routed by, to be edited. */
export const expertisePage = route({
  in: 'office',
  method: 'GET',
  path: '/people/{personId}/expertise',
  summary: 'Topics, languages, room, days away and deputy of an expert, to be edited.',
  may: 'manage-people',
  input: Whose,
  run: async ({ input, directory }) => {
    const expert = expertIn(await directory.findPerson(input.personId));
    const { interests: _, ...routed } = expert.expertise;
    const { id, version, name } = expert;
    return ok({ id, version, name, routed, deputies: deputiesFor(id, await directory.roster()) });
  },
  page: ExpertisePage,
});

/** POST /people/{personId}/expertise: the secretariat sets it anew; what the expert has stays with them. */
export const editExpertise = route({
  in: 'office',
  method: 'POST',
  path: '/people/{personId}/expertise',
  summary: 'Set what an expert is routed by; what they have accepted stays with them.',
  may: 'manage-people',
  versioned: true,
  done: 'done.saved',
  input: z.extend(Routing, { personId: Id }),
  form: expertisePage,
  run: async ({ input: { personId, ...routing }, version, directory, register }) => {
    const expert = unchanged(expertIn(await directory.findPerson(personId)), version);
    const change = changeExpertise(expert, routedOf(routing), await directory.roster());
    return register(change, seeOther(`/people/${expert.id}`));
  },
});

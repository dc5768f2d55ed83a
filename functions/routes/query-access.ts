import * as z from 'zod';
import { accessOf } from '../../shared/witness.ts';
import { AccessPage } from '../../web/pages/access.tsx';
import { ok, route } from './route.ts';

/** GET /queries/{id}/access: who can see this query now, and everyone who did, for those who ask. */
export const queryAccess = route({
  in: 'desk',
  method: 'GET',
  path: '/queries/{id}/access',
  summary: 'Everyone who can see this query, and every opening of it with time and role.',
  may: 'see-access',
  input: z.strictObject({}),
  run: async ({ loaded, query, person, now, queries, directory }) => {
    const entries = await queries.ledgerOf(loaded);
    const access = accessOf(query, entries, now);
    const people = await directory.findPeople(access.named);
    const nameOf = (id: string) => people.get(id)?.name;
    return ok({
      id: query.id,
      version: query.version,
      status: query.status,
      confidentiality: query.confidentiality,
      ...('reference' in query ? { reference: query.reference } : {}),
      readers: access.readers.map(({ personId, ...reader }) => ({ ...reader, ...named(nameOf(personId)) })),
      openings: access.openings.map(({ personId, ...opening }) => ({ ...opening, ...named(nameOf(personId)) })),
      emergencies: access.emergencies.map(({ memberId, approvedBy, refusedBy, ...emergency }) => ({
        ...emergency,
        memberName: nameOf(memberId) ?? '',
        ...(approvedBy ? { approverName: nameOf(approvedBy) ?? '' } : {}),
        ...(refusedBy ? { refuserName: nameOf(refusedBy) ?? '' } : {}),
      })),
      coOwners: query.coOwners.map((id) => ({ id, name: nameOf(id) ?? '' })),
      isAsker: query.askerId === person.id,
    });
  },
  page: AccessPage,
});

const named = (name: string | undefined) => (name ? { name } : {});

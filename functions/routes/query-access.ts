import * as z from 'zod/mini';
import { relationsTo, standingInFor } from '../../shared/access.ts';
import { expertAtWork } from '../../shared/assignment.ts';
import { statusToAsker } from '../../shared/query.ts';
import { Refused } from '../../shared/refused.ts';
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
    const expertId = expertAtWork(query);
    const [entries, expert] = await Promise.all([
      queries.ledgerOf(loaded),
      expertId ? directory.findPerson(expertId) : undefined,
    ]);
    if (query.status === 'erased' || query.status === 'discarded') throw new Refused('not-found');
    const deputyId = expert?.role === 'expert' ? expert.expertise.deputyId : undefined;
    const access = accessOf(query, entries, { deputyId, now });
    const standing = await directory.findPeople([...access.named, ...access.readers.map(({ personId }) => personId)]);
    // Experts are named by their part alone, whoever was looked up.
    const nameOf = (id: string) => (access.named.includes(id) ? standing.get(id)?.name : undefined);
    // Who was suspended, moved on or is tied to the State sees nothing any more, whatever the query still says of them.
    const still = access.readers.filter(({ personId, as }) => {
      const reader = standing.get(personId);
      if (!reader) return false;
      const relations = relationsTo(query, standingInFor({ kind: 'person', person: reader }, expert), now);
      // A deputy who clears the advice is the second expert, and no bystander.
      return as === 'deputy' ? relations.includes('deputy') : relations.length > 0;
    });
    return ok({
      id: query.id,
      version: query.version,
      status: statusToAsker(query.status),
      confidentiality: query.confidentiality,
      ...('reference' in query ? { reference: query.reference } : {}),
      readers: still.map(({ personId, ...reader }) => ({ ...reader, ...named(nameOf(personId)) })),
      openings: access.openings.map(({ personId, ...opening }) => ({ ...opening, ...named(nameOf(personId)) })),
      emergencies: access.emergencies.map(({ memberId, approvedBy, refusedBy, ...emergency }) => ({
        ...emergency,
        memberName: nameOf(memberId) ?? '',
        ...(approvedBy ? { approverName: nameOf(approvedBy) ?? '' } : {}),
        ...(refusedBy ? { refuserName: nameOf(refusedBy) ?? '' } : {}),
      })),
      coOwners: query.coOwners.map((id) => ({
        id,
        name: nameOf(id) ?? '',
        sees: still.some(({ personId }) => personId === id),
      })),
      isAsker: query.askerId === person.id,
    });
  },
  page: AccessPage,
});

const named = (name: string | undefined) => (name ? { name } : {});

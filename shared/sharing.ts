import { noticesOf } from './audience.ts';
import { type Change, moved } from './change.ts';
import type { Official, Person } from './people.ts';
import { coOwnerLimit, type Query } from './query.ts';
import { Refused } from './refused.ts';
import { movable } from './transitions.ts';

/** The asker lets a colleague of the same institution in. */
export function addCoOwner(query: Query, colleague: Official, now: string): Change {
  const before = movable('add-co-owner', query);
  if (colleague.institutionId !== before.institutionId || colleague.status !== 'active')
    throw new Refused('invalid-input', [{ field: 'email', code: 'not-a-colleague' }]);
  if (before.coOwners.length >= coOwnerLimit)
    throw new Refused('invalid-input', [{ field: 'email', code: 'too-many', limit: coOwnerLimit }]);
  if (colleague.id === before.askerId || before.coOwners.includes(colleague.id)) throw new Refused('already-assigned');
  const after: Query = { ...moved(before, now), coOwners: [...before.coOwners, colleague.id] };
  return {
    query: after,
    event: { code: 'co-owner-added', details: { personId: colleague.id } },
    notices: noticesOf('co-owner-added', after, { named: [colleague.id] }),
  };
}

/** The asker takes a colleague's access back. */
export function removeCoOwner(query: Query, personId: string, now: string): Change {
  const before = movable('remove-co-owner', query);
  if (!before.coOwners.includes(personId)) throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), coOwners: before.coOwners.filter((id) => id !== personId) },
    event: { code: 'co-owner-removed', details: { personId } },
    notices: [],
  };
}

/** Is this somebody of the institution that keeps the query, who may come in? */
const isOfItsInstitution = ({ institutionId }: Query, person: Person | undefined): boolean =>
  person?.role === 'official' && person.institutionId === institutionId && person.status === 'active';

/** Has the asker of this query left: gone, suspended, or moved to another institution? */
export const hasLeft = (query: Query, asker: Person | undefined): boolean => !isOfItsInstitution(query, asker);

/** The colleagues of whoever asked these queries, who could take them over once the asker has left. */
export const successorsFor = (
  queries: readonly Query[],
  officials: readonly Person[],
): { id: string; name: string }[] =>
  officials
    .filter((one) => queries.some((query) => query.askerId !== one.id && isOfItsInstitution(query, one)))
    .map(({ id, name }) => ({ id, name }));

/**
 * The asker left: the institution keeps the query, and a successor whom the secretariat endorses has it from now on.
 * From an asker who is still there nothing is taken.
 */
export function handOver(query: Query, leaver: Person | undefined, successor: Official, now: string): Change {
  const before = movable('hand-over', query);
  if (!hasLeft(before, leaver)) throw new Refused('not-possible-now');
  if (successor.institutionId !== before.institutionId || successor.status !== 'active')
    throw new Refused('invalid-input', [{ field: 'successorId', code: 'not-a-colleague' }]);
  if (successor.id === before.askerId) throw new Refused('already-assigned');
  const after: Query = {
    ...moved(before, now),
    askerId: successor.id,
    coOwners: before.coOwners.filter((id) => id !== successor.id),
  };
  return {
    query: after,
    event: { code: 'handed-over', details: { fromId: before.askerId, toId: successor.id } },
    notices: noticesOf('handed-over', after, { named: before.glass?.status === 'approved' ? [successor.id] : [] }),
  };
}

/** The asker's side hides State, institution and person from experts. */
export function restrict(query: Query, now: string): Change {
  const before = movable('restrict', query);
  if (before.confidentiality === 'restricted') throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), confidentiality: 'restricted' },
    event: { code: 'restricted', details: {} },
    notices: [],
  };
}

/** The asker lets experts know the State again; their consent is on record. */
export function unrestrict(query: Query, now: string): Change {
  const before = movable('unrestrict', query);
  if (before.confidentiality === 'standard') throw new Refused('not-possible-now');
  return {
    query: { ...moved(before, now), confidentiality: 'standard' },
    event: { code: 'unrestricted', details: { consent: 'yes' } },
    notices: [],
  };
}

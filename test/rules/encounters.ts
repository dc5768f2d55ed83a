import fc from 'fast-check';
import type { Caller } from '../../shared/access.ts';
import { expertOf } from '../../shared/assignment.ts';
import type { Person } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import { idOf, world } from './worlds.ts';

/** Somebody meets a query at a moment. */
export type Encounter = { query: Query; caller: Caller; now: string };

// A small world: people are often the ones whom a query names, moments often the very ones at which something ends, days
// often those at which five years are over.
const moments = fc.constantFrom(
  ...['2026-03-03T09:00:00.000Z', '2026-03-03T09:00:00.001Z', '2026-08-31T23:59:59.999Z'],
  ...['2027-02-28T12:00:00.000Z', '2027-03-01T00:00:00.000Z', '2028-02-29T12:00:00.000Z'],
);
const days = fc.constantFrom(
  ...['2021-03-02', '2021-03-03', '2021-08-30', '2021-08-31', '2022-02-27', '2022-02-28', '2022-03-01'],
  ...['2023-02-27', '2023-02-28', '2023-03-01', '2026-03-03', '2029-01-01'],
);
const everyId = Array.from({ length: 5 }, (_, number) => idOf(number));
const { people, queries } = world({
  ids: fc.constantFrom(...everyId),
  institutionIds: fc.constantFrom(idOf(10), idOf(11)),
  states: fc.constantFrom('GH', 'TN', 'CL', 'PT', 'FJ', 'CH', 'TG', 'UY'),
  moments,
  days,
});

/** One of the experts whom a query names: of offer, grant or clearance. */
function expertIn(query: Query): string | undefined {
  const clearer = query.status === 'in_review' ? query.clearance.clearer?.expertId : undefined;
  return clearer && query.version % 3 > 0 ? clearer : expertOf(query);
}

/** Whom of this role a query names. */
function namedIn(query: Query, { role }: Person): string | undefined {
  if (role === 'official') return query.version % 2 ? query.askerId : query.coOwners[0];
  if (role === 'expert') return expertIn(query);
  return 'glass' in query ? query.glass?.memberId : undefined;
}

// Whose deputy somebody is: often nobody's, and often that of the expert at work.
const behind = fc.record({
  others: fc.oneof(fc.constant([]), fc.subarray(everyId)),
  theirs: fc.constantFrom(true, false, false, false),
});

const meetings: fc.Arbitrary<Encounter> = fc
  .record({ query: queries, person: people, now: moments, isNamed: fc.constantFrom(true, true, true, false), behind })
  .map(({ query, person, now, isNamed, behind: { others, theirs } }) => {
    const expertId = theirs && person.role === 'expert' ? expertOf(query) : undefined;
    const standsInFor = expertId ? [...others, expertId] : others;
    const id = (isNamed && !expertId && namedIn(query, person)) || person.id;
    return { query, caller: { kind: 'person', person: { ...person, id }, standsInFor }, now };
  });

const works: fc.Arbitrary<Encounter> = fc.record({
  query: queries,
  caller: fc.constantFrom<Caller>(
    { kind: 'hub', function: 'offer' },
    { kind: 'hub', function: 'watch' },
    { kind: 'hub', function: 'erase' },
  ),
  now: moments,
});

/** People and the hub's own functions meeting queries, most of them people who have something to do with it. */
export const encounters = fc.oneof({ weight: 6, arbitrary: meetings }, { weight: 1, arbitrary: works });

import fc from 'fast-check';
import { newId } from '../../shared/identifiers.ts';
import type { Expert, Official, Person } from '../../shared/people.ts';
import { stateCodes } from '../../shared/states.ts';
import { languages, type Makings, topics, versions } from './makings.ts';
import { queriesOf } from './world-queries.ts';

/** Ids by small numbers, so that a generated person can be the one a query names. */
export const idOf = (number: number): string => newId(() => new Uint8Array(26).fill(number));

// A few States, so that generated people and queries meet.
const few = ['CH', 'TN', 'GH', 'CL', 'PT', 'FJ'];

/** Generated people, of every role, active and suspended. */
function peopleOf({ ids, institutionIds, states, days }: Makings) {
  const everyone = {
    id: ids,
    version: versions,
    name: fc.constant('A Person'),
    email: fc.constant('person@institution.example'),
    locale: fc.constant('en' as const),
    timeZone: fc.constant('Europe/Zurich'),
    status: fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'suspended' as const),
    firstPasswordAt: fc.option(fc.constant('2026-01-05T09:00:00.000Z'), { nil: undefined, freq: 9 }),
  };
  const officials: fc.Arbitrary<Official> = fc.record({
    ...everyone,
    role: fc.constant('official' as const),
    institutionId: institutionIds,
  });
  const interests = fc.record({
    nationalities: fc.uniqueArray(states, { minLength: 1, maxLength: 2 }),
    residence: fc.constantFrom(...stateCodes),
    employments: fc.array(fc.oneof(fc.record({ state: states }), fc.record({ state: states, until: days })), {
      maxLength: 2,
    }),
    declared: fc.uniqueArray(states, { maxLength: 1 }),
    reviewedByOwnBody: fc.uniqueArray(states, { maxLength: 1 }),
  });
  const experts: fc.Arbitrary<Expert> = fc.record({
    ...everyone,
    role: fc.constant('expert' as const),
    expertise: fc.record({
      mainTopics: fc.uniqueArray(topics, { minLength: 1, maxLength: 3 }),
      secondaryTopics: fc.uniqueArray(topics, { maxLength: 3 }),
      languages: fc.uniqueArray(languages, { minLength: 1, maxLength: 4 }),
      workingLanguages: fc.option(fc.uniqueArray(languages, { maxLength: 3 }), { nil: undefined }),
      capacity: fc.integer({ min: 0, max: 4 }),
      absences: fc.array(fc.record({ from: days, to: days }), { maxLength: 1 }),
      interests,
    }),
  });
  const people: fc.Arbitrary<Person> = fc.oneof(
    officials,
    experts,
    fc.record({ ...everyone, role: fc.constant('secretariat' as const) }),
    fc.record({ ...everyone, role: fc.constant('auditor' as const) }),
  );
  return { experts, people };
}

/** A generated world: its people, and the queries that they may meet. */
export const world = (makings: Makings) => ({ ...peopleOf(makings), ...queriesOf(makings) });

export const ids = fc.integer({ min: 0, max: 7 }).map(idOf);
export const moments = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-06-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** Any day of those years. */
export const days = moments.map((moment) => moment.slice(0, 10));
/** One of a few States, so that generated people and queries meet. */
export const states = fc.constantFrom(...few);

export const { experts, sentQueries } = world({ ids, institutionIds: ids, states, moments, days });

import fc from 'fast-check';
import { newId } from '../../shared/identifiers.ts';
import { QueryLanguage } from '../../shared/languages.ts';
import { DeclineReason, type LedgerEvent } from '../../shared/ledger.ts';
import type { Expert, Official, Person } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import { stateCodes } from '../../shared/states.ts';
import { topicIds } from '../../shared/topics.ts';

// A few States, so that generated people and queries meet.
const few = ['CH', 'TN', 'GH', 'CL', 'PT', 'FJ'];

/** Ids by small numbers, so that a generated person can be the one a query names. */
export const idOf = (number: number): string => newId(() => new Uint8Array(26).fill(number));

export const ids = fc.integer({ min: 0, max: 7 }).map(idOf);
export const states = fc.constantFrom(...few);
export const topics = fc.constantFrom(...topicIds);
export const languages = fc.constantFrom(...QueryLanguage.options);
export const moments = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-06-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const days = moments.map((moment) => moment.slice(0, 10));

const everyone = {
  id: ids,
  name: fc.constant('A Person'),
  email: fc.constant('person@institution.example'),
  locale: fc.constant('en' as const),
  timeZone: fc.constant('Europe/Zurich'),
  status: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const),
};

export const officials: fc.Arbitrary<Official> = fc.record({
  ...everyone,
  role: fc.constant('official' as const),
  institutionId: ids,
});

export const interests = fc.record({
  nationalities: fc.uniqueArray(states, { minLength: 1, maxLength: 2 }),
  residence: fc.constantFrom(...stateCodes),
  employments: fc.array(fc.oneof(fc.record({ state: states }), fc.record({ state: states, until: days })), {
    maxLength: 2,
  }),
  declared: fc.uniqueArray(states, { maxLength: 1 }),
  reviewedByOwnBody: fc.uniqueArray(states, { maxLength: 1 }),
});

export const experts: fc.Arbitrary<Expert> = fc.record({
  ...everyone,
  role: fc.constant('expert' as const),
  expertise: fc.record({
    mainTopics: fc.uniqueArray(topics, { minLength: 1, maxLength: 3 }),
    secondaryTopics: fc.uniqueArray(topics, { maxLength: 3 }),
    languages: fc.uniqueArray(languages, { minLength: 1, maxLength: 4 }),
    capacity: fc.integer({ min: 0, max: 4 }),
    absences: fc.array(fc.record({ from: days, to: days }), { maxLength: 1 }),
    interests,
  }),
});

export const people: fc.Arbitrary<Person> = fc.oneof(
  officials,
  experts,
  fc.record({ ...everyone, role: fc.constant('secretariat' as const) }),
  fc.record({ ...everyone, role: fc.constant('auditor' as const) }),
);

const facts = {
  id: ids,
  version: fc.integer({ min: 1, max: 9 }),
  askerId: ids,
  institutionId: ids,
  institutionKind: fc.constant('ministry' as const),
  state: states,
  topic: topics,
  language: languages,
  urgency: fc.constant({ level: 'standard' as const }),
  length: fc.integer({ min: 1, max: 10_000 }),
  questionVersion: fc.constant(1),
  createdAt: moments,
  updatedAt: moments,
};

const clocks = fc.record({ startedAt: moments, atRiskAt: moments, dueAt: moments, longOverdueAt: moments });

const sent = {
  ...facts,
  reference: fc.constant('CTI-0000-0000-0'),
  submittedAt: moments,
  clock: clocks,
  passedBy: fc.uniqueArray(ids, { maxLength: 2 }),
};

const grants = fc.record({ expertId: ids, reason: fc.constant('accepted-offer' as const), startedAt: moments });

/** Queries in every status. */
export const queries: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ status: fc.constant('draft' as const), ...facts }),
  fc.record({ status: fc.constant('submitted' as const), ...sent, routingDueAt: moments }),
  fc.record({
    status: fc.constant('offered' as const),
    ...sent,
    offer: fc.record({ expertId: ids, offeredAt: moments, expiresAt: moments }),
  }),
  fc.record({ status: fc.constant('in_progress' as const), ...sent, grant: grants }),
  fc.record({
    status: fc.constant('answered' as const),
    ...sent,
    grant: grants,
    answeredAt: moments,
    adviceVersion: fc.constant(1),
  }),
);

/** Events of every code that carries something. */
export const events: fc.Arbitrary<LedgerEvent> = fc.oneof(
  fc.constant({ code: 'drafted' as const, details: {} }),
  fc.record({ code: fc.constant('offered' as const), details: fc.record({ expertId: ids, expiresAt: moments }) }),
  fc.record({
    code: fc.constant('declined' as const),
    details: fc.record({ reason: fc.constantFrom(...DeclineReason.options) }),
  }),
  fc.record({
    code: fc.constant('opened' as const),
    details: fc.record({ part: fc.constantFrom('draft' as const, 'thread' as const) }),
  }),
  fc.record({
    code: fc.constant('submitted' as const),
    details: fc.record({
      topic: topics,
      language: languages,
      institutionKind: fc.constant('npm' as const),
      urgencyRequested: fc.boolean(),
    }),
  }),
);

import fc from 'fast-check';
import { clockOf, started } from '../../shared/clock.ts';
import { Conflict } from '../../shared/conflict.ts';
import { newId } from '../../shared/identifiers.ts';
import { InstitutionKind } from '../../shared/institutions.ts';
import { QueryLanguage } from '../../shared/languages.ts';
import { DeclineReason, GlassReason, type LedgerEvent, RecusalReason, RequestKind } from '../../shared/ledger.ts';
import type { Expert, Official, Person } from '../../shared/people.ts';
import { Confidentiality, type Glass, type Query } from '../../shared/query.ts';
import { Region } from '../../shared/regions.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { stateCodes } from '../../shared/states.ts';
import { topicIds } from '../../shared/topics.ts';

// A few States, so that generated people and queries meet.
const few = ['CH', 'TN', 'GH', 'CL', 'PT', 'FJ'];

/** Ids by small numbers, so that a generated person can be the one a query names. */
export const idOf = (number: number): string => newId(() => new Uint8Array(26).fill(number));

/** What a generated world is made of: the smaller each set, the more often people, queries and moments meet. */
type Makings = {
  ids: fc.Arbitrary<string>;
  institutionIds: fc.Arbitrary<string>;
  states: fc.Arbitrary<string>;
  moments: fc.Arbitrary<string>;
  days: fc.Arbitrary<string>;
};

const topics = fc.constantFrom(...topicIds);
const languages = fc.constantFrom(...QueryLanguage.options);
const versions = fc.integer({ min: 1, max: 9 });
const kinds = fc.constantFrom(...InstitutionKind.options);

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

/** Generated queries in every status, some with an emergency reading asked for or approved. */
function queriesOf({ ids, institutionIds, states, moments }: Makings) {
  const facts = {
    id: ids,
    version: versions,
    askerId: ids,
    coOwners: fc.uniqueArray(ids, { maxLength: 3 }),
    institutionId: institutionIds,
    institutionKind: kinds,
    state: states,
    confidentiality: fc.constantFrom(...Confidentiality.options),
    requestKind: fc.constantFrom(...RequestKind.options),
    topic: topics,
    language: languages,
    urgency: fc.constant({ level: 'standard' as const }),
    length: fc.integer({ min: 1, max: 10_000 }),
    questionVersion: fc.constant(1),
    createdAt: moments,
    updatedAt: moments,
  };
  const sent = {
    ...facts,
    reference: fc.constant('CTI-0000-0000-0'),
    submittedAt: moments,
    clock: moments.map((at) =>
      clockOf(started('first-advice', at, { requestKind: 'question', urgent: false }), shippedSettings),
    ),
    passedBy: fc.uniqueArray(ids, { maxLength: 2 }),
  };
  const grant = { expertId: ids, reason: fc.constant('accepted-offer' as const), startedAt: moments };
  const grants = fc.oneof(fc.record(grant), fc.record({ ...grant, endsAt: moments }));
  const glasses: fc.Arbitrary<Glass | undefined> = fc.oneof(
    fc.constant(undefined),
    fc.record({
      status: fc.constant('requested' as const),
      memberId: ids,
      reason: fc.constantFrom(...GlassReason.options),
      text: fc.constant('The asker rang: a life may depend on it.'),
      requestedAt: moments,
    }),
    fc.record({ status: fc.constant('approved' as const), memberId: ids, approvedBy: ids, expiresAt: moments }),
  );
  const plain = fc.oneof(
    fc.record({ status: fc.constant('held' as const), ...sent }),
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
  const sentQueries = fc.tuple(plain, glasses).map(([query, glass]) => (glass ? { ...query, glass } : query));
  const drafts = fc.record({ status: fc.constant('draft' as const), ...facts });
  const queries: fc.Arbitrary<Query> = fc.oneof(
    { weight: 1, arbitrary: drafts },
    { weight: 5, arbitrary: sentQueries },
  );
  return { sentQueries, queries };
}

/** A generated world: its people, and the queries that they may meet. */
export const world = (makings: Makings) => ({ ...peopleOf(makings), ...queriesOf(makings) });

export const ids = fc.integer({ min: 0, max: 7 }).map(idOf);
export const moments = fc
  .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2028-06-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const days = moments.map((moment) => moment.slice(0, 10));
const states = fc.constantFrom(...few);

export const { experts, sentQueries } = world({ ids, institutionIds: ids, states, moments, days });

const code = <Code extends string>(one: Code) => fc.constant(one);
const nothing = fc.constant({});
const received = fc.record({
  topic: topics,
  language: languages,
  institutionKind: kinds,
  region: fc.constantFrom(...Region.options),
  requestKind: fc.constantFrom(...RequestKind.options),
  urgencyRequested: fc.boolean(),
});

/** Events of every kind of parameter that a ledger keeps. */
export const events: fc.Arbitrary<LedgerEvent> = fc.oneof(
  fc.record({ code: fc.constantFrom('drafted', 'saved', 'released', 'restricted', 'accepted'), details: nothing }),
  fc.record({ code: fc.constantFrom('person-suspended', 'standing-withdrawn'), details: nothing }),
  fc.record({ code: code('interests-changed'), details: fc.record({ newTies: fc.array(states, { maxLength: 2 }) }) }),
  fc.record({ code: fc.constantFrom('submitted', 'held'), details: received }),
  fc.record({
    code: code('offered'),
    details: fc.oneof(
      fc.record({ expertId: ids, expiresAt: moments }),
      fc.record({ expertId: ids, expiresAt: moments, insteadOf: ids }),
    ),
  }),
  fc.record({
    code: code('unplaced'),
    details: fc.record({
      considered: fc.nat({ max: 40 }),
      why: fc.constantFrom('nobody-fits' as const, 'restricted' as const),
    }),
  }),
  fc.record({
    code: code('declined'),
    details: fc.record({ reason: fc.constantFrom(...DeclineReason.options) }),
  }),
  fc.record({ code: code('recused'), details: fc.record({ reason: fc.constantFrom(...RecusalReason.options) }) }),
  fc.record({
    code: code('conflict-found'),
    details: fc.record({ expertId: ids, conflict: fc.constantFrom(...Conflict.options) }),
  }),
  fc.record({
    code: code('opened'),
    details: fc.record({
      part: fc.constantFrom('draft' as const, 'thread' as const),
      through: fc.constantFrom('right' as const, 'break-glass' as const),
    }),
  }),
  fc.record({
    code: fc.constantFrom('co-owner-added', 'co-owner-removed'),
    details: fc.record({ personId: ids }),
  }),
  fc.record({ code: code('handed-over'), details: fc.record({ fromId: ids, toId: ids }) }),
  fc.record({ code: code('unrestricted'), details: fc.constant({ consent: 'yes' as const }) }),
  fc.record({
    code: code('glass-requested'),
    details: fc.record({ reason: fc.constantFrom(...GlassReason.options), text: fc.string({ unit: 'grapheme' }) }),
  }),
  fc.record({ code: code('glass-refused'), details: fc.record({ memberId: ids }) }),
  fc.record({ code: code('glass-approved'), details: fc.record({ memberId: ids, expiresAt: moments }) }),
  fc.record({
    code: code('person-added'),
    details: fc.record({ role: fc.constantFrom('official' as const, 'expert' as const) }),
  }),
  fc.record({ code: code('institution-registered'), details: fc.record({ kind: kinds, state: states }) }),
  fc.record({ code: code('standing-confirmed'), details: fc.record({ expiresOn: days }) }),
);

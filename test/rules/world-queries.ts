import fc from 'fast-check';
import { GlassReason, Outcome, RequestKind } from '../../shared/choices.ts';
import { type Clock, clockOf, started } from '../../shared/clock.ts';
import { type Part, PartKind } from '../../shared/parts.ts';
import { Confidentiality, type Glass, type Pause, type Query, type SentQuery, Threshold } from '../../shared/query.ts';
import { shippedSettings } from '../../shared/settings.ts';
import { LaterStep } from '../../shared/steps.ts';
import { code, kinds, languages, type Makings, topics, versions } from './makings.ts';

const erasures = ['planned', 'announced', 'held'] as const;

const clocks = (moments: fc.Arbitrary<string>): fc.Arbitrary<Clock> =>
  moments.map((at) =>
    clockOf(started('first-advice', at, { requestKind: 'question', urgent: false }), shippedSettings),
  );

function facets({ ids, institutionIds, states, moments }: Makings) {
  const naming = {
    id: ids,
    version: versions,
    askerId: ids,
    coOwners: fc.uniqueArray(ids, { maxLength: 3 }),
    institutionId: institutionIds,
    createdAt: moments,
    updatedAt: moments,
  };
  const part = <Kind extends PartKind>(kind: Kind) =>
    fc.record({ part: fc.constant(kind), kind: fc.constant(kind), version: versions, writtenAt: moments });
  const parts: fc.Arbitrary<Part[]> = fc.array(
    fc.oneof(
      ...PartKind.options.map((kind) => part(kind)),
      fc.record({
        part: fc.constant('advice-2'),
        kind: code('advice'),
        version: versions,
        writtenAt: moments,
        clearedAt: moments,
      }),
    ),
    { minLength: 1, maxLength: 6 },
  );
  const facts = {
    ...naming,
    institutionKind: kinds,
    state: states,
    confidentiality: fc.constantFrom(...Confidentiality.options),
    requestKind: fc.constantFrom(...RequestKind.options),
    topic: topics,
    language: languages,
    replyLanguages: fc.uniqueArray(languages, { minLength: 1, maxLength: 3 }),
    urgency: fc.constant({ level: 'standard' as const }),
    length: fc.integer({ min: 1, max: 10_000 }),
    parts,
  };
  const sent = {
    ...facts,
    reference: fc.constant('CTI-0000-0000-0'),
    submittedAt: moments,
    clock: clocks(moments),
    told: fc.subarray([...Threshold.options]),
    wordDueAt: moments,
    passedBy: fc.uniqueArray(ids, { maxLength: 2 }),
    replaced: fc.option(fc.uniqueArray(ids, { maxLength: 2 }), { nil: undefined }),
    drafters: fc.uniqueArray(ids, { maxLength: 2 }),
    clearancePassedBy: fc.uniqueArray(ids, { maxLength: 2 }),
  };
  return { naming, facts, sent };
}

const either = <One, Other>(one: fc.Arbitrary<One>, other: fc.Arbitrary<Other>) => fc.oneof(one, other);

function rightsOf({ ids, moments }: Makings) {
  const grant = {
    ...{ expertId: ids, reason: fc.constantFrom('accepted-offer' as const, 'taken-over' as const), startedAt: moments },
  };
  const atWork = fc.record(grant);
  const windows = fc.record({ ...grant, endsAt: moments });
  const asked = fc.record({ status: code('asked'), expertId: ids, expiresAt: moments });
  const reading = fc.record({ status: code('reading'), expertId: ids, startedAt: moments });
  const clearances = fc.oneof(
    { weight: 1, arbitrary: fc.record({ adviceVersion: fc.constant(1), routingDueAt: moments }) },
    {
      weight: 4,
      arbitrary: fc.record({ adviceVersion: fc.constant(1), clearer: fc.oneof(asked, asked, reading) }),
    },
  );
  const pauses: fc.Arbitrary<Pause> = either(
    fc.record({ why: code('requested'), since: moments, reminded: fc.constant(0) }),
    fc.record({
      why: code('information'),
      since: moments,
      reminded: fc.constantFrom(0, 1, 2),
      nextReminderAt: moments,
    }),
  );
  const glasses: fc.Arbitrary<Glass> = either(
    fc.record({
      status: code('requested'),
      memberId: ids,
      reason: fc.constantFrom(...GlassReason.options),
      text: fc.constant('The asker rang: a life may depend on it.'),
      requestedAt: moments,
    }),
    fc.record({ status: code('approved'), memberId: ids, approvedBy: ids, expiresAt: moments }),
  );
  return { atWork, windows, clearances, pauses, glasses };
}

/** Generated queries in every status, some waiting for their asker, some with an emergency reading asked for or approved. */
export function queriesOf(makings: Makings) {
  const { ids, moments } = makings;
  const { naming, facts, sent } = facets(makings);
  const { atWork, windows, clearances, pauses, glasses } = rightsOf(makings);
  const over = { ...sent, endedAt: moments, eraseAt: moments, erasure: fc.constantFrom(...erasures) };
  const ended = [over, { ...over, grant: windows }];
  const offer = fc.record({ expertId: ids, offeredAt: moments, expiresAt: moments });
  const open: fc.Arbitrary<SentQuery> = fc.oneof(
    fc.record({ status: code('held'), ...sent }),
    fc.record({ status: code('submitted'), ...sent, routingDueAt: moments }),
    fc.record({ status: code('offered'), ...sent, offer }),
    fc.record({ status: code('in_progress'), ...sent, grant: atWork }),
    fc.record({ status: code('in_review'), ...sent, grant: atWork, clearance: clearances }),
    fc.record({ status: code('in_review'), ...sent, grant: atWork, clearance: clearances }),
  );
  const others: fc.Arbitrary<SentQuery> = fc.oneof(
    fc.record({ status: code('needs_information'), ...sent, pause: pauses }),
    fc.record({ status: code('needs_information'), ...sent, pause: pauses, grant: atWork }),
    fc.record({ status: code('answered'), ...sent, grant: windows, answeredAt: moments, closesAt: moments }),
    ...ended.flatMap((one) => [
      fc.record({ status: code('closed'), ...one, outcome: fc.constantFrom(...Outcome.options) }),
      fc.record({ status: code('declined'), ...one, reason: code('asked-elsewhere'), turnTo: code('apt') }),
      fc.record({ status: code('referred'), ...one, partner: code('ohchr') }),
      fc.record({ status: code('withdrawn'), ...one }),
    ]),
  );
  const waiting = fc.tuple(open, pauses).map(([query, pause]) => ({ ...query, pause }));
  const sentQueries: fc.Arbitrary<SentQuery> = fc
    .tuple(fc.oneof(open, open, waiting, others, others), fc.option(glasses, { nil: undefined, freq: 2 }))
    .map(([query, glass]) => (glass ? { ...query, glass } : query));
  const queries: fc.Arbitrary<Query> = fc.oneof(
    fc.record({
      status: code('draft'),
      ...facts,
      steps: fc.subarray([...LaterStep.options]),
      backgroundLength: fc.integer({ min: 0, max: 100 }),
    }),
    fc.record({ status: code('discarded'), ...facts }),
    fc.record({ status: code('erased'), ...naming, reference: code('CTI-0'), submittedAt: moments, erasedAt: moments }),
    { weight: 9, arbitrary: sentQueries },
  );
  return { sentQueries, queries };
}

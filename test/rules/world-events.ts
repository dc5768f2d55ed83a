import fc from 'fast-check';
import {
  AskAbout,
  DeclineReason,
  ExtensionReason,
  GlassReason,
  NotAdvisedReason,
  Outcome,
  Partner,
  PauseReason,
  RecusalReason,
  RequestKind,
  TopicReason,
} from '../../shared/choices.ts';
import { Conflict } from '../../shared/conflict.ts';
import type { LedgerEvent } from '../../shared/events.ts';
import { Region } from '../../shared/regions.ts';
import { Step } from '../../shared/steps.ts';
import { code, kinds, languages, topics } from './makings.ts';
import { days, ids, moments, states } from './worlds.ts';

const nothing = fc.constant({});
const ofClock = fc.record({ clock: fc.constantFrom('first-advice' as const, 'follow-up' as const) });
const dates = fc.record({
  dueOn: days,
  previousDueAt: moments,
  reason: fc.constantFrom(...ExtensionReason.options),
});
/** Events that say no more than that they happened. */
const bare = ['drafted', 'released', 'restricted', 'accepted', 'information-given', 'withdrawn', 'erased'] as const;
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
  fc.record({ code: code('saved'), details: fc.record({ step: fc.constantFrom(...Step.options) }) }),
  fc.record({ code: fc.constantFrom(...bare), details: nothing }),
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
  fc.record({ code: fc.constantFrom('at-risk', 'due-today', 'overdue', 'long-overdue'), details: ofClock }),
  fc.record({ code: code('extended'), details: dates }),
  fc.record({ code: code('topic-changed'), details: fc.record({ topic: topics }) }),
  fc.record({
    code: code('topic-changed'),
    details: fc.record({ topic: topics, reason: fc.constantFrom(...TopicReason.options) }),
  }),
  fc.record({ code: code('paused'), details: fc.record({ reason: fc.constantFrom(...PauseReason.options) }) }),
  fc.record({ code: code('closed'), details: fc.record({ outcome: fc.constantFrom(...Outcome.options) }) }),
  fc.record({ code: code('clearer-asked'), details: fc.record({ expertId: ids, expiresAt: moments }) }),
  fc.record({
    code: code('information-asked'),
    details: fc.oneof(
      fc.constant({ by: 'expert' as const }),
      fc.record({ by: fc.constant('desk' as const), about: fc.constantFrom(...AskAbout.options) }),
    ),
  }),
  fc.record({
    code: code('not-advised'),
    details: fc.record({
      reason: fc.constantFrom(...NotAdvisedReason.options),
      turnTo: fc.constantFrom(...Partner.options),
    }),
  }),
);

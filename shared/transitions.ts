import { openStatuses as open, type Query, type Status } from './query.ts';
import { Refused } from './refused.ts';

/** Who stands where to a query, as far as its rules know. */
export type Relation =
  | 'asker'
  | 'co-owner'
  | 'receipt-holder'
  | 'offered-expert'
  | 'granted-expert'
  | 'deputy'
  | 'offered-clearer'
  | 'clearing-expert'
  | 'secretariat'
  | 'glass-reader'
  | 'router'
  | 'watch'
  | 'eraser';

const withExpert = ['in_progress', 'needs_information', 'in_review'] as const;
const hubsTurn = ['held', 'submitted', 'offered', 'in_progress', 'in_review'] as const;
/** Where the asker may owe an answer: to the expert, or to the secretariat before there is one. */
const asked = ['held', 'submitted', 'offered', 'needs_information'] as const;
const ended = ['closed', 'declined', 'referred', 'withdrawn'] as const;
const alive = [...open, 'answered'] as const;
const readable = [...alive, ...ended] as const;
const askersSide = ['asker', 'co-owner'] as const;

/** Every move of a query: from where, to where, by whom. What is not here cannot happen. */
export const transitions = {
  save: { from: ['draft'], to: ['draft'], by: askersSide },
  send: { from: ['draft'], to: ['submitted', 'held'], by: askersSide },
  discard: { from: ['draft'], to: ['discarded'], by: ['asker'] },
  'expire-draft': { from: ['draft'], to: ['discarded'], by: ['watch'] },

  release: { from: ['held'], to: ['submitted'], by: ['router'] },
  offer: { from: ['submitted'], to: ['offered'], by: ['router'] },
  'report-unplaced': { from: ['submitted'], to: 'same', by: ['router'] },
  'route-again': { from: ['submitted'], to: 'same', by: ['watch'] },
  assign: { from: ['submitted', 'offered', ...withExpert], to: ['offered'], by: ['secretariat'] },
  accept: { from: ['offered'], to: ['in_progress', 'needs_information'], by: ['offered-expert'] },
  decline: { from: ['offered'], to: ['submitted'], by: ['offered-expert'] },
  'remind-expert': { from: ['offered'], to: 'same', by: ['watch'] },
  expire: { from: ['offered'], to: ['submitted'], by: ['watch'] },
  recuse: { from: withExpert, to: ['submitted'], by: ['granted-expert'] },
  'take-over': { from: ['in_progress', 'needs_information'], to: 'same', by: ['deputy'] },
  'end-access': { from: ['offered', ...withExpert], to: ['submitted'], by: ['router'] },
  'end-clearance': { from: ['in_review'], to: 'same', by: ['router'] },
  'end-window': { from: ['answered', ...ended], to: 'same', by: ['router'] },

  'ask-information': { from: ['in_progress'], to: ['needs_information'], by: ['granted-expert'] },
  'ask-about': { from: ['held', 'submitted'], to: ['held', 'needs_information'], by: ['secretariat'] },
  'give-information': {
    from: asked,
    to: ['held', 'submitted', 'offered', 'in_progress'],
    by: askersSide,
  },
  'add-information': { from: hubsTurn, to: 'same', by: askersSide },
  pause: { from: hubsTurn, to: 'same', by: ['asker'] },
  'let-wait': { from: hubsTurn, to: 'same', by: ['secretariat'] },
  resume: { from: hubsTurn, to: 'same', by: ['asker', 'secretariat'] },
  extend: { from: open, to: 'same', by: ['secretariat'] },
  'grant-urgency': { from: open, to: 'same', by: ['secretariat'] },
  'change-topic': { from: open, to: 'same', by: ['secretariat'] },

  'save-advice': { from: ['in_progress', 'needs_information'], to: 'same', by: ['granted-expert'] },
  'add-note': { from: withExpert, to: 'same', by: ['granted-expert', 'clearing-expert'] },
  'ask-review': { from: ['in_progress'], to: ['in_review'], by: ['granted-expert'] },
  'ask-clearer': { from: ['in_review'], to: 'same', by: ['router'] },
  'report-uncleared': { from: ['in_review'], to: 'same', by: ['router'] },
  'seek-clearer': { from: ['in_review'], to: 'same', by: ['watch'] },
  'assign-clearer': { from: ['in_review'], to: 'same', by: ['secretariat'] },
  'accept-clearance': { from: ['in_review'], to: 'same', by: ['offered-clearer'] },
  'decline-clearance': { from: ['in_review'], to: 'same', by: ['offered-clearer', 'clearing-expert'] },
  'expire-clearance': { from: ['in_review'], to: 'same', by: ['watch'] },
  return: { from: ['in_review'], to: ['in_progress'], by: ['clearing-expert'] },
  approve: { from: ['in_review'], to: ['answered'], by: ['clearing-expert'] },

  'follow-up': { from: ['answered'], to: ['in_progress', 'submitted'], by: askersSide },
  'give-feedback': { from: ['answered', 'closed'], to: 'same', by: ['asker'] },
  thank: { from: ['answered'], to: ['closed'], by: askersSide },
  'close-window': { from: ['answered'], to: ['closed'], by: ['watch'] },
  'close-unanswered': { from: asked, to: ['closed'], by: ['secretariat'] },
  reopen: { from: ['closed'], to: ['submitted'], by: askersSide },
  withdraw: { from: alive, to: ['withdrawn'], by: ['asker'] },
  'turn-down': { from: open, to: ['declined'], by: ['secretariat'] },
  'propose-referral': { from: open, to: 'same', by: ['secretariat'] },
  'refuse-referral': { from: open, to: 'same', by: ['asker'] },
  'accept-referral': { from: open, to: ['referred'], by: ['asker'] },

  'add-co-owner': { from: ['draft', ...alive], to: 'same', by: ['asker'] },
  'remove-co-owner': { from: ['draft', ...readable], to: 'same', by: ['asker'] },
  'hand-over': { from: readable, to: 'same', by: ['secretariat'] },
  restrict: { from: ['draft', ...readable], to: 'same', by: askersSide },
  unrestrict: { from: ['draft', ...readable], to: 'same', by: ['asker'] },
  'request-glass': { from: readable, to: 'same', by: ['secretariat'] },
  'refuse-glass': { from: readable, to: 'same', by: ['secretariat'] },
  'approve-glass': { from: readable, to: 'same', by: ['secretariat'] },

  mark: { from: open, to: 'same', by: ['watch'] },
  'remind-asker': { from: asked, to: 'same', by: ['watch'] },
  'propose-closing': { from: asked, to: 'same', by: ['watch'] },
  'note-silence': { from: open, to: 'same', by: ['watch'] },
  retime: { from: open, to: 'same', by: ['watch'] },
  'announce-erasure': { from: ended, to: 'same', by: ['watch'] },
  'hold-erasure': { from: ended, to: 'same', by: ['secretariat'] },
  'release-erasure': { from: ended, to: 'same', by: ['secretariat'] },
  erase: { from: ended, to: ['erased'], by: ['eraser'] },
} as const satisfies Record<
  string,
  { from: readonly Status[]; to: readonly Status[] | 'same'; by: readonly Relation[] }
>;

export type Verb = keyof typeof transitions;
type From<V extends Verb> = Extract<Query, { status: (typeof transitions)[V]['from'][number] }>;

const stands = <V extends Verb>(verb: V, query: Query): query is From<V> => {
  const { from }: { from: readonly Status[] } = transitions[verb];
  return from.includes(query.status);
};

/** The query as one that this verb may move; refuses `not-possible-now` when it stands elsewhere. */
export function movable<V extends Verb>(verb: V, query: Query): From<V> {
  if (!stands(verb, query)) throw new Refused('not-possible-now');
  return query;
}

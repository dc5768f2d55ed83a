import type { Query, Status } from './query.ts';
import { Refused } from './refused.ts';

/** Who stands where to a query, as far as its rules know. */
export type Relation =
  | 'asker'
  | 'co-owner'
  | 'offered-expert'
  | 'granted-expert'
  | 'secretariat'
  | 'glass-reader'
  | 'router'
  | 'watch';

const sentStatuses = ['held', 'submitted', 'offered', 'in_progress', 'answered'] as const;

/** Every move of a query: from where, to where, by whom. What is not here cannot happen. */
export const transitions = {
  save: { from: ['draft'], to: 'draft', by: ['asker', 'co-owner'] },
  send: { from: ['draft'], to: 'submitted', by: ['asker', 'co-owner'] },
  hold: { from: ['draft'], to: 'held', by: ['asker', 'co-owner'] },
  release: { from: ['held'], to: 'submitted', by: ['router'] },
  offer: { from: ['submitted'], to: 'offered', by: ['router'] },
  'report-unplaced': { from: ['submitted'], to: 'submitted', by: ['router'] },
  'route-again': { from: ['submitted'], to: 'submitted', by: ['watch'] },
  assign: { from: ['submitted', 'offered', 'in_progress'], to: 'offered', by: ['secretariat'] },
  'grant-urgency': { from: ['held', 'submitted', 'offered', 'in_progress'], to: 'same', by: ['secretariat'] },
  accept: { from: ['offered'], to: 'in_progress', by: ['offered-expert'] },
  decline: { from: ['offered'], to: 'submitted', by: ['offered-expert'] },
  expire: { from: ['offered'], to: 'submitted', by: ['watch'] },
  recuse: { from: ['in_progress'], to: 'submitted', by: ['granted-expert'] },
  'end-access': { from: ['offered', 'in_progress'], to: 'submitted', by: ['router'] },
  'end-window': { from: ['answered'], to: 'same', by: ['router'] },
  answer: { from: ['in_progress'], to: 'answered', by: ['granted-expert'] },
  'add-co-owner': { from: ['draft', ...sentStatuses], to: 'same', by: ['asker'] },
  'remove-co-owner': { from: ['draft', ...sentStatuses], to: 'same', by: ['asker'] },
  'hand-over': { from: sentStatuses, to: 'same', by: ['secretariat'] },
  restrict: { from: ['draft', ...sentStatuses], to: 'same', by: ['asker', 'co-owner'] },
  unrestrict: { from: ['draft', ...sentStatuses], to: 'same', by: ['asker'] },
  'request-glass': { from: sentStatuses, to: 'same', by: ['secretariat'] },
  'refuse-glass': { from: sentStatuses, to: 'same', by: ['secretariat'] },
  'approve-glass': { from: sentStatuses, to: 'same', by: ['secretariat'] },
} as const satisfies Record<string, { from: readonly Status[]; to: Status | 'same'; by: readonly Relation[] }>;

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
